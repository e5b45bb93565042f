import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface MarketingWish {
  readonly id: string;
  readonly email: string;
  readonly wording_version: number;
  readonly page: string;
  readonly asked_at: number;
}

export function insertWishStatement(database: D1Database, wish: MarketingWish): D1PreparedStatement {
  return database
    .prepare(`INSERT INTO marketing_wishes (id, email, wording_version, page, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)`)
    .bind(wish.id, wish.email, wish.wording_version, wish.page, wish.asked_at);
}

/** Whether the person agreed, confirmed it, and has not taken it back. */
export async function hasStandingConsent(database: D1Database, email: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS found FROM marketing_consents WHERE email = ?1 AND withdrawn_at IS NULL')
    .bind(email)
    .first<{ found: number }>();
  return row !== null;
}
