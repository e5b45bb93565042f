import type { Problem } from '../../src/api/answers.ts';
import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { tooManyLetters } from './refusals.ts';

/** To one mailbox, at anybody's wish: nobody's mailbox is filled with our letters. */
const letters: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/** One letter whoever it is; what the house has of this address is looked up when the letter is written. */
export async function mailPreferencesLink(shop: Shop, typed: string): Promise<{ readonly state: 'mailed' } | Problem> {
  const { config, database, now } = shop;
  const email = normaliseEmail(typed);
  const key = await guessKey(config.privacySecret, 'preferences-letter', email);
  const claim = await claimGuess(database, key, letters, now);
  if (!claim.allowed) return tooManyLetters(claim.retryAt - now);
  const event = crypto.randomUUID();
  await database.batch([insertMailStatement(database, 'preferences-link', email, event, now)]);
  await announceMail(shop, mailIdOf('preferences-link', event));
  return { state: 'mailed' };
}
