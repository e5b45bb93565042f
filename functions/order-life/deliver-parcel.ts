import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Carrier } from '../../src/orders/parcels.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { isMissing, isUnderWay, type Life, remainingOf } from './life.ts';
import { parcelArrivedStatement, selectOrderOfParcel } from './queries.ts';
import { type Moved, type MovedBy, makeMoves, type Plan, type Step } from './write-moves.ts';

/** Something that a carrier, or one of the house, says of a parcel. */
export interface ParcelNews {
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  /** When it happened, milliseconds since the epoch; what lies ahead or before the sending is brought in between. */
  readonly at: number;
  /** The carrier unless given. */
  readonly by?: MovedBy;
  readonly note?: string;
  readonly alongside?: readonly D1PreparedStatement[];
}

/**
 * A parcel has arrived. With the last one the order is delivered, the shopper gets a letter, and the days of withdrawal
 * begin. Late and repeated news do no harm; news of a parcel that was taken for lost bring it back.
 */
export async function deliverParcel(shop: Shop, news: ParcelNews): Promise<Moved> {
  const { carrier, trackingNumber, by = { kind: 'carrier' }, note = '', alongside = [] } = news;
  const number = await selectOrderOfParcel(shop.database, carrier, trackingNumber);
  if (number === undefined) return { kind: 'unknown' };
  const moved = await makeMoves(shop, number, { at: shop.now, by, note, alongside }, (life) =>
    decide(shop, life, news),
  );
  if (moved.kind === 'moved' && moved.state === 'delivered') {
    await announceMail(shop, mailIdOf('order-delivered', number));
  }
  return moved;
}

function decide(shop: Shop, life: Life, news: ParcelNews): Plan | NotArrived {
  const { carrier, trackingNumber } = news;
  const parcel = life.parcels.find((one) => one.carrier === carrier && one.trackingNumber === trackingNumber);
  if (!parcel) return { kind: 'unknown' };
  if (parcel.deliveredAt !== null) return { kind: 'moved-before', state: life.state };
  const at = within(news.at, parcel.shippedAt, shop.now);
  const parcels = life.parcels.map((one) => (one === parcel ? { ...one, deliveredAt: at, lostAt: null } : one));
  const steps = stepsOfArrival({ ...life, parcels });
  const isDelivered = steps.at(-1)?.to === 'delivered' && life.state !== 'delivered';
  return {
    steps,
    deliveredAt: Math.max(...parcels.map(({ deliveredAt }) => deliveredAt ?? 0)),
    statements: [
      parcelArrivedStatement(shop.database, parcel.id, at),
      ...(isDelivered && life.email
        ? [insertMailStatement(shop.database, 'order-delivered', life.email, life.number, shop.now)]
        : []),
    ],
  };
}

type NotArrived = { readonly kind: 'unknown' } | { readonly kind: 'moved-before'; readonly state: Life['state'] };

/** @param life as it is once the parcel has arrived */
export function stepsOfArrival(life: Life): readonly Step[] {
  const { state, parcels, isComplete } = life;
  const isAllThere = !parcels.some(isUnderWay);
  const partly: Step = { move: 'deliver-part', to: state };
  switch (state) {
    case 'shipped':
      return [isAllThere ? { move: 'deliver', to: 'delivered' } : partly];
    case 'lost':
      if (isMissing(life)) return [partly];
      if (!isComplete) return [{ move: 'find', to: 'partly-shipped' }];
      return [isAllThere ? { move: 'deliver', to: 'delivered' } : { move: 'find', to: 'shipped' }];
    // What was lost has turned up while something else was being made ready for it: there is nothing left to send.
    case 'preparing':
    case 'partly-shipped':
      if (!isAllSent(life)) return [partly];
      return [{ move: 'ship', to: 'shipped' }, ...(isAllThere ? [{ move: 'deliver', to: 'delivered' } as const] : [])];
    case 'paid':
    case 'under-review':
    case 'delivered':
    case 'cancelled':
    case 'withdrawn':
    case 'returned':
      return [partly];
  }
}

function isAllSent(life: Life): boolean {
  return [...remainingOf(life).values()].every((quantity) => quantity <= 0);
}

/** A carrier's clock is not ours, and its news may be of any age. */
export function within(at: number, from: number, to: number): number {
  return Math.min(Math.max(at, from), to);
}
