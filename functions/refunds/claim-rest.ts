import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { MovedBy } from '../order-life/write-moves.ts';
import type { Shop } from '../shop.ts';
import { claimRestStatement, insertRefundStepStatement } from './queries.ts';

/** Longer than the calls of one attempt take: after it whoever made it is taken for dead, and the sweep goes on. */
export const claimMilliseconds = 10 * 60_000;

/** Of an order there is one such refund at most; one that fails is followed by one that somebody asks for. */
export function refundIdOfCancelling(number: string): string {
  return `refund-cancelled-${number}`;
}

/** For the transaction of a cancelled order: all that was not paid back yet is set aside, to be asked of Stripe. */
export function claimRestStatements(shop: Shop, number: string, by: MovedBy): D1PreparedStatement[] {
  const { database, now } = shop;
  const id = refundIdOfCancelling(number);
  return [
    claimRestStatement(database, {
      id,
      orderNumber: number,
      reason: 'cancelled',
      askedBy: by.kind,
      createdAt: now,
      nextTryAt: now + claimMilliseconds,
    }),
    insertRefundStepStatement(database, { ...stepOf(id, by), move: 'refund', at: now, note: '' }),
  ];
}

/** What the history has of a refund that somebody asked for. */
export function stepOf(refundId: string, by: MovedBy) {
  return {
    id: `${refundId}/asked`,
    refundId,
    byKind: by.kind,
    byStaff: by.kind === 'staff' ? by.role : null,
  };
}
