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
