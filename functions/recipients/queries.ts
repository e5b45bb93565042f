import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { RecipientId } from '../../src/policy/recipients.ts';

/** Where a recipient stands with a request, and why, for the request's page. */
export interface RecipientRow {
  readonly recipient: RecipientId;
  readonly state: RecipientStanding['state'];
  readonly words: string;
}

export interface RecipientStanding {
  readonly recipient: string;
  /** `waiting`: to be told. `told`: it works on it. The others are its answer, or ours. */
  readonly state: 'waiting' | 'told' | 'acknowledged' | 'explained';
  readonly words: string;
  /** Milliseconds since the epoch. */
  readonly updated_at: number;
}

export async function selectRecipients(database: D1Database, requestNumber: string): Promise<RecipientStanding[]> {
  const { results } = await database
    .prepare(
      `SELECT recipient, state, words, updated_at FROM request_recipients WHERE request_number = ?1 ORDER BY recipient`,
    )
    .bind(requestNumber)
    .all<RecipientStanding>();
  return results;
}

export function setRecipientStatement(
  database: D1Database,
  requestNumber: string,
  recipient: string,
  state: RecipientStanding['state'],
  words: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE request_recipients SET state = ?3, words = ?4, updated_at = ?5
       WHERE request_number = ?1 AND recipient = ?2 AND state IN ('waiting', 'told')`,
    )
    .bind(requestNumber, recipient, state, words, now);
}

/** Told again about the same, nothing is written twice. */
export function insertRecipientStatement(
  database: D1Database,
  requestNumber: string,
  { recipient, state, words }: RecipientRow,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO request_recipients (request_number, recipient, state, words, next_try_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (request_number, recipient) DO NOTHING`,
    )
    .bind(requestNumber, recipient, state, words, now);
}

/** What an erasure asks of a recipient goes before all that it was told of; only where this database has the request. */
export function replaceRecipientStatement(
  database: D1Database,
  requestNumber: string,
  { recipient, state, words }: RecipientRow,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO request_recipients (request_number, recipient, state, words, next_try_at, updated_at)
       SELECT number, ?2, ?3, ?4, ?5, ?5 FROM privacy_requests WHERE number = ?1
       ON CONFLICT (request_number, recipient) DO UPDATE
         SET state = excluded.state, words = excluded.words, updated_at = excluded.updated_at`,
    )
    .bind(requestNumber, recipient, state, words, now);
}
