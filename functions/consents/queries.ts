import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface MarketingWish {
  readonly id: string;
  /** In lower case, as everywhere here. */
  readonly email: string;
  readonly wording_version: number;
  readonly page: string;
  /** Milliseconds since the epoch. */
  readonly asked_at: number;
}

export interface Consent extends MarketingWish {
  readonly confirmed_at: number;
  readonly withdrawn_at: number | null;
}

export function insertWishStatement(database: D1Database, wish: MarketingWish): D1PreparedStatement {
  return database
    .prepare(`INSERT INTO marketing_wishes (id, email, wording_version, page, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)`)
    .bind(wish.id, wish.email, wish.wording_version, wish.page, wish.asked_at);
}

export function selectWish(database: D1Database, id: string): Promise<MarketingWish | null> {
  return database
    .prepare('SELECT id, email, wording_version, page, asked_at FROM marketing_wishes WHERE id = ?1')
    .bind(id)
    .first<MarketingWish>();
}

/** What there is already of a person, each 0 or 1. */
export interface Circumstances {
  readonly consented: number;
  /** A letter that asks for the confirmation is on its way, and its link still works. */
  readonly asked: number;
  readonly restricted: number;
  /** Their data was erased after they asked. */
  readonly erased: number;
}

export async function selectCircumstances(
  database: D1Database,
  email: string,
  subjectHash: string,
  now: number,
  askedAt: number,
): Promise<Circumstances> {
  const row = await database
    .prepare(
      `SELECT
         EXISTS (SELECT 1 FROM marketing_consents WHERE email = ?1 AND withdrawn_at IS NULL) AS consented,
         EXISTS (
           SELECT 1 FROM marketing_wishes w JOIN one_time_links l ON l.subject_id = w.id AND l.email = w.email
           WHERE w.email = ?1 AND l.purpose = 'confirm-wish' AND l.used_at IS NULL AND l.expires_at > ?3
         ) AS asked,
         EXISTS (SELECT 1 FROM restrictions WHERE email = ?1 AND lifted_at IS NULL) AS restricted,
         EXISTS (SELECT 1 FROM tombstones WHERE subject_hash = ?2 AND erased_at >= ?4) AS erased`,
    )
    .bind(email, subjectHash, now, askedAt)
    .first<Circumstances>();
  if (!row) throw new Error('A SELECT without FROM gave no row');
  return row;
}

/** The proof moves: the wish becomes a consent, unless one stands already for its address. */
export function moveWishStatements(
  database: D1Database,
  wishId: string,
  email: string,
  now: number,
): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `INSERT INTO marketing_consents (id, email, wording_version, page, asked_at, confirmed_at)
         SELECT id, email, wording_version, page, asked_at, ?3 FROM marketing_wishes
         WHERE id = ?1 AND email = ?2
           AND NOT EXISTS (SELECT 1 FROM marketing_consents WHERE email = ?2 AND withdrawn_at IS NULL)`,
      )
      .bind(wishId, email, now),
    deleteWishesStatement(database, email),
  ];
}

export function deleteWishesStatement(database: D1Database, email: string): D1PreparedStatement {
  return database.prepare('DELETE FROM marketing_wishes WHERE email = ?1').bind(email);
}

const columns = 'id, email, wording_version, page, asked_at, confirmed_at, withdrawn_at';

export function selectConsent(database: D1Database, id: string): Promise<Consent | null> {
  return database.prepare(`SELECT ${columns} FROM marketing_consents WHERE id = ?1`).bind(id).first<Consent>();
}

/** The one that stands; without one, the one that was given last. */
export function selectConsentOf(database: D1Database, email: string): Promise<Consent | null> {
  return database
    .prepare(
      `SELECT ${columns} FROM marketing_consents WHERE email = ?1
       ORDER BY withdrawn_at IS NOT NULL, confirmed_at DESC, id LIMIT 1`,
    )
    .bind(email)
    .first<Consent>();
}

/** Once withdrawn it stays withdrawn when and where it was. */
export function withdrawStatement(
  database: D1Database,
  email: string,
  withdrawnOn: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      'UPDATE marketing_consents SET withdrawn_at = ?3, withdrawn_on = ?2 WHERE email = ?1 AND withdrawn_at IS NULL',
    )
    .bind(email, withdrawnOn, now);
}

export async function countWithdrawnOn(database: D1Database, email: string, withdrawnOn: string): Promise<number> {
  const row = await database
    .prepare('SELECT count(*) AS consents FROM marketing_consents WHERE email = ?1 AND withdrawn_on = ?2')
    .bind(email, withdrawnOn)
    .first<{ consents: number }>();
  return row?.consents ?? 0;
}
