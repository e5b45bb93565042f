import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface Restriction {
  readonly id: string;
  readonly email: string;
  readonly request_number: string;
  readonly reason: 'asked' | 'child-report';
  /** Milliseconds since the epoch, as the others. */
  readonly restricted_at: number;
  readonly told_at: number | null;
  readonly lifted_at: number | null;
}

/** One for each request, however often it is carried out. */
export function insertRestrictionStatement(
  database: D1Database,
  restriction: Pick<Restriction, 'id' | 'email' | 'request_number' | 'reason' | 'restricted_at'>,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO restrictions (id, email, request_number, reason, restricted_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(restriction.id, restriction.email, restriction.request_number, restriction.reason, restriction.restricted_at);
}

/** Whether the person's data is to be stored and nothing else. */
export async function isRestricted(database: D1Database, email: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS found FROM restrictions WHERE email = lower(?1) AND lifted_at IS NULL LIMIT 1')
    .bind(email)
    .first<{ found: number }>();
  return row !== null;
}

/** Of these addresses, in lower case, those whose data an everyday view or a carrier's file leaves out. */
export async function selectRestrictedAmong(
  database: D1Database,
  emails: readonly string[],
): Promise<ReadonlySet<string>> {
  const { results } = await database
    .prepare(
      `SELECT DISTINCT email FROM restrictions
       WHERE lifted_at IS NULL AND email IN (SELECT lower(value) FROM json_each(?1))`,
    )
    .bind(JSON.stringify(emails))
    .all<{ email: string }>();
  return new Set(results.map(({ email }) => email));
}

export function selectRestriction(database: D1Database, id: string): Promise<Restriction | null> {
  return database
    .prepare(
      `SELECT id, email, request_number, reason, restricted_at, told_at, lifted_at FROM restrictions WHERE id = ?1`,
    )
    .bind(id)
    .first<Restriction>();
}

export function noteToldStatement(database: D1Database, id: string, now: number): D1PreparedStatement {
  return database
    .prepare('UPDATE restrictions SET told_at = ?2 WHERE id = ?1 AND told_at IS NULL AND lifted_at IS NULL')
    .bind(id, now);
}

export function liftStatement(database: D1Database, id: string, now: number): D1PreparedStatement {
  return database
    .prepare('UPDATE restrictions SET lifted_at = ?2 WHERE id = ?1 AND told_at IS NOT NULL AND lifted_at IS NULL')
    .bind(id, now);
}

/** Whether the letter that announces the end has left. */
export async function hasLetterLeft(database: D1Database, mailId: string): Promise<boolean> {
  const row = await database
    .prepare(`SELECT 1 AS found FROM mail_outbox WHERE id = ?1 AND state = 'sent'`)
    .bind(mailId)
    .first<{ found: number }>();
  return row !== null;
}
