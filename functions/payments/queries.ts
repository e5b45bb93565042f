import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
export async function isEventKnown(database: D1Database, eventId: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS known FROM stripe_events WHERE id = ?1')
    .bind(eventId)
    .first<{ known: number }>();
  return row !== null;
}

/** Two deliveries of one event at the same time both come this far; the change beside it is safe to make twice. */
export function insertEventStatement(
  database: D1Database,
  eventId: string,
  type: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('INSERT OR IGNORE INTO stripe_events (id, type, received_at) VALUES (?1, ?2, ?3)')
    .bind(eventId, type, now);
}
