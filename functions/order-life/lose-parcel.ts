import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { type ParcelNews, within } from './deliver-parcel.ts';
import type { Life, Parcel } from './life.ts';
import { parcelLostStatement, selectOrderOfParcel } from './queries.ts';
import { type Moved, makeMoves, type Plan } from './write-moves.ts';

/**
 * A parcel is lost: the shopper hears of it at once, and a person looks whether to send again or to pay back. One that
 * has arrived is not lost any more.
 */
export async function loseParcel(shop: Shop, news: ParcelNews): Promise<Moved> {
  const { carrier, trackingNumber, by = { kind: 'carrier' }, note = '', alongside = [] } = news;
  const number = await selectOrderOfParcel(shop.database, carrier, trackingNumber);
  if (number === undefined) return { kind: 'unknown' };
  let lost = '';
  const moved = await makeMoves(shop, number, { at: shop.now, by, note, alongside }, (life) => {
    lost = parcelOf(life, news)?.id ?? '';
    return decide(shop, life, news);
  });
  if (moved.kind === 'moved') await announceMail(shop, mailIdOf('order-parcel-lost', lost));
  return moved;
}

function decide(
  shop: Shop,
  life: Life,
  news: ParcelNews,
): Plan | { kind: 'unknown' } | { kind: 'moved-before'; state: Life['state'] } {
  const { state } = life;
  const parcel = parcelOf(life, news);
  if (!parcel) return { kind: 'unknown' };
  if (parcel.deliveredAt !== null || parcel.lostAt !== null) return { kind: 'moved-before', state };
  const to = state === 'shipped' || state === 'partly-shipped' ? 'lost' : state;
  return {
    steps: [{ move: 'lose', to }],
    statements: [
      parcelLostStatement(shop.database, parcel.id, within(news.at, parcel.shippedAt, shop.now)),
      ...(life.email ? [insertMailStatement(shop.database, 'order-parcel-lost', life.email, parcel.id, shop.now)] : []),
    ],
  };
}

function parcelOf({ parcels }: Life, { carrier, trackingNumber }: ParcelNews): Parcel | undefined {
  return parcels.find((one) => one.carrier === carrier && one.trackingNumber === trackingNumber);
}
