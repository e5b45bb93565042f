import type { AccountActDone } from '../../src/api/account-answers.ts';
import type { Shop } from '../shop.ts';
import { deleteSession, deleteSessionsStatement, type Session } from './queries.ts';

/** The server's side of it goes; the browser forgets its own. */
export async function signOut(shop: Shop, session: Session): Promise<AccountActDone> {
  await deleteSession(shop.database, session.token_hash);
  return { state: 'done' };
}

export async function signOutEverywhere(shop: Shop, session: Session): Promise<AccountActDone> {
  await deleteSessionsStatement(shop.database, session.id, '').run();
  return { state: 'done' };
}
