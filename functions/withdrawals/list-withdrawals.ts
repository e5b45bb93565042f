import type { StaffMe } from '../../src/api/answers.ts';
import type { DeskWithdrawal, DeskWithdrawals } from '../../src/api/withdrawal-answers.ts';
import type { Shop } from '../shop.ts';
import { mayDecide } from '../staff/roles.ts';
import { dueFor } from './order-to-withdraw.ts';
import { selectOrderToWithdraw, selectUnsettled, type UnsettledWithdrawal, type WithdrawalPlace } from './queries.ts';
import { refundClock } from './refund-clock.ts';
import { instant, piecesOf } from './view-withdrawal.ts';

const pageSize = 50;
/** So long before its day a refund is said to be due soon, at the desk and in the warning. */
export const dueSoonMilliseconds = 3 * 24 * 60 * 60_000;

/** A page of what is not paid back yet, the oldest withdrawal first: its 14 days end first. It names nobody. */
export async function listWithdrawals(
  shop: Shop,
  staff: StaffMe,
  after: WithdrawalPlace | undefined,
): Promise<DeskWithdrawals> {
  const from = after ?? { at: 0, id: '' };
  // One more than is shown tells whether there is another page.
  const found = await selectUnsettled(shop.database, from, mayDecide(staff.role), pageSize + 1);
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  const withdrawals = await Promise.all(shown.map((withdrawal) => lineOf(shop, withdrawal)));
  return { withdrawals: withdrawals.flat(), ...(last ? { next: `${last.at}.${last.id}` } : {}) };
}

async function lineOf(shop: Shop, withdrawal: UnsettledWithdrawal): Promise<DeskWithdrawal[]> {
  const opened = await selectOrderToWithdraw(shop.database, withdrawal.order_number);
  if (!opened) return [];
  const { piecesMinor, deliveryMinor, amountMinor } = dueFor(opened, withdrawal);
  const { endsAt, dueAt } = refundClock(withdrawal);
  const { label_asked_at: askedAt, label_sent_at: labelSentAt, sent_at: sentAt, arrived_at: arrivedAt } = withdrawal;
  return [
    {
      id: withdrawal.id,
      orderNumber: withdrawal.order_number,
      orderState: opened.order.state,
      at: instant(withdrawal.at),
      currency: opened.order.currency,
      pieces: piecesOf(opened, withdrawal),
      piecesMinor,
      deliveryMinor,
      amountMinor,
      dueAt: instant(dueAt ?? endsAt),
      standing: standingOf(dueAt, shop.now),
      goods: withdrawal.goods,
      ...(askedAt === null ? {} : { labelAskedAt: instant(askedAt) }),
      ...(labelSentAt === null ? {} : { labelSentAt: instant(labelSentAt) }),
      ...(sentAt === null ? {} : { sentAt: instant(sentAt) }),
      ...(arrivedAt === null ? {} : { arrivedAt: instant(arrivedAt) }),
      isRestricted: withdrawal.is_restricted === 1,
    },
  ];
}

function standingOf(dueAt: number | undefined, now: number): DeskWithdrawal['standing'] {
  if (dueAt === undefined) return 'held';
  if (now >= dueAt) return 'overdue';
  return dueAt - now <= dueSoonMilliseconds ? 'due-soon' : 'due';
}

export const placePattern = /^\d{1,16}\.LG-[0-9A-Z]{4}-[0-9A-Z]{4}\.[1-9]\d{0,3}$/;

export function readPlace(place: string): WithdrawalPlace {
  const dot = place.indexOf('.');
  return { at: Number(place.slice(0, dot)), id: place.slice(dot + 1) };
}
