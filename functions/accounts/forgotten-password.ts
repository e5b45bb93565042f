import type { MailSent } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { prepareLink } from '../links/one-time-link.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { refuseLetter } from './limits.ts';
import { selectCredentials } from './queries.ts';

/**
 * The same answer, the same rows and one letter either way: a link, or that there is no account here. The link of an
 * address without an account is in no letter, and of nobody.
 */
export async function forgottenPassword(shop: Shop, typed: string): Promise<MailSent | Problem> {
  const { database, now } = shop;
  const email = normaliseEmail(typed);
  const refusal = await refuseLetter(shop, email);
  if (refusal) return refusal;
  const account = await selectCredentials(database, email);
  const link = prepareLink(shop, 'reset-password', email, account?.id ?? crypto.randomUUID());
  await database.batch([link.statement, insertMailStatement(database, 'reset-password', email, link.id, now)]);
  await announceMail(shop, mailIdOf('reset-password', link.id));
  return { state: 'mail-sent' };
}
