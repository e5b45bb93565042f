import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { StripeSession } from '../gateways/stripe.ts';
import { placeOrder } from '../orders/place-order.ts';
import type { Shop } from '../shop.ts';
import { type Checkout, endStatements, processingStatement } from './queries.ts';

/** How a checkout stands after Stripe was asked. `missing`: Stripe knows no such session. */
export type Settlement = 'paid' | 'processing' | 'expired' | 'failed' | 'open' | 'missing' | 'unreachable';

/**
 * Asks Stripe how the session stands and brings the checkout, the order, the stock and
 * the mail to the same state. Webhooks, the sweep and the order page all come here; none
 * of them is believed, Stripe's present answer is. So their order and number don't matter.
 *
 * @param alongside statements to write in the same transaction, such as the event's own row
 */
export async function settleCheckout(
  shop: Shop,
  checkout: Checkout,
  sessionId: string,
  alongside: readonly D1PreparedStatement[] = [],
): Promise<Settlement> {
  const reading = await shop.stripe.readSession(sessionId);
  if (reading.kind !== 'found') return reading.kind;
  const settlement = settlementOf(reading.session);
  if (settlement === 'paid') {
    const placed = await placeOrder(shop, checkout, reading.session, alongside);
    return placed === 'unreachable' ? 'unreachable' : 'paid';
  }
  const statements = [...changes(shop, checkout, settlement), ...alongside];
  if (statements.length > 0) await shop.database.batch(statements);
  return settlement;
}

function settlementOf(session: StripeSession): 'paid' | 'processing' | 'expired' | 'failed' | 'open' {
  if (session.status === 'expired') return 'expired';
  if (session.status === 'open') return 'open';
  if (session.payment_status !== 'unpaid') return 'paid';
  // A delayed payment that the bank has turned down leaves its intent waiting for another method, for ever.
  const intent = session.payment_intent?.status;
  return intent === 'requires_payment_method' || intent === 'canceled' ? 'failed' : 'processing';
}

function changes(
  shop: Shop,
  checkout: Checkout,
  settlement: 'processing' | 'expired' | 'failed' | 'open',
): D1PreparedStatement[] {
  switch (settlement) {
    case 'processing':
      return [processingStatement(shop.database, checkout.id)];
    case 'expired':
    case 'failed':
      return endStatements(shop.database, checkout.id, settlement);
    case 'open':
      return [];
  }
}
