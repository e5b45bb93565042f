import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { language } from '../../src/words/language.ts';

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

/** An account with the hash of its password. */
export interface Credentials {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly password_hash: string;
}

export function selectCredentials(database: D1Database, email: string): Promise<Credentials | null> {
  return database
    .prepare('SELECT id, username, email, password_hash FROM accounts WHERE email = ?1')
    .bind(email)
    .first<Credentials>();
}

export function selectCredentialsById(database: D1Database, id: string): Promise<Credentials | null> {
  return database
    .prepare('SELECT id, username, email, password_hash FROM accounts WHERE id = ?1')
    .bind(id)
    .first<Credentials>();
}

export interface RegistrationRow extends Credentials {
  /** The piece to be kept with the account; '' where there is none. */
  readonly kept_sku: string;
}

export function insertRegistrationStatement(
  database: D1Database,
  { id, username, email, password_hash, kept_sku }: RegistrationRow,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO registrations (id, username, email, password_hash, asked_at, kept_sku)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(id, username, email, password_hash, now, kept_sku);
}

export function selectRegistration(database: D1Database, id: string): Promise<RegistrationRow | null> {
  return database
    .prepare('SELECT id, username, email, password_hash, kept_sku FROM registrations WHERE id = ?1')
    .bind(id)
    .first<RegistrationRow>();
}

/** All that wait for this mailbox: only the newest one can be confirmed. */
export function deleteRegistrationsStatement(database: D1Database, email: string): D1PreparedStatement {
  return database.prepare('DELETE FROM registrations WHERE email = ?1').bind(email);
}

/** Breaks the UNIQUE address where there is an account already. */
export function insertAccountStatement(database: D1Database, account: Credentials, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO accounts (id, username, email, password_hash, created_at, last_act_at, language)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)`,
    )
    .bind(account.id, account.username, account.email, account.password_hash, now, language());
}

/** A session, and with it the account's two years anew, and the language in which its person is written to. */
export function insertSessionStatements(
  database: D1Database,
  tokenHash: string,
  accountId: string,
  now: number,
): D1PreparedStatement[] {
  return [
    database
      .prepare('INSERT INTO sessions (token_hash, account_id, created_at, last_used_at) VALUES (?1, ?2, ?3, ?3)')
      .bind(tokenHash, accountId, now),
    database
      .prepare('UPDATE accounts SET last_act_at = ?2, warned_at = NULL, language = ?3 WHERE id = ?1')
      .bind(accountId, now, language()),
  ];
}

export async function deleteSession(database: D1Database, tokenHash: string): Promise<void> {
  await database.prepare('DELETE FROM sessions WHERE token_hash = ?1').bind(tokenHash).run();
}

/** All of the account's, but the one that is named: '' names none. */
export function deleteSessionsStatement(
  database: D1Database,
  accountId: string,
  exceptTokenHash: string,
): D1PreparedStatement {
  return database
    .prepare('DELETE FROM sessions WHERE account_id = ?1 AND token_hash <> ?2')
    .bind(accountId, exceptTokenHash);
}

export async function markSteppedUp(database: D1Database, tokenHash: string, now: number): Promise<void> {
  await database.prepare('UPDATE sessions SET stepped_up_at = ?2 WHERE token_hash = ?1').bind(tokenHash, now).run();
}

export function setPasswordStatement(database: D1Database, accountId: string, encoded: string): D1PreparedStatement {
  return database.prepare('UPDATE accounts SET password_hash = ?2 WHERE id = ?1').bind(accountId, encoded);
}

/** Only in the place of the hash that was verified: a password that was changed meanwhile stays changed. */
export async function upgradePassword(
  database: D1Database,
  { id, password_hash }: Credentials,
  encoded: string,
): Promise<void> {
  await database
    .prepare('UPDATE accounts SET password_hash = ?3 WHERE id = ?1 AND password_hash = ?2')
    .bind(id, password_hash, encoded)
    .run();
}

export async function setUsername(database: D1Database, accountId: string, username: string): Promise<void> {
  await database.prepare('UPDATE accounts SET username = ?2 WHERE id = ?1').bind(accountId, username).run();
}

/** Breaks the UNIQUE address where another account has it. */
export function setEmailStatement(database: D1Database, accountId: string, email: string): D1PreparedStatement {
  return database.prepare('UPDATE accounts SET email = ?2 WHERE id = ?1').bind(accountId, email);
}

/** Its sessions and the list of its orders go with it: their foreign keys cascade. */
export function deleteAccountStatement(database: D1Database, accountId: string): D1PreparedStatement {
  return database.prepare('DELETE FROM accounts WHERE id = ?1').bind(accountId);
}

export interface IdleAccount {
  readonly id: string;
  readonly email: string;
  readonly last_act_at: number;
}

/** Not warned yet, and last used after `after` and until `until`. */
export async function selectIdleAccounts(
  database: D1Database,
  after: number,
  until: number,
  limit: number,
): Promise<IdleAccount[]> {
  const { results } = await database
    .prepare(
      `SELECT id, email, last_act_at FROM accounts
       WHERE last_act_at > ?1 AND last_act_at <= ?2 AND warned_at IS NULL ORDER BY last_act_at LIMIT ?3`,
    )
    .bind(after, until, limit)
    .all<IdleAccount>();
  return results;
}

/** Not where the person has come back meanwhile. */
export function markWarnedStatement(
  database: D1Database,
  { id, last_act_at }: IdleAccount,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE accounts SET warned_at = ?3 WHERE id = ?1 AND last_act_at = ?2 AND warned_at IS NULL')
    .bind(id, last_act_at, now);
}

export function selectIdleAccount(
  database: D1Database,
  accountId: string,
  lastActAt: number,
): Promise<IdleAccount | null> {
  return database
    .prepare('SELECT id, email, last_act_at FROM accounts WHERE id = ?1 AND last_act_at = ?2')
    .bind(accountId, lastActAt)
    .first<IdleAccount>();
}

export async function selectObjectsToAnalytics(database: D1Database, email: string): Promise<boolean> {
  const row = await database
    .prepare(`SELECT 1 AS found FROM objections WHERE email = ?1 AND processing = 'analytics'`)
    .bind(email)
    .first<{ found: number }>();
  return row !== null;
}

/** Who takes another address has objected under that one too. */
export function carryObjectionsStatement(database: D1Database, from: string, to: string): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO objections (id, email, processing, objected_at)
       SELECT lower(hex(randomblob(16))), ?2, processing, objected_at FROM objections WHERE email = ?1
       ON CONFLICT (email, processing) DO NOTHING`,
    )
    .bind(from, to);
}
