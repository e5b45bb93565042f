import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Carrier } from '../../src/orders/parcels.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { type Life, type Pieces, remainingOf } from './life.ts';
import { insertParcelStatements } from './queries.ts';
import { type Moved, type MovedBy, makeMoves, type Plan } from './write-moves.ts';

export interface ParcelShipped {
  readonly number: string;
  readonly carrier: Carrier;
  /** As `trackingNumberPattern` has it. */
  readonly trackingNumber: string;
  /** The pieces in it, each line once. */
  readonly lines: readonly Pieces[];
  /** Nothing else follows, though not all that was bought has left: the rest was paid back. */
  readonly isLast?: boolean;
  readonly by: MovedBy;
  readonly note?: string;
  readonly alongside?: readonly D1PreparedStatement[];
}

/** A parcel leaves the house: written with its pieces, and the shopper gets one letter about it. Twice is once. */
export async function shipParcel(shop: Shop, parcel: ParcelShipped): Promise<Moved> {
  const { number, by, note = '', alongside = [] } = parcel;
  const id = crypto.randomUUID();
  const moved = await makeMoves(shop, number, { at: shop.now, by, note, alongside }, (life) =>
    decide(shop, life, parcel, id),
  );
  if (moved.kind === 'moved') await announceMail(shop, mailIdOf('order-shipped', id));
  return moved;
}

async function decide(shop: Shop, life: Life, parcel: ParcelShipped, id: string): Promise<Plan | NotShipped> {
  const { carrier, trackingNumber, lines, isLast = false } = parcel;
  const { state } = life;
  const known = life.parcels.find((other) => other.carrier === carrier && other.trackingNumber === trackingNumber);
  if (known) {
    if (isSame(known.lines, lines)) return { kind: 'moved-before', state };
    return { kind: 'refused', state, why: 'tracking-number-taken' };
  }
  if (state !== 'preparing' && state !== 'partly-shipped') return { kind: 'refused', state, why: 'no-such-move' };
  if (lines.length === 0) return { kind: 'refused', state, why: 'nothing-shipped' };
  if (life.email && (await isRestricted(shop.database, life.email))) {
    return { kind: 'refused', state, why: 'restricted' };
  }
  const left = new Map(remainingOf(life));
  for (const { position, quantity } of lines) left.set(position, (left.get(position) ?? 0) - quantity);
  const rest = [...left.values()];
  if (rest.some((quantity) => quantity < 0)) return { kind: 'refused', state, why: 'more-than-is-left' };
  const isAll = isLast || rest.every((quantity) => quantity === 0);
  return {
    steps: [isAll ? { move: 'ship', to: 'shipped' } : { move: 'ship-part', to: 'partly-shipped' }],
    statements: [
      ...insertParcelStatements(shop.database, life.number, {
        id,
        carrier,
        trackingNumber,
        shippedAt: shop.now,
        lines,
      }),
      ...(life.email ? [insertMailStatement(shop.database, 'order-shipped', life.email, id, shop.now)] : []),
    ],
  };
}

type NotShipped =
  | Extract<Moved, { kind: 'refused' }>
  | { readonly kind: 'moved-before'; readonly state: Life['state'] };

function isSame(some: readonly Pieces[], others: readonly Pieces[]): boolean {
  const inOrder = (pieces: readonly Pieces[]) =>
    pieces
      .map(({ position, quantity }) => `${position}:${quantity}`)
      .sort()
      .join();
  return inOrder(some) === inOrder(others);
}
