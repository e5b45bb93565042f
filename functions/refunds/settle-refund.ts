import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { RefundAtStripe } from '../gateways/stripe-refund.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { insertRefundStepStatement, type Refund, refundLetterStatement, settleStatement } from './queries.ts';

const minute = 60_000;
const longestPause = 6 * 60 * minute;

/** One of ours that Stripe has refused has no id there. */
export type Standing = Pick<RefundAtStripe, 'status' | 'failure'> & { readonly id: string | null };

/**
 * Writes down how a refund stands at Stripe, with its letter or with what has become of it, in one transaction. What
 * has failed gives its amount back to be claimed again. Any order, any number of times.
 */
export async function settleRefund(
  shop: Shop,
  refund: Pick<Refund, 'id' | 'tries'>,
  standing: Standing,
  alongside: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const { database, now } = shop;
  const state = stateOf(standing.status);
  await database.batch([
    settleStatement(database, {
      id: refund.id,
      stripeRefundId: standing.id,
      state,
      failure: state === 'failed' ? standing.failure : '',
      nextTryAt: now + pauseAfter(refund.tries),
      now,
    }),
    insertRefundStepStatement(database, {
      id: `${refund.id}/failed`,
      refundId: refund.id,
      move: 'refund-failed',
      at: now,
      byKind: 'stripe',
      byStaff: null,
      note: '',
    }),
    refundLetterStatement(database, refund.id, now),
    ...alongside,
  ]);
  if (state === 'succeeded') await announceMail(shop, mailIdOf('order-refunded', refund.id));
}

/** As https://docs.stripe.com/refunds has them. One that waits for the shopper to act is under way. */
export function stateOf(status: string): 'pending' | 'succeeded' | 'failed' {
  switch (status) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return 'pending';
  }
}

/** Five minutes, ten, twenty … six hours. */
export function pauseAfter(tries: number): number {
  return Math.min(5 * minute * 2 ** Math.min(tries, 10), longestPause);
}
