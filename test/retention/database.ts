import { dataMap } from '../../src/policy/data-map.ts';
import type { Database } from '../local/reach-database.ts';

/** Which moves an order has is part of the program: a migration wrote it. */
export const writtenByMigration: readonly string[] = ['order_moves'];

/** Leaves the tables as a new shop has them. */
export async function emptyDatabase(database: Database): Promise<void> {
  // Holds name a piece of the stock, so the checkouts that have them go first.
  const tables = ['checkouts', ...Object.keys(dataMap)].filter((table) => !writtenByMigration.includes(table));
  await database.batch(tables.map((table) => database.prepare(`DELETE FROM ${table}`)));
}

export async function count(database: Database, table: string): Promise<number> {
  const row = await database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<{ rows: number }>();
  return row?.rows ?? 0;
}

export interface RunRow {
  readonly rule: string;
  readonly state: string;
  readonly started_at: number;
  readonly deleted: number;
  readonly still_due: number | null;
}

/** The history in the order in which it was written. */
export async function runsOf(database: Database, rule: string): Promise<RunRow[]> {
  const { results } = await database
    .prepare('SELECT rule, state, started_at, deleted, still_due FROM retention_runs WHERE rule = ?1 ORDER BY id')
    .bind(rule)
    .all<RunRow>();
  return results;
}

export interface AlarmRow {
  readonly rule: string;
  readonly reason: string;
  readonly oldest_due_at: number | null;
  readonly raised_at: number;
  readonly cleared_at: number | null;
}

export async function alarmsOf(database: Database): Promise<AlarmRow[]> {
  const { results } = await database
    .prepare('SELECT rule, reason, oldest_due_at, raised_at, cleared_at FROM retention_alarms ORDER BY id')
    .all<AlarmRow>();
  return results;
}

/** A run that works on this database dies at its nth transaction, as a Worker does that is stopped in the middle. */
export function dyingAt(database: Database, transaction: number): Database {
  let transactions = 0;
  return new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'batch') return value.bind(target);
      return (statements: Parameters<Database['batch']>[0]) => {
        transactions += 1;
        if (transactions >= transaction) throw new Error('The Worker was stopped');
        return target.batch(statements);
      };
    },
  });
}

/** Orders with two lines each, paid one millisecond after another, the first at `paidFrom`. */
export async function writeOrders(database: Database, amount: number, paidFrom: number): Promise<void> {
  const numbers = 'WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ?1)';
  await database.batch([
    database
      .prepare(
        `${numbers} INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor,
           delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1,
           address_line2, city, region, postcode, country, placed_at, paid_at)
         SELECT ?2 + n, 'paid', '', ?2 + n, 'EUR', 1, 0, 1, '', 0, '', '', '', '', '', '', '', '', '', 'FR', ?2 + n, ?2 + n
         FROM counted`,
      )
      .bind(amount, paidFrom),
    database
      .prepare(
        `${numbers} INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
         SELECT ?2 + n, position.value, '', '', '', '', 1, 1 FROM counted, json_each('[0, 1]') AS position`,
      )
      .bind(amount, paidFrom),
  ]);
}
