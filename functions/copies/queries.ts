import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export type CopyKind = 'access' | 'portability';

export interface Copy {
  /** The request's number: each has one copy, and its link is all that whoever fetches it needs. */
  readonly id: string;
  readonly request_number: string;
  readonly kind: CopyKind;
  readonly offered_at: number;
  readonly expires_at: number;
  readonly claimed_at: number | null;
  readonly fetched_at: number | null;
}

/** Breaks the primary key when the request's copy is offered already. */
export function insertCopyStatement(
  database: D1Database,
  copy: Omit<Copy, 'claimed_at' | 'fetched_at'>,
): D1PreparedStatement {
  return database
    .prepare('INSERT INTO copies (id, request_number, kind, offered_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(copy.id, copy.request_number, copy.kind, copy.offered_at, copy.expires_at);
}

export function selectCopy(database: D1Database, id: string): Promise<Copy | null> {
  return database
    .prepare(
      `SELECT id, request_number, kind, offered_at, expires_at, claimed_at, fetched_at FROM copies WHERE id = ?1`,
    )
    .bind(id)
    .first<Copy>();
}

/** Takes the copy for one fetch, in one statement: of two at once one gets it. A claim from before `claimedBefore` has lapsed. */
export async function claimCopy(
  database: D1Database,
  id: string,
  claimedBefore: number,
  now: number,
): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `UPDATE copies SET claimed_at = ?3
       WHERE id = ?1 AND fetched_at IS NULL AND expires_at > ?3 AND (claimed_at IS NULL OR claimed_at <= ?2)`,
    )
    .bind(id, claimedBefore, now)
    .run();
  return meta.changes > 0;
}

/** After a fetch that broke off: it may be fetched again. */
export async function freeCopy(database: D1Database, id: string, claimedAt: number): Promise<void> {
  await database
    .prepare('UPDATE copies SET claimed_at = NULL WHERE id = ?1 AND claimed_at = ?2 AND fetched_at IS NULL')
    .bind(id, claimedAt)
    .run();
}

export function setFetchedStatement(database: D1Database, id: string, now: number): D1PreparedStatement {
  return database.prepare('UPDATE copies SET fetched_at = ?2 WHERE id = ?1 AND fetched_at IS NULL').bind(id, now);
}
