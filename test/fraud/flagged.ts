import type { Database } from '../local/reach-database.ts';
import { day, now, number, writeOrder } from '../order-life/order.ts';

/** When the checkout of the order was begun. */
export const begunAt = now - day;

export interface Begun {
  readonly number?: string;
  readonly address?: string;
  readonly country?: string;
  readonly at?: number;
}

/** A checkout that was begun somewhere, and not paid. */
export async function beginSomewhere(database: Database, begun: Begun = {}): Promise<void> {
  await database
    .prepare('INSERT INTO checkout_addresses (order_number, address, country, at) VALUES (?1, ?2, ?3, ?4)')
    .bind(begun.number ?? number, begun.address ?? '198.51.100.7', begun.country ?? 'FR', begun.at ?? begunAt)
    .run();
}

/** An order to France that was begun in the United States, and paid. */
export async function payFromAbroad(
  database: Database,
  changes: Parameters<typeof writeOrder>[1] = {},
): Promise<string> {
  await beginSomewhere(database, { number: changes.number ?? number, country: 'US' });
  return writeOrder(database, changes);
}

export async function flagsOf(database: Database): Promise<readonly string[]> {
  const { results } = await database
    .prepare('SELECT reason, settled_at FROM fraud_flags ORDER BY order_number, raised_at, reason')
    .all<{ reason: string; settled_at: number | null }>();
  return results.map(({ reason, settled_at: settledAt }) => (settledAt === null ? reason : `${reason}, settled`));
}

/** The states of the rows that say from where checkouts came, in the order of their numbers. */
export async function originsOf(database: Database): Promise<readonly string[]> {
  const { results } = await database
    .prepare('SELECT state FROM checkout_addresses ORDER BY order_number')
    .all<{ state: string }>();
  return results.map(({ state }) => state);
}
