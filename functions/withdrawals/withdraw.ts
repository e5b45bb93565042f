import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Problem } from '../../src/api/answers.ts';
import { targetsOf } from '../../src/orders/order-states.ts';
import { isWhole, quantityOf, type WithdrawnPieces } from '../../src/orders/refund-due.ts';
import { say } from '../../src/words/say.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Life } from '../order-life/life.ts';
import { type Moved, type MovedBy, makeMoves, type Plan } from '../order-life/write-moves.ts';
import { isProblem, problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { exceptionOf } from './exceptions.ts';
import { isOver, leftOf, openByLink, withdrawnOf } from './order-to-withdraw.ts';
import {
  insertWithdrawalStatements,
  type OrderToWithdraw,
  selectOrderToWithdraw,
  type Withdrawal,
  type WithdrawalPieces,
} from './queries.ts';
import type { WithdrawalBody } from './request.ts';

/**
 * Withdraws from an order or from a part of it: the row with its exact time, the order's state and history, and the
 * acknowledgement on a durable medium, in one transaction (Directive 2011/83/EU, Art. 11a). Whoever sends it says how
 * many withdrawals there were before, and that names it: pressed twice, or in two windows, it is one.
 */
export async function withdraw(shop: Shop, body: WithdrawalBody): Promise<OrderToWithdraw | Problem> {
  const opened = await openByLink(shop, body.link);
  if (isProblem(opened)) return opened;
  return declare(shop, opened, body, {
    at: shop.now,
    by: { kind: 'shopper' },
    alongside: [],
    isOver: () => isOver(shop, opened),
  });
}

/** How a declaration reached the house, and who has written it down. */
export interface Reached {
  /** When, milliseconds since the epoch: the 14 days of the refund begin. */
  readonly at: number;
  readonly by: MovedBy;
  /** To be written with it, or not at all. */
  readonly alongside: readonly D1PreparedStatement[];
  /** Whether it was sent after the days of withdrawal. */
  readonly isOver: () => Promise<boolean> | boolean;
}

export type Declaration = Omit<WithdrawalBody, 'link'>;

/** The act itself, whoever writes it down. */
export async function declare(
  shop: Shop,
  opened: OrderToWithdraw,
  body: Declaration,
  reached: Reached,
): Promise<OrderToWithdraw | Problem> {
  const id = `${opened.order.number}.${body.after + 1}`;
  const before = opened.withdrawals.find((withdrawal) => withdrawal.id === id);
  if (before) return sameAgain(shop, opened, before, body);
  if (body.after !== opened.withdrawals.length) return overtaken();
  const lines = await linesOf(shop, opened, body.lines);
  if (isProblem(lines)) return lines;
  if (await reached.isOver()) return tooLate();
  const { name, email } = body;
  const outcome = await write(shop, opened, { id, lines, name, email }, reached);
  if (outcome !== 'written') return afterAnother(shop, opened.order.number, id, body, outcome);
  for (const kind of ['withdrawal-received', 'withdrawal-told'] as const) await announceMail(shop, mailIdOf(kind, id));
  return (await selectOrderToWithdraw(shop.database, opened.order.number)) ?? overtaken();
}

/** All that can be withdrawn from, or the pieces that were chosen; each bought, not withdrawn yet, and not excepted. */
async function linesOf(
  shop: Shop,
  opened: OrderToWithdraw,
  wanted: WithdrawalBody['lines'],
): Promise<readonly WithdrawnPieces[] | Problem> {
  const exceptions = await Promise.all(opened.lines.map(({ sku }) => exceptionOf(shop, sku)));
  const open = opened.lines.filter((_line, place) => exceptions[place]?.exception === undefined);
  const left = open.flatMap(({ position }) => {
    const quantity = leftOf(opened, position);
    return quantity > 0 ? [{ position, quantity }] : [];
  });
  if (left.length === 0) return nothingLeft();
  if (wanted === 'all') return left;
  return wanted.every(({ position, quantity }) => quantity <= quantityOf(left, position)) ? wanted : notToBeHad();
}

async function write(
  shop: Shop,
  opened: OrderToWithdraw,
  declared: Declared,
  { at, by, alongside }: Reached,
): Promise<'written' | Problem> {
  const { number } = opened.order;
  try {
    const moved = await makeMoves(shop, number, { at: shop.now, by, note: '', alongside }, (life) =>
      decide(shop, life, opened, declared, at),
    );
    if (moved.kind === 'moved') return 'written';
    return moved.kind === 'busy' ? busy() : closed();
  } catch (error) {
    if (error instanceof Error && error.message.includes('UNIQUE constraint failed: withdrawals.id'))
      return overtaken();
    throw error;
  }
}

interface Declared {
  readonly id: string;
  readonly lines: readonly WithdrawnPieces[];
  readonly name: string;
  readonly email: string;
}

function decide(
  shop: Shop,
  life: Life,
  { withdrawals }: OrderToWithdraw,
  { id, lines, name, email }: Declared,
  at: number,
): Plan | Extract<Moved, { kind: 'refused' }> {
  const move = isWhole(life, lines, withdrawnOf(withdrawals)) ? 'withdraw' : 'withdraw-part';
  const [to] = targetsOf(move, life.state);
  if (to === undefined) return { kind: 'refused', state: life.state, why: 'no-such-move' };
  const pieces = lines.map((line) => ({ ...line, to_return: toReturn(life, withdrawals, line) }));
  const own = normaliseEmail(life.email);
  return {
    steps: [{ move, to }],
    statements: [
      ...insertWithdrawalStatements(shop.database, {
        id,
        order_number: life.number,
        at,
        name,
        email: email === own ? '' : email,
        goods: pieces.some((line) => line.to_return > 0) ? 'out' : 'in-house',
        lines: pieces,
      }),
      ...letters(shop, id, email, own),
    ],
  };
}

/** To the address that was given and, where that is another, to the order's own: nobody withdraws behind its back. */
function letters(shop: Shop, id: string, given: string, own: string): D1PreparedStatement[] {
  const { database, now } = shop;
  return [
    insertMailStatement(database, 'withdrawal-received', given, id, now),
    ...(own !== '' && own !== given ? [insertMailStatement(database, 'withdrawal-told', own, id, now)] : []),
  ];
}

/**
 * How many of the pieces are to come back: those that have left the house and are more than the shopper keeps. What
 * was lost on the way never reached them.
 */
export function toReturn(
  { lines, parcels }: Pick<Life, 'lines' | 'parcels'>,
  withdrawals: readonly Pick<Withdrawal, 'lines'>[],
  { position, quantity }: WithdrawnPieces,
): number {
  const bought = quantityOf(lines, position);
  const out = parcels
    .filter(({ lostAt }) => lostAt === null)
    .reduce((sum, parcel) => sum + quantityOf(parcel.lines, position), 0);
  const before: readonly WithdrawalPieces[] = withdrawals.flatMap((withdrawal) => withdrawal.lines);
  const kept = bought - quantityOf(before, position) - quantity;
  const asked = before.reduce((sum, line) => sum + (line.position === position ? line.to_return : 0), 0);
  return Math.min(quantity, Math.max(0, out - kept - asked));
}

/** Where another was first it may have been the same, in another window: then this one is done. */
async function afterAnother(
  shop: Shop,
  number: string,
  id: string,
  body: Declaration,
  refusal: Problem,
): Promise<OrderToWithdraw | Problem> {
  const opened = await selectOrderToWithdraw(shop.database, number);
  const before = opened?.withdrawals.find((withdrawal) => withdrawal.id === id);
  return opened && before ? sameAgain(shop, opened, before, body) : refusal;
}

/** The same sent again is done already; another under the same name came too late to be it. */
async function sameAgain(
  shop: Shop,
  opened: OrderToWithdraw,
  before: Withdrawal,
  { lines }: Declaration,
): Promise<OrderToWithdraw | Problem> {
  if (lines === 'all') return isProblem(await linesOf(shop, opened, 'all')) ? opened : overtaken();
  const isSame =
    lines.length === before.lines.length &&
    lines.every(({ position, quantity }) => quantity === quantityOf(before.lines, position));
  return isSame ? opened : overtaken();
}

function overtaken(): Problem {
  const detail = say`From another window, or by another hand. This is how it stands now; nothing more was done.`;
  return problem('conflict', say`Something was withdrawn from this order meanwhile.`, detail);
}

function nothingLeft(): Problem {
  const detail = say`Every piece that can be withdrawn from was. What comes of that is said on this page.`;
  return problem('conflict', say`There is nothing left to withdraw from.`, detail);
}

function notToBeHad(): Problem {
  const detail = say`It is no piece of this order, or more of it than there is left, or one that is excepted. Nothing was changed.`;
  return problem('invalid-request', say`That can’t be withdrawn from.`, detail);
}

function tooLate(): Problem {
  const detail = say`If a piece is faulty or not as its page says, you have other rights, which last longer: write to us.`;
  return problem('conflict', say`The days of withdrawal are over.`, detail);
}

function closed(): Problem {
  const detail = say`It was cancelled, or its pieces are back with us. Nothing was changed.`;
  return problem('conflict', say`This order can’t be withdrawn from any more.`, detail);
}

function busy(): Problem {
  const detail = say`Others are changing it at this moment. Nothing was done yet: please press once more.`;
  return problem('conflict', say`The order could not be reached.`, detail);
}
