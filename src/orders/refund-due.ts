import { deliveryOptions } from '../catalog/delivery.ts';
import { deliveryPriceMinor } from '../catalog/delivery-price.ts';
import type { Currency } from '../catalog/money.ts';

/** Amounts are minor units of the order's currency. */
export interface WithdrawnOrder {
  readonly currency: Currency;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly subtotalMinor: number;
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly lines: readonly { readonly position: number; readonly quantity: number; readonly unitMinor: number }[];
}

/** So many pieces of the line at that position. */
export interface WithdrawnPieces {
  readonly position: number;
  readonly quantity: number;
}

export interface Withdrawn {
  readonly lines: readonly WithdrawnPieces[];
  /** What was withdrawn of the same order before. */
  readonly before: readonly WithdrawnPieces[];
  /** What is kept back for a piece that was handled further than trying it needs. */
  readonly lossMinor: number;
}

export interface RefundDue {
  readonly piecesMinor: number;
  readonly deliveryMinor: number;
  readonly lossMinor: number;
  /** To be paid back; no more than is left of what was paid. */
  readonly amountMinor: number;
}

/**
 * What is to be paid back for a withdrawal. The pieces, at the price that was paid; and, with the last of them, the
 * delivery, of which a shopper who chose a dearer one bears the difference: Directive 2011/83/EU, Art. 13(1) and (2).
 * The loss is taken from the pieces alone: Art. 14(2).
 */
export function refundDue(order: WithdrawnOrder, { lines, before, lossMinor }: Withdrawn): RefundDue {
  const piecesMinor = order.lines.reduce(
    (sum, { position, unitMinor }) => sum + quantityOf(lines, position) * unitMinor,
    0,
  );
  const deliveryMinor = isWhole(order, lines, before) ? standardDeliveryMinor(order) : 0;
  const kept = Math.min(lossMinor, piecesMinor);
  const leftMinor = order.totalMinor - order.refundedMinor;
  return {
    piecesMinor,
    deliveryMinor,
    lossMinor: kept,
    amountMinor: Math.max(0, Math.min(piecesMinor + deliveryMinor - kept, leftMinor)),
  };
}

/** Whether with these pieces nothing of the order is left. */
export function isWhole(
  order: { readonly lines: readonly WithdrawnPieces[] },
  lines: readonly WithdrawnPieces[],
  before: readonly WithdrawnPieces[],
): boolean {
  return order.lines.every(
    ({ position, quantity }) => quantityOf(lines, position) + quantityOf(before, position) >= quantity,
  );
}

/**
 * The least expensive delivery that the house offers for the order, and never more than was paid for it. Where it
 * offers none there any more, all that was paid.
 */
export function standardDeliveryMinor({ currency, country, subtotalMinor, deliveryMinor }: WithdrawnOrder): number {
  const prices = (deliveryOptions(country) ?? []).map((option) => deliveryPriceMinor(option, currency, subtotalMinor));
  // Above the amount from which the slower way is free, the express way may still have cost something.
  return prices.length === 0 ? deliveryMinor : Math.min(deliveryMinor, ...prices);
}

export function quantityOf(pieces: readonly WithdrawnPieces[], position: number): number {
  return pieces.reduce((sum, line) => sum + (line.position === position ? line.quantity : 0), 0);
}
