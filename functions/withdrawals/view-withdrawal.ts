import type { Problem } from '../../src/api/answers.ts';
import type {
  WithdrawalDone,
  WithdrawalLine,
  WithdrawalStanding,
  WithdrawalView,
} from '../../src/api/withdrawal-answers.ts';
import { targetsOf } from '../../src/orders/order-states.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';
import { signOrderLink } from '../orders/order-link.ts';
import { isProblem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { exceptionOf } from './exceptions.ts';
import { dueFor, isOver, leftOf, openByLink } from './order-to-withdraw.ts';
import type { OrderToWithdraw, Withdrawal } from './queries.ts';
import { refundClock, sendBy } from './refund-clock.ts';

export async function viewByLink(shop: Shop, link: string): Promise<WithdrawalView | Problem> {
  const opened = await openByLink(shop, link);
  return isProblem(opened) ? opened : viewWithdrawal(shop, opened);
}

/** What whoever holds the order's link sees: what can be withdrawn from, until when, and what was. */
export async function viewWithdrawal(shop: Shop, opened: OrderToWithdraw): Promise<WithdrawalView> {
  const { order, withdrawals } = opened;
  const lines = await linesOf(shop, opened);
  return {
    link: await signOrderLink(shop.config.orderLinkSecret, order.number),
    number: order.number,
    standing: await standingOf(shop, opened, lines),
    ...(order.delivered_at === null ? {} : { lastDay: withdrawalEnd(order.delivered_at, order.country).lastDay }),
    currency: order.currency,
    lines,
    name: order.name,
    email: order.email,
    after: withdrawals.length,
    withdrawals: withdrawals.map((withdrawal) => doneOf(opened, withdrawal)),
  };
}

async function linesOf(shop: Shop, opened: OrderToWithdraw): Promise<WithdrawalLine[]> {
  return Promise.all(
    opened.lines.map(async ({ position, sku, name, variant, quantity, unit_minor: unitMinor }) => ({
      position,
      name,
      variant,
      unitMinor,
      quantity,
      left: leftOf(opened, position),
      ...(await exceptionOf(shop, sku)),
    })),
  );
}

async function standingOf(
  shop: Shop,
  opened: OrderToWithdraw,
  lines: readonly WithdrawalLine[],
): Promise<WithdrawalStanding> {
  const { state } = opened.order;
  if (!lines.some(({ left, exception }) => left > 0 && !exception)) return 'all-withdrawn';
  if (targetsOf('withdraw', state).length === 0) return 'closed';
  return (await isOver(shop, opened)) ? 'over' : 'open';
}

function doneOf(opened: OrderToWithdraw, withdrawal: Withdrawal): WithdrawalDone {
  const { piecesMinor, deliveryMinor, amountMinor } = dueFor(opened, withdrawal);
  const { endsAt, dueAt } = refundClock(withdrawal);
  return {
    id: withdrawal.id,
    at: instant(withdrawal.at),
    pieces: piecesOf(opened, withdrawal),
    piecesMinor,
    deliveryMinor,
    amountMinor,
    ...(withdrawal.goods === 'out' ? { sendBy: instant(sendBy(withdrawal.at)) } : {}),
    refundBy: instant(dueAt ?? endsAt),
    ...(withdrawal.label_asked_at === null ? {} : { labelAskedAt: instant(withdrawal.label_asked_at) }),
    ...(withdrawal.label_address === '' ? {} : { labelAddress: withdrawal.label_address }),
    ...(withdrawal.sent_at === null ? {} : { sentAt: instant(withdrawal.sent_at) }),
    ...(withdrawal.arrived_at === null ? {} : { arrivedAt: instant(withdrawal.arrived_at) }),
    ...(withdrawal.settled_at === null ? {} : { settledAt: instant(withdrawal.settled_at) }),
  };
}

function piecesOf({ lines }: OrderToWithdraw, withdrawal: Withdrawal): WithdrawalDone['pieces'] {
  return withdrawal.lines.flatMap(({ position, quantity }) => {
    const line = lines.find((one) => one.position === position);
    return line ? [{ name: line.name, variant: line.variant, quantity }] : [];
  });
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
