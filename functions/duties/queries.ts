import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface Confirmation {
  readonly id: string;
  readonly duty: string;
  /** Milliseconds since the epoch. */
  readonly confirmed_at: number;
  readonly next_due_at: number;
  readonly note: string;
  /** Empty once that person's data was erased. */
  readonly staff_email: string;
}

export function insertConfirmationStatement(database: D1Database, confirmation: Confirmation): D1PreparedStatement {
  const { id, duty, confirmed_at, next_due_at, note, staff_email } = confirmation;
  return database
    .prepare(
      `INSERT INTO duty_confirmations (id, duty, confirmed_at, next_due_at, note, staff_email)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(id, duty, confirmed_at, next_due_at, note, staff_email);
}

/** The newest first. */
export async function selectConfirmations(database: D1Database, limit: number): Promise<Confirmation[]> {
  const { results } = await database
    .prepare(
      `SELECT id, duty, confirmed_at, next_due_at, note, staff_email FROM duty_confirmations
       ORDER BY confirmed_at DESC, id LIMIT ?1`,
    )
    .bind(limit)
    .all<Confirmation>();
  return results;
}
