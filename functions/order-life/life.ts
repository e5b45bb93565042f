import type { Currency } from '../../src/catalog/money.ts';
import type { OrderMove, OrderState } from '../../src/orders/order-states.ts';
import type { Carrier } from '../../src/orders/parcels.ts';

/** All that a move is decided by: an order, its lines and its parcels, as they were at one moment. */
export interface Life {
  readonly number: string;
  readonly state: OrderState;
  /** How many moves were made. The next one is written under the next number, so that of two only one can be. */
  readonly step: number;
  /** Empty once its person's contact was erased. */
  readonly email: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly reviewReason: string;
  readonly lines: readonly LifeLine[];
  readonly parcels: readonly Parcel[];
  /** What was withdrawn of each line, all withdrawals together. */
  readonly withdrawn: readonly WithdrawnPieces[];
  /** The last move that changed where the order stands. */
  readonly lastMove: OrderMove | undefined;
  /** Whether all that will leave the house has left it, by the last word about that. */
  readonly isComplete: boolean;
}

export interface LifeLine {
  readonly position: number;
  readonly sku: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly restocked: number;
}

/** Instants in milliseconds since the epoch. */
export interface Parcel {
  readonly id: string;
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  readonly shippedAt: number;
  readonly deliveredAt: number | null;
  readonly lostAt: number | null;
  readonly lines: readonly Pieces[];
}

/** So many pieces of the line at that position. */
export interface Pieces {
  readonly position: number;
  readonly quantity: number;
}

export interface WithdrawnPieces extends Pieces {
  /** How many of them had left the house and are not back yet. */
  readonly awaited: number;
}

/** Whether something comes back by its withdrawal, which knows what of it was out: in its own room, not as a return. */
export function isComingBack({ state, withdrawn }: Pick<Life, 'state' | 'withdrawn'>): boolean {
  return state === 'withdrawn' || withdrawn.some(({ awaited }) => awaited > 0);
}

/** How many pieces of each line are still to be sent: not withdrawn, and not on their way. What was lost is to be sent. */
export function remainingOf({ lines, parcels, withdrawn }: WhatIsSent): ReadonlyMap<number, number> {
  return new Map(
    lines.map(({ position, quantity }) => {
      const sent = sentOf(position, parcels, (parcel) => !isLost(parcel));
      return [position, Math.max(quantity - sent - sumOf(position, withdrawn), 0)];
    }),
  );
}

type WhatIsSent = Pick<Life, 'lines' | 'parcels'> & { readonly withdrawn: readonly Pieces[] };

/** Whether pieces are lost for which nothing else was sent. */
export function isMissing(life: WhatIsSent): boolean {
  const remaining = remainingOf(life);
  return life.lines.some(
    ({ position }) => (remaining.get(position) ?? 0) > 0 && sentOf(position, life.parcels, isLost) > 0,
  );
}

function sentOf(position: number, parcels: readonly Parcel[], counts: (parcel: Parcel) => boolean): number {
  return sumOf(
    position,
    parcels.filter(counts).flatMap(({ lines }) => lines),
  );
}

function sumOf(position: number, pieces: readonly Pieces[]): number {
  return pieces.filter((line) => line.position === position).reduce((sum, { quantity }) => sum + quantity, 0);
}

export function isLost({ lostAt }: Pick<Parcel, 'lostAt'>): boolean {
  return lostAt !== null;
}

/** Neither here nor there: on its way. */
export function isUnderWay({ deliveredAt, lostAt }: Pick<Parcel, 'deliveredAt' | 'lostAt'>): boolean {
  return deliveredAt === null && lostAt === null;
}
