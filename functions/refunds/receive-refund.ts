import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { RefundAtStripe } from '../gateways/stripe-refund.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import {
  insertForeignStatement,
  insertRefundStepStatement,
  refundLetterStatement,
  selectOrderOfPayment,
  selectRefundAtStripe,
} from './queries.ts';
import { pauseAfter, settleRefund, stateOf } from './settle-refund.ts';

/**
 * A notice says that a refund stands differently now; how, is asked of Stripe. One that somebody made at Stripe itself
 * is written down too, so that its amount is not paid back once more.
 */
export async function receiveRefund(
  shop: Shop,
  stripeRefundId: string,
  record: D1PreparedStatement,
): Promise<'done' | 'ignored' | 'later'> {
  const reading = await shop.stripe.readRefund(stripeRefundId);
  if (reading.kind === 'unreachable') return 'later';
  if (reading.kind === 'missing') return 'ignored';
  const { refund } = reading;
  const ours = await selectRefundAtStripe(shop.database, refund.id, refund.ownId);
  if (ours) {
    await settleRefund(shop, ours, refund, [record]);
    return 'done';
  }
  return writeForeign(shop, refund, [record]);
}

/** One that was made at Stripe itself: its row, its step in the history, and its letter. Twice is once. */
export async function writeForeign(
  shop: Shop,
  refund: RefundAtStripe,
  alongside: readonly D1PreparedStatement[] = [],
): Promise<'done' | 'ignored' | 'later'> {
  const { database, now } = shop;
  const state = stateOf(refund.status);
  const order = refund.paymentIntentId ? await selectOrderOfPayment(database, refund.paymentIntentId) : null;
  // Of another system on the same account, or it has come to nothing.
  if (!order || state === 'failed' || refund.currency.toUpperCase() !== order.currency) return 'ignored';
  const at = refund.createdAt;
  const step = { id: `${refund.id}/asked`, refundId: refund.id, byKind: 'stripe', byStaff: null, note: '' };
  try {
    await database.batch([
      insertForeignStatement(database, {
        stripeRefundId: refund.id,
        orderNumber: order.number,
        amountMinor: refund.amountMinor,
        state,
        createdAt: at,
        nextTryAt: now + pauseAfter(0),
      }),
      insertRefundStepStatement(database, { ...step, move: 'refund', at }),
      refundLetterStatement(database, refund.id, now),
      ...alongside,
    ]);
  } catch (error) {
    // A claim of ours has taken the amount, and Stripe will refuse that: then there is room.
    if (error instanceof Error && error.message.includes('CHECK constraint failed: refunded_minor')) return 'later';
    throw error;
  }
  if (state === 'succeeded') await announceMail(shop, mailIdOf('order-refunded', refund.id));
  return 'done';
}
