import type { Problem } from '../../src/api/answers.ts';
import { quantityOf, type RefundDue, refundDue } from '../../src/orders/refund-due.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';
import { say } from '../../src/words/say.ts';
import { linkLifeMinutes } from '../links/one-time-link.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { readOrderLink } from '../orders/order-link.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import {
  type OrderToWithdraw,
  selectOrderToWithdraw,
  type Withdrawal,
  type WithdrawalPieces,
  wasAskedBefore,
} from './queries.ts';

/** The order behind a signed link. A link that isn't ours costs the same look-up as one that is. */
export async function openByLink(shop: Shop, link: string): Promise<OrderToWithdraw | Problem> {
  const number = (await readOrderLink(shop.config.orderLinkSecret, link)) ?? 'LG-0000-0000';
  return (await selectOrderToWithdraw(shop.database, number)) ?? noOrder();
}

function noOrder(): Problem {
  return problem(
    'not-found',
    say`This link opens no paid order.`,
    say`Open the whole link from our letter, or have a new one sent with the order number. Nothing was changed.`,
  );
}

/** What was withdrawn of a line, all withdrawals together. */
export function withdrawnOf(withdrawals: readonly Withdrawal[]): readonly WithdrawalPieces[] {
  return withdrawals.flatMap(({ lines }) => lines);
}

export function leftOf({ lines, withdrawals }: OrderToWithdraw, position: number): number {
  const bought = lines.find((line) => line.position === position)?.quantity ?? 0;
  return bought - quantityOf(withdrawnOf(withdrawals), position);
}

/**
 * Whether the days are over. Whoever asked for the way in before they were, and waits for our letter, is in time: the
 * declaration counts from when it was sent to us, and a day for the letter is theirs.
 */
export async function isOver(shop: Shop, { order }: OrderToWithdraw): Promise<boolean> {
  if (order.delivered_at === null) return false;
  const { at: end } = withdrawalEnd(order.delivered_at, order.country);
  if (shop.now < end) return false;
  const since = shop.now - linkLifeMinutes['see-order'] * 60_000;
  return !(await wasAskedBefore(shop.database, order.number, normaliseEmail(order.email), end, since));
}

/** What is to be paid back for one of the order's withdrawals. @param lossMinor what staff keep back of it */
export function dueFor(opened: OrderToWithdraw, withdrawal: Withdrawal, lossMinor = withdrawal.loss_minor): RefundDue {
  const { order, lines, withdrawals } = opened;
  const place = withdrawals.findIndex(({ id }) => id === withdrawal.id);
  const due = refundDue(
    {
      currency: order.currency,
      country: order.country,
      subtotalMinor: order.subtotal_minor,
      deliveryMinor: order.delivery_minor,
      totalMinor: order.total_minor,
      refundedMinor: order.refunded_minor,
      lines: lines.map(({ position, quantity, unit_minor: unitMinor }) => ({ position, quantity, unitMinor })),
    },
    { lines: withdrawal.lines, before: withdrawnOf(withdrawals.slice(0, place)), lossMinor },
  );
  return withdrawal.settled_at === null ? due : { ...due, amountMinor: withdrawal.refund_minor ?? 0 };
}
