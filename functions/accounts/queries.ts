import type { D1Database } from '@cloudflare/workers-types';

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly created_at: number;
  readonly last_act_at: number;
}

/** A session with its account. */
export interface Session extends Account {
  readonly token_hash: string;
  /** When this session began and was last used, milliseconds since the epoch. */
  readonly session_created_at: number;
  readonly last_used_at: number;
  readonly stepped_up_at: number | null;
}

/** By the token's hash, where the session began after `createdAfter` and was used after `usedAfter`. */
export function selectSession(
  database: D1Database,
  tokenHash: string,
  createdAfter: number,
  usedAfter: number,
): Promise<Session | null> {
  return database
    .prepare(
      `SELECT a.id, a.username, a.email, a.created_at, a.last_act_at, s.token_hash,
         s.created_at AS session_created_at, s.last_used_at, s.stepped_up_at
       FROM sessions s JOIN accounts a ON a.id = s.account_id
       WHERE s.token_hash = ?1 AND s.created_at > ?2 AND s.last_used_at > ?3`,
    )
    .bind(tokenHash, createdAfter, usedAfter)
    .first<Session>();
}

/** A signed-in act: the session goes on, and the account's two years begin anew. */
export async function touchSession(
  database: D1Database,
  tokenHash: string,
  accountId: string,
  now: number,
): Promise<void> {
  await database.batch([
    database.prepare('UPDATE sessions SET last_used_at = ?2 WHERE token_hash = ?1').bind(tokenHash, now),
    database.prepare('UPDATE accounts SET last_act_at = ?2, warned_at = NULL WHERE id = ?1').bind(accountId, now),
  ]);
}
