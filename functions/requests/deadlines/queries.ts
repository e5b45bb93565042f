import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/** Requests that run and are due at `dueBy` or before, with what was said about that. Earliest first. */
export async function selectDueRequests(database: D1Database, dueBy: number, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT number FROM privacy_requests
       WHERE closed_at IS NULL AND overdue_at IS NULL AND coalesce(extended_to, due_at) <= ?1
       ORDER BY coalesce(extended_to, due_at) LIMIT ?2`,
    )
    .bind(dueBy, limit)
    .all<{ number: string }>();
  return results.map(({ number }) => number);
}

/** Breaks a NOT NULL constraint where staff were warned at `threshold` or later already. */
export function markWarnedStatement(
  database: D1Database,
  requestNumber: string,
  threshold: number,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE privacy_requests SET warned_at = ?3,
         kind = CASE WHEN warned_at IS NULL OR warned_at < ?2 THEN kind END
       WHERE number = ?1`,
    )
    .bind(requestNumber, threshold, now);
}

/** Breaks a NOT NULL constraint where that was said already. */
export function markOverdueStatement(database: D1Database, requestNumber: string, now: number): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE privacy_requests SET overdue_at = ?2, kind = CASE WHEN overdue_at IS NULL THEN kind END
       WHERE number = ?1`,
    )
    .bind(requestNumber, now);
}
