import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface KeptRow {
  readonly sku: string;
  /** Milliseconds since the epoch. */
  readonly kept_at: number;
  readonly available: number;
}

/** What was kept last stands first. */
export async function selectKept(database: D1Database, accountId: string, limit: number): Promise<KeptRow[]> {
  const { results } = await database
    .prepare(
      `SELECT k.sku, k.kept_at, coalesce(s.on_hand - s.held, 0) AS available
       FROM kept_pieces k LEFT JOIN stock s ON s.sku = k.sku
       WHERE k.account_id = ?1 ORDER BY k.kept_at DESC, k.sku LIMIT ?2`,
    )
    .bind(accountId, limit)
    .all<KeptRow>();
  return results;
}

/** Once, however often it is pressed; where it stands in the list stays as it was. None beyond the bound. */
export function insertKeptStatement(
  database: D1Database,
  accountId: string,
  sku: string,
  now: number,
  most: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO kept_pieces (account_id, sku, kept_at)
       SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM kept_pieces WHERE account_id = ?1) < ?4
       ON CONFLICT (account_id, sku) DO NOTHING`,
    )
    .bind(accountId, sku, now, most);
}

export async function isKept(database: D1Database, accountId: string, sku: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS found FROM kept_pieces WHERE account_id = ?1 AND sku = ?2')
    .bind(accountId, sku)
    .first<{ found: number }>();
  return row !== null;
}

export async function deleteKept(database: D1Database, accountId: string, sku: string): Promise<void> {
  await database.prepare('DELETE FROM kept_pieces WHERE account_id = ?1 AND sku = ?2').bind(accountId, sku).run();
}
