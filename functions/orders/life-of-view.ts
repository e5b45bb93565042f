import type { D1Database } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { OrderView } from '../../src/api/answers.ts';
import { trackingAddress } from '../../src/orders/parcels.ts';
import { selectParcelsOf, selectRefundsOf } from './queries.ts';

const pieces = z.array(z.object({ name: z.string(), variant: z.string(), quantity: z.int() }));

/** What has happened since the payment, as its shopper sees it. */
export async function lifeOfView(
  database: D1Database,
  number: string,
): Promise<Pick<Required<OrderView>, 'parcels' | 'refunds'>> {
  const [parcels, refunds] = await Promise.all([selectParcelsOf(database, number), selectRefundsOf(database, number)]);
  return {
    parcels: parcels.map((parcel) => ({
      carrier: parcel.carrier,
      trackingNumber: parcel.tracking_number,
      ...(parcel.tracking_number ? { address: trackingAddress(parcel.carrier, parcel.tracking_number) } : {}),
      shippedAt: instant(parcel.shipped_at),
      ...(parcel.delivered_at === null ? {} : { deliveredAt: instant(parcel.delivered_at) }),
      isLost: parcel.lost_at !== null,
      pieces: pieces.parse(JSON.parse(parcel.pieces)),
    })),
    refunds: refunds.map(({ amount_minor: amountMinor, state, created_at, settled_at }) => ({
      amountMinor,
      state: state === 'succeeded' ? 'paid-back' : 'under-way',
      at: instant(settled_at ?? created_at),
    })),
  };
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
