import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export type ObjectedProcessing = 'analytics' | 'fraud-checks';

/** Said again, it counts from the last time. */
export function insertObjectionStatement(
  database: D1Database,
  email: string,
  processing: ObjectedProcessing,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO objections (id, email, processing, objected_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (email, processing) DO UPDATE SET objected_at = excluded.objected_at`,
    )
    .bind(crypto.randomUUID(), email, processing, now);
}

export function deleteObjectionStatement(
  database: D1Database,
  email: string,
  processing: ObjectedProcessing,
): D1PreparedStatement {
  return database.prepare('DELETE FROM objections WHERE email = ?1 AND processing = ?2').bind(email, processing);
}

export async function hasObjected(
  database: D1Database,
  email: string,
  processing: ObjectedProcessing,
): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS found FROM objections WHERE email = ?1 AND processing = ?2')
    .bind(email, processing)
    .first<{ found: number }>();
  return row !== null;
}
