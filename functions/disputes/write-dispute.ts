import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { DisputeAtStripe } from '../gateways/stripe-refund.ts';
import { selectOrderOfPayment } from '../refunds/queries.ts';
import type { Shop } from '../shop.ts';
import { insertDisputeStepStatement, setDisputeStatement } from './queries.ts';

/**
 * Puts in front of staff that a shopper's bank has called a payment into question, and how that has ended. A sign for
 * people: no order is held, cancelled or paid back by it. Any order, any number of times.
 */
export async function writeDispute(
  shop: Shop,
  dispute: DisputeAtStripe,
  alongside: readonly D1PreparedStatement[] = [],
): Promise<'done' | 'ignored'> {
  const { database, now } = shop;
  const order = dispute.paymentIntentId ? await selectOrderOfPayment(database, dispute.paymentIntentId) : null;
  if (!order) return 'ignored';
  const state = stateOf(dispute.status);
  const opened = { id: `${dispute.id}/opened`, move: 'dispute', at: dispute.createdAt } as const;
  const closed = { id: `${dispute.id}/closed`, move: 'dispute-closed', at: now } as const;
  await database.batch([
    setDisputeStatement(database, order.number, state, dispute.createdAt),
    insertDisputeStepStatement(database, order.number, opened),
    ...(state === 'open' ? [] : [insertDisputeStepStatement(database, order.number, closed)]),
    ...alongside,
  ]);
  return 'done';
}

/**
 * As https://docs.stripe.com/disputes has them: an inquiry that was closed, and a dispute that was prevented, have taken
 * nothing. A word that is new waits for a person.
 */
export function stateOf(status: string): 'open' | 'won' | 'lost' {
  switch (status) {
    case 'won':
    case 'warning_closed':
    case 'prevented':
      return 'won';
    case 'lost':
      return 'lost';
    default:
      return 'open';
  }
}
