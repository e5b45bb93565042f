import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '../../src/languages.ts';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import type { Person } from '../subject/subject-tables.ts';

export type RedactionState = 'asking' | 'looking' | 'blocked' | 'redacting' | 'done';

/** One order at Stripe, on its way to being redacted. Instants are milliseconds since the epoch. */
export interface Redaction {
  readonly stripe_session_id: string;
  readonly stripe_payment_intent_id: string | null;
  readonly erasure_id: string;
  readonly paid_at: number;
  readonly job_id: string;
  readonly state: RedactionState;
  readonly attempt: number;
  readonly tries: number;
  readonly next_try_at: number;
  readonly asked_at: number | null;
  readonly alarmed_at: number | null;
}

const columns = `stripe_session_id, stripe_payment_intent_id, erasure_id, paid_at, job_id, state, attempt, tries,
  next_try_at, asked_at, alarmed_at`;

/**
 * All payments of the person's orders: at once, or when nobody has to deliver or take back the order any more, since
 * what is redacted can't be refunded.
 *
 * @param neededUntil by order number, milliseconds since the epoch
 * @param otherwise milliseconds after its payment, for an order that has none there
 */
export function insertRedactionsStatement(
  database: D1Database,
  person: Person,
  erasureId: string,
  neededUntil: Readonly<Record<string, number>>,
  otherwise: number,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO stripe_redactions (stripe_session_id, stripe_payment_intent_id, erasure_id, paid_at, state,
         next_try_at)
       SELECT o.stripe_session_id, o.stripe_payment_intent_id, ?2, o.paid_at, 'asking',
         max(?5, coalesce(d.value, o.paid_at + ?4))
       FROM orders o LEFT JOIN json_each(?3) d ON d.key = o.number
       WHERE lower(o.email) = ?1
       ON CONFLICT (stripe_session_id) DO NOTHING`,
    )
    .bind(person.email, erasureId, JSON.stringify(neededUntil), otherwise, now);
}

export async function selectDueRedactions(database: D1Database, now: number, limit: number): Promise<Redaction[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM stripe_redactions WHERE state <> 'done' AND next_try_at <= ?1
       ORDER BY next_try_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<Redaction>();
  return results;
}

/** Takes it for one sweep until then; false when another has it. */
export async function claimRedaction(database: D1Database, redaction: Redaction, until: number): Promise<boolean> {
  const { meta } = await database
    .prepare('UPDATE stripe_redactions SET next_try_at = ?3 WHERE stripe_session_id = ?1 AND next_try_at = ?2')
    .bind(redaction.stripe_session_id, redaction.next_try_at, until)
    .run();
  return meta.changes > 0;
}

export function updateRedactionStatement(database: D1Database, redaction: Redaction): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE stripe_redactions SET job_id = ?2, state = ?3, attempt = ?4, tries = ?5, next_try_at = ?6, asked_at = ?7,
         alarmed_at = ?8
       WHERE stripe_session_id = ?1 AND state <> 'done'`,
    )
    .bind(
      redaction.stripe_session_id,
      redaction.job_id,
      redaction.state,
      redaction.attempt,
      redaction.tries,
      redaction.next_try_at,
      redaction.asked_at,
      redaction.alarmed_at,
    );
}

/** A request that waits for Stripe, and how far all payments of its person are there. */
export interface WaitingRequest {
  readonly request_number: string;
  readonly subject_hash: string;
  readonly kind: RequestKind;
  readonly language: Language;
  readonly state: string;
  readonly words: string;
  readonly payments: number;
  readonly done: number;
  /** How many Stripe has taken in. */
  readonly taken: number;
  readonly next_try_at: number | null;
  /** How many a person was told of. */
  readonly alarmed: number;
}

export async function selectWaitingRequests(database: D1Database, limit: number): Promise<WaitingRequest[]> {
  const { results } = await database
    .prepare(
      `SELECT p.number AS request_number, p.subject_hash, p.kind, p.language, q.state, q.words,
         count(r.stripe_session_id) AS payments,
         count(CASE r.state WHEN 'done' THEN 1 END) AS done,
         count(CASE WHEN r.job_id <> '' THEN 1 END) AS taken,
         min(CASE WHEN r.state <> 'done' THEN r.next_try_at END) AS next_try_at,
         count(CASE WHEN r.state <> 'done' THEN r.alarmed_at END) AS alarmed
       FROM request_recipients q
         JOIN privacy_requests p ON p.number = q.request_number
         JOIN erasures e ON e.subject_hash = p.subject_hash
         JOIN stripe_redactions r ON r.erasure_id = e.id
       WHERE q.recipient = 'stripe' AND q.state IN ('waiting', 'told') AND p.closed_at IS NULL
       GROUP BY p.number ORDER BY p.number LIMIT ?1`,
    )
    .bind(limit)
    .all<WaitingRequest>();
  return results;
}
