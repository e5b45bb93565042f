import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Shop } from '../shop.ts';
import { insertSessionStatements } from './queries.ts';
import { hashOfToken, newSessionToken } from './read-session.ts';

export interface PreparedSession {
  /** Told once, to the browser; the table keeps its hash. */
  readonly token: string;
  readonly statements: readonly D1PreparedStatement[];
}

/** Always a token of our own making: nobody brings one along. */
export async function prepareSession(shop: Shop, accountId: string): Promise<PreparedSession> {
  const token = newSessionToken();
  const statements = insertSessionStatements(shop.database, await hashOfToken(token), accountId, shop.now);
  return { token, statements };
}
