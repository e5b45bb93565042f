import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { RequestStateName } from '../../src/api/request-answers.ts';
import type { Language } from '../../src/languages.ts';
import type { RequestKind } from '../../src/policy/request-kinds.ts';

export type RequestState = RequestStateName;

export interface PrivacyRequest {
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Whose data it is about; empty once that was erased, and where a reporter doesn't know it. */
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
  readonly language: Language;
}

const columns = `number, kind, state, email, subject_hash, asker, asker_email, verified_by, order_number, words,
  received_at, confirmed_at, target_at, due_at, extended_to, extension_reason, extended_at, warned_at, overdue_at,
  decided_at, decision, closed_at, language`;

export function selectRequest(database: D1Database, number: string): Promise<PrivacyRequest | null> {
  return database
    .prepare(`SELECT ${columns} FROM privacy_requests WHERE number = ?1`)
    .bind(number)
    .first<PrivacyRequest>();
}

export function selectRunningRequest(
  database: D1Database,
  subjectHash: string,
  kind: RequestKind,
): Promise<PrivacyRequest | null> {
  return database
    .prepare(`SELECT ${columns} FROM privacy_requests WHERE subject_hash = ?1 AND kind = ?2 AND closed_at IS NULL`)
    .bind(subjectHash, kind)
    .first<PrivacyRequest>();
}

export type NewRequest = Pick<
  PrivacyRequest,
  | 'number'
  | 'kind'
  | 'email'
  | 'subject_hash'
  | 'asker'
  | 'asker_email'
  | 'verified_by'
  | 'order_number'
  | 'words'
  | 'received_at'
  | 'confirmed_at'
  | 'target_at'
  | 'due_at'
  | 'language'
>;

/** Breaks a UNIQUE constraint while the same person has one of the same kind running. */
export function insertRequestStatement(database: D1Database, request: NewRequest): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO privacy_requests (number, kind, state, email, subject_hash, asker, asker_email, verified_by,
         order_number, words, received_at, confirmed_at, target_at, due_at, language)
       VALUES (?1, ?2, 'working', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)`,
    )
    .bind(
      request.number,
      request.kind,
      request.email,
      request.subject_hash,
      request.asker,
      request.asker_email,
      request.verified_by,
      request.order_number,
      request.words,
      request.received_at,
      request.confirmed_at,
      request.target_at,
      request.due_at,
      request.language,
    );
}

export function isRunningAlready(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed: privacy_requests.subject_hash');
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

export interface RequestStep {
  readonly step: string;
  readonly words: string;
  readonly at: number;
}

export async function selectSteps(database: D1Database, requestNumber: string, limit: number): Promise<RequestStep[]> {
  const { results } = await database
    .prepare('SELECT step, words, at FROM request_steps WHERE request_number = ?1 ORDER BY id LIMIT ?2')
    .bind(requestNumber, limit)
    .all<RequestStep>();
  return results;
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

export function setDecisionStatement(
  database: D1Database,
  requestNumber: string,
  decision: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE privacy_requests SET decided_at = ?3, decision = ?2 WHERE number = ?1')
    .bind(requestNumber, decision, now);
}

/** Breaks a NOT NULL constraint where the request was extended meanwhile: there is one extension. */
export function extendStatement(
  database: D1Database,
  requestNumber: string,
  until: number,
  reason: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE privacy_requests SET kind = CASE WHEN extended_at IS NULL THEN kind END, extended_to = ?2,
         extension_reason = ?3, extended_at = ?4 WHERE number = ?1`,
    )
    .bind(requestNumber, until, reason, now);
}

export interface RequestMessage {
  readonly id: string;
  readonly request_number: string;
  readonly author: 'person' | 'house';
  readonly words: string;
  readonly written_at: number;
}

/** Breaks a NOT NULL constraint when the request has `most` of that author. */
export function insertMessageStatement(
  database: D1Database,
  message: RequestMessage,
  most: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO request_messages (id, request_number, author, words, written_at)
       VALUES (?1, ?2, ?3,
         CASE WHEN (SELECT count(*) FROM request_messages WHERE request_number = ?2 AND author = ?3) < ?6 THEN ?4 END,
         ?5)`,
    )
    .bind(message.id, message.request_number, message.author, message.words, message.written_at, most);
}

export function wereTooMany(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOT NULL constraint failed: request_messages.words');
}

export function selectMessage(database: D1Database, id: string): Promise<RequestMessage | null> {
  return database
    .prepare('SELECT id, request_number, author, words, written_at FROM request_messages WHERE id = ?1')
    .bind(id)
    .first<RequestMessage>();
}

export async function selectMessages(
  database: D1Database,
  requestNumber: string,
  limit: number,
): Promise<RequestMessage[]> {
  const { results } = await database
    .prepare(
      `SELECT id, request_number, author, words, written_at FROM request_messages
       WHERE request_number = ?1 ORDER BY written_at, rowid LIMIT ?2`,
    )
    .bind(requestNumber, limit)
    .all<RequestMessage>();
  return results;
}

export interface ToldRecipient {
  readonly recipient: string;
  readonly words: string;
  readonly updated_at: number;
}

export async function selectTold(database: D1Database, requestNumber: string): Promise<ToldRecipient[]> {
  const { results } = await database
    .prepare(
      `SELECT recipient, words, updated_at FROM request_recipients WHERE request_number = ?1
       ORDER BY updated_at, recipient`,
    )
    .bind(requestNumber)
    .all<ToldRecipient>();
  return results;
}

/** Confirmed by `confirmedBy`, and no act has come to anything: the process that began it died. Oldest first. */
export async function selectUnfulfilled(
  database: D1Database,
  confirmedBy: number,
  limit: number,
): Promise<PrivacyRequest[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM privacy_requests
       WHERE state = 'working' AND confirmed_at <= ?1 AND NOT EXISTS
         (SELECT 1 FROM request_steps WHERE request_number = number
          AND step IN ('done', 'choose', 'review', 'working'))
       ORDER BY confirmed_at LIMIT ?2`,
    )
    .bind(confirmedBy, limit)
    .all<PrivacyRequest>();
  return results;
}
