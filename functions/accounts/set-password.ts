import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { revokeLinksStatement } from '../links/queries.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { hashPassword } from './password.ts';
import { type Credentials, deleteSessionsStatement, setPasswordStatement } from './queries.ts';

/**
 * A new password, and what was opened or mailed under the old one ends with it: sessions,
 * links to another password, a change of address that waits for its new mailbox.
 *
 * @param keepSession the hash of the session that may go on; '' ends them all
 */
export async function setPassword(
  shop: Shop,
  account: Pick<Credentials, 'id' | 'email'>,
  password: string,
  keepSession: string,
): Promise<void> {
  const { database, now } = shop;
  const event = crypto.randomUUID();
  const encoded = await hashPassword(password);
  const statements: D1PreparedStatement[] = [
    setPasswordStatement(database, account.id, encoded),
    deleteSessionsStatement(database, account.id, keepSession),
    revokeLinksStatement(database, 'reset-password', account.id, now),
    revokeLinksStatement(database, 'change-email', account.id, now),
    revokeLinksStatement(database, 'step-up', account.id, now),
    insertMailStatement(database, 'password-changed', account.email, event, now),
  ];
  await database.batch(statements);
  await announceMail(shop, mailIdOf('password-changed', event));
}
