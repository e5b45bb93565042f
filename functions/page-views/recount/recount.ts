import type { D1Database } from '@cloudflare/workers-types';
import { dayMilliseconds, hourMilliseconds, startOfHour } from '../days.ts';
import { countSales, replaceCounters, type Sales, selectTouchedDays, touchSoldHours } from './queries.ts';

/** A page is hidden up to four hours after it opened, and a message lies in the queue up to four days. */
const daysPerRun = 8;
/** A notice of a payment can come late; after two days an hour's sales stand. */
const salesHours = 48;

export interface Databases {
  /** The shop's own: only counts are read of it. */
  readonly database: D1Database;
  readonly analytics: D1Database;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Brings the counters up to the rows: each closed hour whose rows changed is counted again
 * from them, with its day, and takes the place of what was there. Nothing is ever added up
 * from messages, so a second run, or messages that came twice, change nothing.
 */
export async function recount({ database, analytics, now }: Databases): Promise<void> {
  const until = startOfHour(now);
  await touchSoldHours(analytics, await salesOf(database, until - salesHours * hourMilliseconds, until));
  for (const day of await selectTouchedDays(analytics, until, daysPerRun)) {
    const sales = await countSales(database, day, Math.min(until, day + dayMilliseconds));
    await replaceCounters(analytics, { day, until, sales, now });
  }
}

/** Every hour, those without a sale too: an erasure can have taken the only one. */
async function salesOf(database: D1Database, from: number, until: number): Promise<Sales[]> {
  const counted = new Map((await countSales(database, from, until)).map((sales) => [sales.hour, sales]));
  return Array.from({ length: (until - from) / hourMilliseconds }, (_, place) => {
    const hour = from + place * hourMilliseconds;
    return counted.get(hour) ?? { hour, checkout: 0, paid: 0 };
  });
}
