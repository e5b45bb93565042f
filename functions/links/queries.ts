import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { LinkPurpose } from './one-time-link.ts';

export interface OneTimeLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly subject_id: string;
  readonly created_at: number;
  readonly expires_at: number;
}

export function insertLinkStatement(database: D1Database, link: OneTimeLink): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO one_time_links (id, purpose, email, subject_id, created_at, expires_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(link.id, link.purpose, link.email, link.subject_id, link.created_at, link.expires_at);
}

export function selectLink(database: D1Database, id: string): Promise<OneTimeLink | null> {
  return database
    .prepare('SELECT id, purpose, email, subject_id, created_at, expires_at FROM one_time_links WHERE id = ?1')
    .bind(id)
    .first<OneTimeLink>();
}

/** The newest one that still works; for a code that is typed with the address alone. */
export function selectNewestLink(
  database: D1Database,
  purpose: LinkPurpose,
  email: string,
  now: number,
): Promise<OneTimeLink | null> {
  return database
    .prepare(
      `SELECT id, purpose, email, subject_id, created_at, expires_at FROM one_time_links
       WHERE email = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3
       ORDER BY created_at DESC, id LIMIT 1`,
    )
    .bind(email, purpose, now)
    .first<OneTimeLink>();
}

/** Uses the link up, in one statement: of two who follow it at the same time, one gets it. */
export function takeLinkRow(
  database: D1Database,
  id: string,
  purpose: LinkPurpose,
  now: number,
): Promise<OneTimeLink | null> {
  return database
    .prepare(
      `UPDATE one_time_links SET used_at = ?3
       WHERE id = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3
       RETURNING id, purpose, email, subject_id, created_at, expires_at`,
    )
    .bind(id, purpose, now)
    .first<OneTimeLink>();
}

/** Counts a guess before it is looked at, so that guesses made at the same time count too. */
export async function claimTry(
  database: D1Database,
  id: string,
  purpose: LinkPurpose,
  mostTries: number,
  now: number,
): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `UPDATE one_time_links SET tries = tries + 1
       WHERE id = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3 AND tries < ?4`,
    )
    .bind(id, purpose, now, mostTries)
    .run();
  return meta.changes > 0;
}

/** A link that is followed by a newer one of its kind opens nothing any more. */
export function revokeLinksStatement(
  database: D1Database,
  purpose: LinkPurpose,
  subjectId: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE one_time_links SET used_at = ?3 WHERE purpose = ?1 AND subject_id = ?2 AND used_at IS NULL')
    .bind(purpose, subjectId, now);
}

/** The same for all of a kind that went to one mailbox. */
export function revokeLinksToStatement(
  database: D1Database,
  purpose: LinkPurpose,
  email: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE one_time_links SET used_at = ?3 WHERE purpose = ?1 AND email = ?2 AND used_at IS NULL')
    .bind(purpose, email, now);
}
