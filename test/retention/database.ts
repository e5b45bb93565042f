import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { type Database, migrate } from '../local/migrate.ts';

/** A migrated D1 in the real workerd, with nothing in it; no built shop is needed for it. */
export async function openDatabase(): Promise<{ readonly database: Database; close(): Promise<void> }> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      workers: [
        {
          name: 'empty',
          modules: true,
          script: 'export default {};',
          compatibilityDate: '2026-10-12',
          d1Databases: ['DB'],
        },
      ],
    }),
  );
  const database = await worker.getD1Database('DB', 'empty');
  await migrate(database);
  return { database, close: () => worker.dispose() };
}

/** Leaves the tables as a new shop has them. */
export async function emptyDatabase(database: Database): Promise<void> {
  const tables = ['checkouts', 'orders', 'stripe_events', 'stock', 'retention_runs', 'retention_alarms'];
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
