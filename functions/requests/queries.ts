import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import type { ToldRecipient } from './recipients.ts';

export type RequestState = 'open' | 'in-review' | 'working' | 'done' | 'done-in-part' | 'refused' | 'withdrawn';

export interface PrivacyRequest {
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Whose data it is about; empty once that was erased. */
  readonly email: string;
  readonly subject_hash: string;
  readonly asker: 'person' | 'agent' | 'reporter' | 'staff';
  readonly asker_email: string;
  readonly verified_by: 'mailbox' | 'account' | 'staff';
  readonly order_number: string;
  readonly words: string;
  readonly received_at: number;
  readonly confirmed_at: number;
  readonly target_at: number;
  readonly due_at: number;
  readonly extended_to: number | null;
  readonly extension_reason: string;
  readonly extended_at: number | null;
  readonly warned_at: number | null;
  readonly overdue_at: number | null;
  readonly decided_at: number | null;
  readonly decision: string;
  readonly closed_at: number | null;
}

const columns = `number, kind, state, email, subject_hash, asker, asker_email, verified_by, order_number, words,
  received_at, confirmed_at, target_at, due_at, extended_to, extension_reason, extended_at, warned_at, overdue_at,
  decided_at, decision, closed_at`;

export function selectRequest(database: D1Database, number: string): Promise<PrivacyRequest | null> {
  return database
    .prepare(`SELECT ${columns} FROM privacy_requests WHERE number = ?1`)
    .bind(number)
    .first<PrivacyRequest>();
}

/** A line of the request's history, in words for the person. */
export function insertStepStatement(
  database: D1Database,
  requestNumber: string,
  step: string,
  words: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('INSERT INTO request_steps (request_number, step, words, at) VALUES (?1, ?2, ?3, ?4)')
    .bind(requestNumber, step, words, now);
}

/** Only from a state that is no end: a request that is closed stays as it was closed. */
export function setStateStatement(
  database: D1Database,
  requestNumber: string,
  state: RequestState,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE privacy_requests SET state = ?2,
         closed_at = CASE WHEN ?2 IN ('done', 'done-in-part', 'refused', 'withdrawn') THEN ?3 END
       WHERE number = ?1 AND closed_at IS NULL`,
    )
    .bind(requestNumber, state, now);
}

/** Breaks a NOT NULL constraint, and with it the transaction, where the request has ended: of two ends the first counts. */
export function refuseIfClosedStatement(database: D1Database, requestNumber: string): D1PreparedStatement {
  return database
    .prepare('UPDATE privacy_requests SET kind = NULL WHERE number = ?1 AND closed_at IS NOT NULL')
    .bind(requestNumber);
}

export function wasClosed(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOT NULL constraint failed: privacy_requests.kind');
}

export function insertRecipientStatement(
  database: D1Database,
  requestNumber: string,
  { recipient, state, words }: ToldRecipient,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO request_recipients (request_number, recipient, state, words, next_try_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (request_number, recipient) DO NOTHING`,
    )
    .bind(requestNumber, recipient, state, words, now);
}
