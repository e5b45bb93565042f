import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { normaliseEmail } from '../normalise-email.ts';
import type { MailKind } from './letters.ts';

export interface OutboxRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly email: string;
  /** Names the row that the letter is made from. */
  readonly subject_id: string;
  readonly attempts: number;
}

export function mailIdOf(kind: MailKind, subjectId: string): string {
  return `${kind}:${subjectId}`;
}

/** Written in the transaction of what it tells of. A second one about the same is not written. */
export function insertMailStatement(
  database: D1Database,
  kind: MailKind,
  email: string,
  subjectId: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at)
       VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?5) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(mailIdOf(kind, subjectId), kind, normaliseEmail(email), subjectId, now);
}

/** Takes the message for one sender until `claimedUntil`; null when it is sent, refused, not due, or in other hands. */
export function claimMail(
  database: D1Database,
  id: string,
  now: number,
  claimedUntil: number,
): Promise<OutboxRow | null> {
  return database
    .prepare(
      `UPDATE mail_outbox SET claimed_until = ?3, attempts = attempts + 1
       WHERE id = ?1 AND state = 'waiting' AND next_attempt_at <= ?2 AND claimed_until <= ?2
       RETURNING id, kind, email, subject_id, attempts`,
    )
    .bind(id, now, claimedUntil)
    .first<OutboxRow>();
}

export async function markMailSent(
  database: D1Database,
  id: string,
  providerMessageId: string,
  now: number,
): Promise<void> {
  await database
    .prepare(
      `UPDATE mail_outbox SET state = 'sent', sent_at = ?3, provider_message_id = ?2, last_error = NULL WHERE id = ?1`,
    )
    .bind(id, providerMessageId, now)
    .run();
}

export async function markMailWaiting(
  database: D1Database,
  id: string,
  reason: string,
  nextAttemptAt: number,
): Promise<void> {
  await database
    .prepare('UPDATE mail_outbox SET claimed_until = 0, last_error = ?2, next_attempt_at = ?3 WHERE id = ?1')
    .bind(id, reason, nextAttemptAt)
    .run();
}

export async function markMailRefused(database: D1Database, id: string, reason: string): Promise<void> {
  await database
    .prepare(`UPDATE mail_outbox SET state = 'refused', last_error = ?2 WHERE id = ?1`)
    .bind(id, reason)
    .run();
}

/** What it would have told of is no longer there. */
export async function markMailDropped(database: D1Database, id: string): Promise<void> {
  await database.prepare(`UPDATE mail_outbox SET state = 'dropped' WHERE id = ?1`).bind(id).run();
}

/** For the last letter to somebody whose address is not to stay here. */
export async function deleteMail(database: D1Database, id: string): Promise<void> {
  await database.prepare('DELETE FROM mail_outbox WHERE id = ?1').bind(id).run();
}

export async function selectDueMail(database: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT id FROM mail_outbox WHERE state = 'waiting' AND next_attempt_at <= ?1 AND claimed_until <= ?1
       ORDER BY next_attempt_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<{ id: string }>();
  return results.map((row) => row.id);
}
