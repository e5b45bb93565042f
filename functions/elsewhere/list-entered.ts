import { z } from 'zod';
import type { EnteredOrder, EnteredOrders } from '../../src/api/entered-order-answers.ts';
import { instant } from '../orders/life-of-view.ts';
import type { Shop } from '../shop.ts';
import { type EnteredRow, selectEntered } from './queries.ts';

/** More than the house enters in a day, which is as long as one waits. */
const mostEntered = 200;

const pieces = z.array(z.object({ name: z.string(), variant: z.string(), quantity: z.int() }));

/** What was entered at the desk and is not paid yet. It names nobody. */
export async function listEntered(shop: Shop): Promise<EnteredOrders> {
  const rows = await selectEntered(shop.database, mostEntered);
  return { orders: rows.map((row) => enteredOf(row, shop.now)) };
}

function enteredOf(row: EnteredRow, now: number): EnteredOrder {
  const isPayable = row.state === 'open' && row.expires_at > now;
  return {
    number: row.number,
    source: row.source,
    state: row.state,
    enteredAt: instant(row.created_at),
    heldUntil: instant(row.expires_at),
    ...(isPayable && row.pay_url ? { url: row.pay_url } : {}),
    country: row.country,
    currency: row.currency,
    totalMinor: row.total_minor,
    pieces: pieces.parse(JSON.parse(row.pieces)),
    letter: row.letter === 'dropped' ? 'none' : (row.letter ?? 'none'),
  };
}
