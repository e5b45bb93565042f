import type { Shop } from '../shop.ts';
import { type ParcelNews, within } from './deliver-parcel.ts';
import type { Life } from './life.ts';
import { parcelLostStatement, selectOrderOfParcel } from './queries.ts';
import { type Moved, makeMoves, type Plan } from './write-moves.ts';

/** A parcel is lost: a person looks whether to send again or to pay back. One that has arrived is not lost any more. */
export async function loseParcel(shop: Shop, news: ParcelNews): Promise<Moved> {
  const { carrier, trackingNumber, by = { kind: 'carrier' }, note = '', alongside = [] } = news;
  const number = await selectOrderOfParcel(shop.database, carrier, trackingNumber);
  if (number === undefined) return { kind: 'unknown' };
  return makeMoves(shop, number, { at: shop.now, by, note, alongside }, (life) => decide(shop, life, news));
}

function decide(
  shop: Shop,
  life: Life,
  { carrier, trackingNumber, at }: ParcelNews,
): Plan | { kind: 'unknown' } | { kind: 'moved-before'; state: Life['state'] } {
  const { state } = life;
  const parcel = life.parcels.find((one) => one.carrier === carrier && one.trackingNumber === trackingNumber);
  if (!parcel) return { kind: 'unknown' };
  if (parcel.deliveredAt !== null || parcel.lostAt !== null) return { kind: 'moved-before', state };
  const to = state === 'shipped' || state === 'partly-shipped' ? 'lost' : state;
  return {
    steps: [{ move: 'lose', to }],
    statements: [parcelLostStatement(shop.database, parcel.id, within(at, parcel.shippedAt, shop.now))],
  };
}
