import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { RequestKind } from '../../../src/policy/request-kinds.ts';
import type { PrivacyRequest } from '../queries.ts';

/** A request that waits for its mailbox. */
export interface UnconfirmedRequest {
  readonly number: string;
  readonly kind: RequestKind;
  readonly email: string;
  readonly asker: PrivacyRequest['asker'];
  readonly asker_email: string;
  readonly order_number: string;
  readonly words: string;
  /** When it was written here; `received_at` is when it reached the house. Milliseconds since the epoch. */
  readonly asked_at: number;
  readonly received_at: number;
}

export function insertUnconfirmedStatement(database: D1Database, request: UnconfirmedRequest): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO unconfirmed_requests (number, kind, email, asker, asker_email, order_number, words, asked_at,
         received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(
      request.number,
      request.kind,
      request.email,
      request.asker,
      request.asker_email,
      request.order_number,
      request.words,
      request.asked_at,
      request.received_at,
    );
}

export function selectUnconfirmed(database: D1Database, number: string): Promise<UnconfirmedRequest | null> {
  return database
    .prepare(
      `SELECT number, kind, email, asker, asker_email, order_number, words, asked_at, received_at
       FROM unconfirmed_requests WHERE number = ?1`,
    )
    .bind(number)
    .first<UnconfirmedRequest>();
}

export function deleteUnconfirmedStatement(database: D1Database, number: string): D1PreparedStatement {
  return database.prepare('DELETE FROM unconfirmed_requests WHERE number = ?1').bind(number);
}
