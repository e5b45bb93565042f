import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Life, Pieces } from '../order-life/life.ts';
import { isNeverInStock } from '../order-life/move-order.ts';
import { restockStatements, selectLife } from '../order-life/queries.ts';
import type { MovedBy } from '../order-life/write-moves.ts';
import type { Shop } from '../shop.ts';
import { carryOutRefund } from './carry-out-refund.ts';
import { claimMilliseconds, stepOf } from './claim-rest.ts';
import {
  claimStatement,
  insertRefundStepStatement,
  type Refund,
  type RefundReason,
  type RefundState,
  selectRefund,
  selectRefundedPieces,
} from './queries.ts';

export interface RefundAsked {
  readonly number: string;
  /** A UUID made once for one wish to pay back: the same one twice is one refund. */
  readonly attempt: string;
  /** All that is left, so many pieces at the price that was paid for them, or an amount in minor units. */
  readonly what:
    | { readonly kind: 'whole' }
    | { readonly kind: 'lines'; readonly lines: readonly Pieces[] }
    | { readonly kind: 'amount'; readonly amountMinor: number };
  readonly reason: RefundReason;
  /** Pieces that are back in stock, on somebody's word; of the lines alone. */
  readonly restock?: boolean;
  readonly by: MovedBy;
  readonly note?: string;
  /** To be written with the claim, or not at all. */
  readonly alongside?: readonly D1PreparedStatement[];
}

export type Refunded =
  | {
      readonly kind: 'asked' | 'asked-before';
      readonly id: string;
      readonly amountMinor: number;
      readonly state: RefundState;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly why: RefundRefusal; readonly leftMinor: number };

export type RefundRefusal =
  | 'more-than-was-paid'
  | 'more-than-was-bought'
  | 'other-refund'
  | 'restocked-before'
  | 'never-in-stock';

/**
 * Pays back through Stripe. The amount is set aside in our own database first, where its CHECK lets nobody pay back
 * more than was paid, however many press at once; then Stripe is asked. Where the process dies in between, or Stripe
 * can't be reached, the sweep asks again under the same key.
 */
export async function refundOrder(shop: Shop, asked: RefundAsked): Promise<Refunded> {
  const id = `refund-${asked.attempt}`;
  const life = await selectLife(shop.database, asked.number);
  const amountMinor = life && (await amountOf(shop, life, asked.what));
  // Read last: where the same press was claimed meanwhile, what is left has the claim taken out already.
  const before = await selectRefund(shop.database, id);
  if (before) return sameAgain(before, asked);
  if (!life || amountMinor === undefined) return { kind: 'unknown' };
  const leftMinor = life.totalMinor - life.refundedMinor;
  if (typeof amountMinor === 'string') return { kind: 'refused', why: amountMinor, leftMinor };
  if (amountMinor < 1 || amountMinor > leftMinor) return { kind: 'refused', why: 'more-than-was-paid', leftMinor };
  if (asked.restock && isNeverInStock(life)) return { kind: 'refused', why: 'never-in-stock', leftMinor };
  const outcome = await claim(shop, id, amountMinor, asked);
  if (outcome === 'claimed-before') return refundOrder(shop, asked);
  if (outcome !== 'claimed') return { kind: 'refused', why: outcome, leftMinor };
  await carryOutRefund(shop, id);
  const after = await selectRefund(shop.database, id);
  return { kind: 'asked', id, amountMinor, state: after?.state ?? 'claimed' };
}

function sameAgain(
  { id, order_number: number, amount_minor: amountMinor, state }: Refund,
  asked: RefundAsked,
): Refunded {
  if (number !== asked.number) return { kind: 'refused', why: 'other-refund', leftMinor: 0 };
  return { kind: 'asked-before', id, amountMinor, state };
}

async function amountOf(shop: Shop, life: Life, what: RefundAsked['what']): Promise<number | 'more-than-was-bought'> {
  switch (what.kind) {
    case 'whole':
      return life.totalMinor - life.refundedMinor;
    case 'amount':
      return what.amountMinor;
    case 'lines': {
      const refunded = await selectRefundedPieces(shop.database, life.number);
      const amounts = what.lines.map(({ position, quantity }) => {
        const line = life.lines.find((one) => one.position === position);
        const gone = refunded.find((one) => one.position === position)?.quantity ?? 0;
        return line && quantity + gone <= line.quantity ? quantity * line.unitMinor : undefined;
      });
      return amounts.reduce<number | 'more-than-was-bought'>(
        (sum, amount) =>
          sum === 'more-than-was-bought' || amount === undefined ? 'more-than-was-bought' : sum + amount,
        0,
      );
    }
  }
}

async function claim(
  shop: Shop,
  id: string,
  amountMinor: number,
  { number, what, reason, restock, by, note = '', alongside = [] }: RefundAsked,
): Promise<'claimed' | 'claimed-before' | RefundRefusal> {
  const { database, now } = shop;
  const lines = what.kind === 'lines' ? what.lines : [];
  try {
    await database.batch([
      claimStatement(database, {
        id,
        orderNumber: number,
        amountMinor,
        reason,
        lines,
        askedBy: by.kind,
        createdAt: now,
        nextTryAt: now + claimMilliseconds,
      }),
      insertRefundStepStatement(database, { ...stepOf(id, by), move: 'refund', at: now, note }),
      ...(restock ? restockStatements(database, number, lines) : []),
      ...alongside,
    ]);
    return 'claimed';
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): 'claimed-before' | RefundRefusal {
  const words = error instanceof Error ? error.message : '';
  if (words.includes('UNIQUE constraint failed: refunds.id')) return 'claimed-before';
  if (words.includes('CHECK constraint failed: refunded_minor')) return 'more-than-was-paid';
  if (words.includes('CHECK constraint failed: restocked')) return 'restocked-before';
  if (words.includes('more of a line would be refunded')) return 'more-than-was-bought';
  throw error;
}
