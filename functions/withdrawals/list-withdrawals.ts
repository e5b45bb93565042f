import type { StaffMe, StaffRole } from '../../src/api/answers.ts';
import type { DeskWithdrawal, DeskWithdrawalAct, DeskWithdrawals } from '../../src/api/withdrawal-answers.ts';
import type { Shop } from '../shop.ts';
import { mayDecide, rolesOfWithdrawalActs } from '../staff/roles.ts';
import { dueFor } from './order-to-withdraw.ts';
import {
  type OrderToWithdraw,
  selectOrderToWithdraw,
  selectUnsettled,
  type UnsettledWithdrawal,
  type Withdrawal,
  type WithdrawalPlace,
} from './queries.ts';
import { refundClock } from './refund-clock.ts';
import { instant } from './view-withdrawal.ts';

const pageSize = 50;
/** So long before its day a refund is said to be due soon, at the desk and in the warning. */
export const dueSoonMilliseconds = 3 * 24 * 60 * 60_000;

/** A page of what is not paid back yet, by when it is due, with what may be done about each. It names nobody. */
export async function listWithdrawals(
  shop: Shop,
  staff: StaffMe,
  after: WithdrawalPlace | undefined,
): Promise<DeskWithdrawals> {
  const from = after ?? { due: 0, id: '' };
  // One more than is shown tells whether there is another page.
  const found = await selectUnsettled(shop.database, from, mayDecide(staff.role), pageSize + 1);
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  const withdrawals = await Promise.all(shown.map((withdrawal) => lineOf(shop, staff, withdrawal)));
  return { withdrawals: withdrawals.flat(), ...(last ? { next: `${last.due}.${last.id}` } : {}) };
}

async function lineOf(shop: Shop, { role }: StaffMe, withdrawal: UnsettledWithdrawal): Promise<DeskWithdrawal[]> {
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
      pieces: piecesOut(opened, withdrawal),
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
      ...(withdrawal.sent_proof === '' ? {} : { sentProof: withdrawal.sent_proof }),
      acts: actsOn(role, withdrawal),
      isRestricted: withdrawal.is_restricted === 1,
    },
  ];
}

function piecesOut({ lines }: OrderToWithdraw, withdrawal: Withdrawal): DeskWithdrawal['pieces'] {
  return withdrawal.lines.flatMap(({ position, quantity, to_return: toReturn }) => {
    const line = lines.find((one) => one.position === position);
    return line ? [{ name: line.name, variant: line.variant, quantity, toReturn }] : [];
  });
}

/** The money can be paid back at any time; a label is for what is to come back, and is not there yet. */
function actsOn(role: StaffRole, { goods, arrived_at: arrivedAt }: Withdrawal): DeskWithdrawalAct[] {
  const isOut = goods === 'out' && arrivedAt === null;
  const can = { label: isOut, arrival: isOut, refund: true } as const satisfies Record<DeskWithdrawalAct, boolean>;
  return (Object.keys(can) as DeskWithdrawalAct[]).filter(
    (act) => can[act] && rolesOfWithdrawalActs[act].includes(role),
  );
}

function standingOf(dueAt: number | undefined, now: number): DeskWithdrawal['standing'] {
  if (dueAt === undefined) return 'held';
  if (now >= dueAt) return 'overdue';
  return dueAt - now <= dueSoonMilliseconds ? 'due-soon' : 'due';
}

export const placePattern = /^\d{1,16}\.LG-[0-9A-Z]{4}-[0-9A-Z]{4}\.[1-9]\d{0,3}$/;

export function readPlace(place: string): WithdrawalPlace {
  const dot = place.indexOf('.');
  return { due: Number(place.slice(0, dot)), id: place.slice(dot + 1) };
}
