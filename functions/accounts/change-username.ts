import type { AccountActDone } from '../../src/api/account-answers.ts';
import type { Shop } from '../shop.ts';
import { type Session, setUsername } from './queries.ts';

/** A name to be greeted by. It opens nothing, so it needs no step-up and may be somebody else's too. */
export async function changeUsername(shop: Shop, session: Session, username: string): Promise<AccountActDone> {
  await setUsername(shop.database, session.id, username);
  return { state: 'done' };
}
