import type { Problem, StaffMe } from '../../src/api/answers.ts';
import { targetsOf } from '../../src/orders/order-states.ts';
import { isWhole } from '../../src/orders/refund-due.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { isNeverInStock } from '../order-life/move-order.ts';
import { restockStatements } from '../order-life/queries.ts';
import { type MovedBy, makeMoves } from '../order-life/write-moves.ts';
import { problem } from '../problem.ts';
import { refundOrder } from '../refunds/refund-order.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { accessStatement } from '../staff/access-log.ts';
import { dueFor, withdrawnOf } from './order-to-withdraw.ts';
import {
  arrivedStatement,
  labelSentStatement,
  type OrderToWithdraw,
  selectOrderToWithdraw,
  settledStatement,
  type Withdrawal,
} from './queries.ts';

/** A withdrawal at the desk, with who works on it. */
export interface AtDesk {
  readonly opened: OrderToWithdraw;
  readonly withdrawal: Withdrawal;
  readonly staff: StaffMe;
}

/** Not for anybody whose data is only to be stored: that is the privacy role's to end. */
export async function openWithdrawal(shop: Shop, staff: StaffMe, id: string): Promise<AtDesk | Problem> {
  const opened = await selectOrderToWithdraw(shop.database, id.split('.')[0] ?? '');
  const withdrawal = opened?.withdrawals.find((one) => one.id === id);
  const isHidden = opened && staff.role !== 'owner' && (await isRestricted(shop.database, opened.order.email));
  if (opened && withdrawal && !isHidden) return { opened, withdrawal, staff };
  return problem('not-found', 'There is no such withdrawal.', 'Look at its number again. Nothing was changed.');
}

/** The label is there: the shopper has a letter that leads to it. */
export async function sendLabel(shop: Shop, desk: AtDesk, address: string): Promise<Problem | undefined> {
  const { database, now } = shop;
  const { opened, withdrawal } = desk;
  const { id } = withdrawal;
  if (withdrawal.goods === 'in-house' || withdrawal.arrived_at !== null) return nothingOut();
  if (withdrawal.label_address === address) return undefined;
  const email = addressOf(desk);
  const mailSubject = `${id}:${now}`;
  await database.batch([
    labelSentStatement(database, id, address, now),
    ...(email ? [insertMailStatement(database, 'withdrawal-label', email, mailSubject, now)] : []),
    await accessTo(shop, desk, 'a label for the way back', opened.order.number),
  ]);
  await announceMail(shop, mailIdOf('withdrawal-label', mailSubject));
  return undefined;
}

/** The pieces are back in the house; with the last that was out, the order is returned. Noted twice it is noted once. */
export async function noteArrival(shop: Shop, desk: AtDesk, restock: boolean): Promise<Problem | undefined> {
  const { database, now } = shop;
  const { withdrawal, staff } = desk;
  const { id, order_number: number } = withdrawal;
  if (withdrawal.goods === 'in-house') return nothingOut();
  if (withdrawal.arrived_at !== null) return undefined;
  const email = addressOf(desk);
  const access = await accessTo(shop, desk, 'the arrival of a return', number);
  const written = { at: now, by: byStaff(staff), note: '', alongside: [access] };
  const pieces = withdrawal.lines.flatMap(({ position, to_return: quantity }) =>
    quantity > 0 ? [{ position, quantity }] : [],
  );
  const moved = await makeMoves(shop, number, written, async (life) => {
    const { state } = life;
    const current = await selectOrderToWithdraw(database, number);
    const found = current?.withdrawals.find((one) => one.id === id);
    if (!current || found?.arrived_at !== null) return { kind: 'moved-before', state };
    if (restock && isNeverInStock(life)) return { kind: 'refused', state, why: 'never-in-stock' };
    const move = state === 'withdrawn' && isLast(current, withdrawal) ? 'return' : 'return-part';
    const [to] = targetsOf(move, state);
    if (to === undefined) return { kind: 'refused', state, why: 'no-such-move' };
    return {
      steps: [{ move, to }],
      statements: [
        arrivedStatement(database, id, now),
        ...(restock ? restockStatements(database, number, pieces) : []),
        ...(email ? [insertMailStatement(database, 'withdrawal-arrived', email, id, now)] : []),
      ],
    };
  });
  await announceMail(shop, mailIdOf('withdrawal-arrived', id));
  if (moved.kind === 'moved' || moved.kind === 'moved-before') return undefined;
  return notNow();
}

