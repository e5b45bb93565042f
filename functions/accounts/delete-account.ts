import type { AccountActDone } from '../../src/api/account-answers.ts';
import { revokeLinksStatement } from '../links/queries.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { deleteAccountStatement, type Session } from './queries.ts';

/**
 * After a step-up: the account, its sessions and its list of orders. The orders
 * themselves, consents and requests are not the account's; the letter says how to ask
 * for the erasure of everything.
 */
export async function deleteAccount(shop: Shop, session: Session): Promise<AccountActDone> {
  const { database, now } = shop;
  const event = crypto.randomUUID();
  await database.batch([
    deleteAccountStatement(database, session.id),
    revokeLinksStatement(database, 'change-email', session.id, now),
    revokeLinksStatement(database, 'reset-password', session.id, now),
    insertMailStatement(database, 'account-deleted', session.email, event, now),
  ]);
  await announceMail(shop, mailIdOf('account-deleted', event));
  return { state: 'done' };
}
