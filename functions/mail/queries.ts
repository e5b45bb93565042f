import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '../../src/languages.ts';
import { languageAsked } from '../../src/words/in-language.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { type About, about } from './about.ts';
import type { MailKind } from './letters.ts';

export interface OutboxRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly email: string;
  /** Names the row that the letter is made from. */
  readonly subject_id: string;
  readonly attempts: number;
  readonly language: Language;
}

export function mailIdOf(kind: MailKind, subjectId: string): string {
  return `${kind}:${subjectId}`;
}

/**
 * Written in the transaction of what it tells of. A second one about the same is not written. It is in the language in
 * which somebody asks for what it tells of; where nobody does, in that of what it is about (about.ts).
 */
export function insertMailStatement(
  database: D1Database,
  kind: MailKind,
  email: string,
  subjectId: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at, language)
       VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?5, coalesce(?6, (${languageOf[about[kind]]}), 'en'))
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(mailIdOf(kind, subjectId), kind, normaliseEmail(email), subjectId, now, askedFor(kind));
}

function askedFor(kind: MailKind): Language | null {
  return about[kind] === 'the house' ? 'en' : (languageAsked() ?? null);
}

/** The language of what ?4 names. */
const languageOf = {
  order: 'SELECT language FROM orders WHERE number = ?4',
  parcel: 'SELECT o.language FROM parcels p JOIN orders o ON o.number = p.order_number WHERE p.id = ?4',
  refund: 'SELECT o.language FROM refunds r JOIN orders o ON o.number = r.order_number WHERE r.id = ?4',
  // 'LG-7K4M-92QX.1'
  withdrawal: `SELECT language FROM orders WHERE number = substr(?4, 1, instr(?4, '.') - 1)`,
  // The account and its last act.
  silence: `SELECT language FROM accounts WHERE id = substr(?4, 1, instr(?4, '.') - 1)`,
  request: 'SELECT language FROM privacy_requests WHERE number = ?4',
  message: `SELECT r.language FROM request_messages m JOIN privacy_requests r ON r.number = m.request_number
            WHERE m.id = ?4`,
  restriction: `SELECT r.language FROM restrictions s JOIN privacy_requests r ON r.number = s.request_number
                WHERE s.id = ?4`,
  wish: 'SELECT NULL',
  'the house': 'SELECT NULL',
} as const satisfies Record<About, string>;

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
       RETURNING id, kind, email, subject_id, attempts, language`,
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