/** Whether all of the order is withdrawn and nothing else of it is still to come back. */
function isLast({ lines, withdrawals }: OrderToWithdraw, withdrawal: Withdrawal): boolean {
  const others = withdrawals.filter(({ id }) => id !== withdrawal.id);
  return (
    isWhole({ lines }, withdrawal.lines, withdrawnOf(others)) &&
    others.every(({ goods, arrived_at: arrivedAt }) => goods === 'in-house' || arrivedAt !== null)
  );
}

/**
 * Pays back what is due for the withdrawal, with one press. The refund's attempt is named after the withdrawal, so that
 * two presses, and two people, are one refund; where Stripe has refused one, the next has a name of its own.
 *
 * @param lossMinor what is kept back for a piece that was handled further than trying it needs, said to the shopper in
 * `note`; once it has come back, and never of more than the pieces
 */
export async function refundWithdrawal(
  shop: Shop,
  desk: AtDesk,
  { lossMinor, restock, note }: { readonly lossMinor: number; readonly restock: boolean; readonly note: string },
): Promise<{ readonly amountMinor: number } | Problem> {
  const { database, now } = shop;
  const { opened, withdrawal, staff } = desk;
  const { id, order_number: number } = withdrawal;
  if (withdrawal.settled_at !== null) return { amountMinor: withdrawal.refund_minor ?? 0 };
  const due = dueFor(opened, withdrawal, lossMinor);
  if (lossMinor > 0 && (withdrawal.arrived_at === null || lossMinor > due.piecesMinor)) return noLoss();
  if (restock && withdrawal.goods === 'out') return restockOnArrival();
  const access = await accessTo(shop, desk, 'a refund of a withdrawal', number);
  if (due.amountMinor === 0) {
    await database.batch([settledStatement(database, id, null, lossMinor, now), access]);
    return { amountMinor: 0 };
  }
  const attempt = `withdrawal-${id}-${failedBefore(withdrawal)}`;
  const pieces = withdrawal.lines.map(({ position, quantity }) => ({ position, quantity }));
  const refunded = await refundOrder(shop, {
    number,
    attempt,
    what: { kind: 'amount', amountMinor: due.amountMinor },
    reason: withdrawal.goods === 'out' ? 'returned' : 'withdrawn',
    by: byStaff(staff),
    note,
    alongside: [
      settledStatement(database, id, `refund-${attempt}`, lossMinor, now),
      ...(restock ? restockStatements(database, number, pieces) : []),
      access,
    ],
  });
  if (refunded.kind === 'asked' || refunded.kind === 'asked-before') return { amountMinor: refunded.amountMinor };
  return notPaid();
}

/** 0, or one more than that of the refund that failed: `refund-withdrawal-LG-7K4M-92QX.1-0`. */
function failedBefore({ refund_id: refundId }: Withdrawal): number {
  return refundId === null ? 0 : Number(refundId.slice(refundId.lastIndexOf('-') + 1)) + 1;
}

/** Where the shopper wants to hear of it; empty once it was erased. */
function addressOf({ opened, withdrawal }: AtDesk): string {
  return withdrawal.email || opened.order.email;
}

function byStaff({ role }: StaffMe): MovedBy {
  return { kind: 'staff', role };
}

function accessTo(shop: Shop, { opened, staff }: AtDesk, what: string, number: string) {
  const { email } = opened.order;
  const why = `order ${number}`;
  return accessStatement(shop, staff, { act: 'change', what, why, ...(email ? { subjectEmail: email } : {}) });
}

function nothingOut(): Problem {
  const detail = 'Nothing of it had left the house, or it is back already. Nothing was changed.';
  return problem('conflict', 'There is nothing to come back.', detail);
}

function noLoss(): Problem {
  const detail = 'It can be taken once the pieces are back, and from their price alone. Nothing was paid.';
  return problem('invalid-request', 'That loss can’t be kept back.', detail);
}

function restockOnArrival(): Problem {
  const detail = 'What was out goes into stock when its arrival is noted. Nothing was paid.';
  return problem('invalid-request', 'That is not put into stock here.', detail);
}

function notNow(): Problem {
  const detail = 'The order has gone another way meanwhile. Open it again. Nothing was changed.';
  return problem('conflict', 'That can’t be noted now.', detail);
}

function notPaid(): Problem {
  const detail =
    'Other refunds leave less than that of what was paid, or others press at this moment. Look again. Nothing was paid.';
  return problem('conflict', 'That could not be paid back.', detail);
}
