import type { Problem } from '../../src/api/answers.ts';
import { refuseLetter } from '../links/refuse-letter.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';

/** One letter whoever it is; what the house has of this address is looked up when the letter is written. */
export async function mailPreferencesLink(shop: Shop, typed: string): Promise<{ readonly state: 'mailed' } | Problem> {
  const { database, now } = shop;
  const email = normaliseEmail(typed);
  const refusal = await refuseLetter(shop, 'preferences-letter', email);
  if (refusal) return refusal;
  const event = crypto.randomUUID();
  await database.batch([insertMailStatement(database, 'preferences-link', email, event, now)]);
  await announceMail(shop, mailIdOf('preferences-link', event));
  return { state: 'mailed' };
}
