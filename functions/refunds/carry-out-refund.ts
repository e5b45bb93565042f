import type { RefundMaking } from '../gateways/stripe-refund.ts';
import type { Shop } from '../shop.ts';
import { postponeRefund, type Refund, selectRefund } from './queries.ts';
import { pauseAfter, settleRefund } from './settle-refund.ts';

/**
 * Asks Stripe for a refund that is claimed, and writes down how it stands. The key of idempotency is the refund's own
 * id, so that however often it is asked for, it is made once. Stripe forgets a key after a day; so one that may have
 * been asked for before is looked for first, by the id that it carries there.
 */
export async function carryOutRefund(shop: Shop, id: string): Promise<void> {
  const refund = await selectRefund(shop.database, id);
  if (refund?.state !== 'claimed') return;
  const making = await made(shop, refund);
  switch (making.kind) {
    case 'made':
      await settleRefund(shop, refund, making.refund);
      return;
    case 'refused':
      console.error({ message: 'Stripe refused a refund', reason: making.reason });
      await settleRefund(shop, refund, { id: null, status: 'failed', failure: making.reason });
      return;
    case 'unreachable':
      await postponeRefund(shop.database, id, shop.now + pauseAfter(refund.tries));
      return;
  }
}

async function made(shop: Shop, refund: Refund): Promise<RefundMaking> {
  const { id, amount_minor: amountMinor, stripe_payment_intent_id: paymentIntentId, tries } = refund;
  if (paymentIntentId === null) return { kind: 'refused', reason: 'nothing was paid through Stripe' };
  if (tries > 0) {
    const found = await shop.stripe.findRefund(paymentIntentId, id);
    if (found !== 'missing') return found;
  }
  return shop.stripe.createRefund({ refundId: id, paymentIntentId, amountMinor });
}
