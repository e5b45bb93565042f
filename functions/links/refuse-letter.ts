import type { Problem } from '../../src/api/answers.ts';
import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import type { Shop } from '../shop.ts';
import { tooManyLetters } from './refusals.ts';

/** To one mailbox, at anybody's wish: nobody's mailbox is filled with our letters. */
const letters: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/**
 * Counts a letter that somebody has sent to an address. Undefined while there may be another.
 *
 * @param kind of letter, as `guessKey` takes it
 * @param email in its one spelling
 */
export async function refuseLetter(
  { config, database, now }: Shop,
  kind: string,
  email: string,
): Promise<Problem | undefined> {
  const claim = await claimGuess(database, await guessKey(config.privacySecret, kind, email), letters, now);
  return claim.allowed ? undefined : tooManyLetters(claim.retryAt - now);
}
