import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { type OrderMove, type OrderState, orderMoves, targetsOf } from '../../src/orders/order-states.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { carryOutRefund } from '../refunds/carry-out-refund.ts';
import { claimRestStatements, refundIdOfCancelling } from '../refunds/claim-rest.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { isComingBack, isUnderWay, type Life, type Pieces } from './life.ts';
import { restockStatements } from './queries.ts';
import { type Moved, type MovedBy, makeMoves, type Plan, type Refusal } from './write-moves.ts';

/**
 * Those that somebody decides on. What a parcel brings about is made by shipParcel, deliverParcel and loseParcel; a
 * withdrawal, with its row, by functions/withdrawals.
 */
export const decidedMoves = ['hold', 'release', 'prepare', 'ship', 'resend', 'cancel', 'return'] as const;

export type DecidedMove = (typeof decidedMoves)[number];

export interface MoveAsked {
  readonly number: string;
  readonly move: DecidedMove;
  readonly by: MovedBy;
  /** What whoever decided it wants remembered; the shopper reads it in a copy of their data. */
  readonly note?: string;
  /** Which pieces are back in stock, on somebody's word: all that are not back yet, or none when it is left out. */
  readonly restock?: 'all' | readonly Pieces[];
  /** To be written with it, or not at all. */
  readonly alongside?: readonly D1PreparedStatement[];
}

/**
 * Makes one of the moves of src/orders/order-states.ts: state, history, stock, letter and, for a cancelled order, the
 * claim of all that was not paid back yet, in one transaction. Asked for twice it is done once. What Stripe is then
 * asked for is asked again by a sweep, where the process dies before.
 */
export async function moveOrder(shop: Shop, asked: MoveAsked): Promise<Moved> {
  const { number, by, note = '', alongside = [] } = asked;
  const moved = await makeMoves(shop, number, { at: shop.now, by, note, alongside }, (life) =>
    decide(shop, life, asked),
  );
  if (moved.kind === 'moved' && moved.state === 'delivered') {
    await announceMail(shop, mailIdOf('order-delivered', number));
  }
  if (asked.move === 'release' && moved.kind === 'moved') await announceMail(shop, mailIdOf('order-released', number));
  if (asked.move === 'return' && moved.kind === 'moved') await announceMail(shop, mailIdOf('order-returned', number));
  if (asked.move === 'cancel' && moved.kind === 'moved') {
    await announceMail(shop, mailIdOf('order-cancelled', number));
    await carryOutRefund(shop, refundIdOfCancelling(number));
  }
  return moved;
}

type Decision = Plan | { readonly kind: 'moved-before'; readonly state: OrderState } | RefusedMove;
type RefusedMove = { readonly kind: 'refused'; readonly state: OrderState; readonly why: Refusal };

async function decide(shop: Shop, life: Life, asked: MoveAsked): Promise<Decision> {
  const { move, restock = [] } = asked;
  const { state } = life;
  const [to] = targetsOf(move, state);
  if (to === undefined || isMadeElsewhere(move, life)) {
    return wasMade(life, move) ? { kind: 'moved-before', state } : { kind: 'refused', state, why: 'no-such-move' };
  }
  if ((move === 'prepare' || move === 'resend') && life.email && (await isRestricted(shop.database, life.email))) {
    return { kind: 'refused', state, why: 'restricted' };
  }
  const pieces = restock === 'all' ? notBackYet(life) : restock;
  if (pieces.length > 0 && isNeverInStock(life)) return { kind: 'refused', state, why: 'never-in-stock' };
  return {
    steps: [{ move, to }, ...arrivalAfter(life, move)],
    ...arrivedAt(life, move),
    statements: [
      ...restockStatements(shop.database, life.number, pieces),
      ...(move === 'cancel' ? cancelling(shop, life, asked.by) : []),
      ...(move === 'ship' && isAllThere(life) ? letterOf(shop, life, 'order-delivered') : []),
      ...(move === 'release' ? letterOf(shop, life, 'order-released') : []),
      ...(move === 'return' ? letterOf(shop, life, 'order-returned') : []),
    ],
  };
}

/** The last parcel leaves by shipParcel, and what was withdrawn comes back by its withdrawal. */
function isMadeElsewhere(move: DecidedMove, life: Life): boolean {
  return (move === 'ship' && life.state !== 'partly-shipped') || (move === 'return' && isComingBack(life));
}

/** The same asked for twice: it was the last thing to happen, and the order stands where it leads. */
function wasMade({ state, lastMove }: Life, move: OrderMove): boolean {
  const everyTarget: readonly OrderState[] = Object.values(orderMoves[move]).flat();
  return lastMove === move && everyTarget.includes(state);
}

/** Nothing else follows, and all that was sent is there. */
function arrivalAfter(life: Life, move: DecidedMove): Plan['steps'] {
  return move === 'ship' && isAllThere(life) ? [{ move: 'deliver', to: 'delivered' }] : [];
}

function arrivedAt(life: Life, move: DecidedMove): { deliveredAt?: number } {
  if (move !== 'ship' || !isAllThere(life)) return {};
  return { deliveredAt: Math.max(...life.parcels.map(({ deliveredAt }) => deliveredAt ?? 0)) };
}

function isAllThere({ parcels }: Life): boolean {
  return parcels.some(({ deliveredAt }) => deliveredAt !== null) && !parcels.some(isUnderWay);
}

function notBackYet({ lines }: Life): Pieces[] {
  return lines.flatMap(({ position, quantity, restocked }) =>
    quantity > restocked ? [{ position, quantity: quantity - restocked }] : [],
  );
}

/** It was paid for when the piece was gone already: none of the stock was ever taken for it (place-order.ts). */
export function isNeverInStock({ reviewReason }: Pick<Life, 'reviewReason'>): boolean {
  return reviewReason.split(', ').includes('stock');
}

function cancelling(shop: Shop, life: Life, by: MovedBy): D1PreparedStatement[] {
  return [...claimRestStatements(shop, life.number, by), ...letterOf(shop, life, 'order-cancelled')];
}

/** To nobody where the contact was erased. */
function letterOf(
  shop: Shop,
  { number, email }: Life,
  kind: 'order-cancelled' | 'order-delivered' | 'order-released' | 'order-returned',
): D1PreparedStatement[] {
  return email ? [insertMailStatement(shop.database, kind, email, number, shop.now)] : [];
}
