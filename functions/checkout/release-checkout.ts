import type { Shop } from '../shop.ts';
import { type Checkout, endStatements } from './queries.ts';
import { settleCheckout } from './settle-checkout.ts';

/**
 * Gives the pieces of an unpaid checkout back. Stripe's page is closed first: a hold is
 * never given up while somebody could still pay for it. `paid` also stands for a delayed
 * payment under way.
 */
export async function releaseCheckout(
  shop: Shop,
  checkout: Checkout,
  state: 'cancelled' | 'expired',
): Promise<'released' | 'paid' | 'unreachable'> {
  if (checkout.state === 'paid' || checkout.state === 'processing') return 'paid';
  if (checkout.stripe_session_id && checkout.state === 'open') {
    const closing = await shop.stripe.expireSession(checkout.stripe_session_id);
    if (closing === 'unreachable') return 'unreachable';
    if (closing === 'settled') return releaseSettled(shop, checkout, checkout.stripe_session_id, state);
  }
  await shop.database.batch(endStatements(shop.database, checkout.id, state));
  return 'released';
}

/** Stripe would not close the page: it is paid, has expired, a delayed payment is under way, or Stripe doesn't know it. */
async function releaseSettled(
  shop: Shop,
  checkout: Checkout,
  sessionId: string,
  state: 'cancelled' | 'expired',
): Promise<'released' | 'paid' | 'unreachable'> {
  const settlement = await settleCheckout(shop, checkout, sessionId);
  switch (settlement) {
    case 'paid':
    case 'processing':
      return 'paid';
    case 'expired':
    case 'failed':
      return 'released';
    case 'missing':
      await shop.database.batch(endStatements(shop.database, checkout.id, state));
      return 'released';
    case 'open':
    case 'unreachable':
      return 'unreachable';
  }
}
