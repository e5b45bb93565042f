import type { MailSent } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { prepareLink } from '../links/one-time-link.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { refuseLetter } from './limits.ts';
import { selectCredentials } from './queries.ts';

/** The same answer and one letter either way: a link, or that there is no account here. */
export async function forgottenPassword(shop: Shop, typed: string): Promise<MailSent | Problem> {
  const { database, now } = shop;
  const email = normaliseEmail(typed);
  const refusal = await refuseLetter(shop, email);
  if (refusal) return refusal;
  const account = await selectCredentials(database, email);
  if (account) {
    const link = prepareLink(shop, 'reset-password', email, account.id);
    await database.batch([link.statement, insertMailStatement(database, 'reset-password', email, link.id, now)]);
    await announceMail(shop, mailIdOf('reset-password', link.id));
  } else {
    const event = crypto.randomUUID();
    await database.batch([insertMailStatement(database, 'no-account', email, event, now)]);
    await announceMail(shop, mailIdOf('no-account', event));
  }
  return { state: 'mail-sent' };
}
