import type { Problem } from '../../src/api/answers.ts';
import { claimGuess, type GuessClaim, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { tooManyGuesses, tooManyLetters } from './refusals.ts';

const hourMilliseconds = 60 * 60_000;

/** At one address's password, whoever tries and from wherever. */
const guesses: GuessLimit = { tries: 10, windowMilliseconds: hourMilliseconds };

/** To one mailbox, at anybody's wish: nobody's mailbox is filled with our letters. */
const letters: GuessLimit = { tries: 5, windowMilliseconds: hourMilliseconds };

export function signInKey(shop: Shop, email: string): Promise<string> {
  return guessKey(shop.config.privacySecret, 'sign-in', normaliseEmail(email));
}

export function stepUpKey(shop: Shop, accountId: string): Promise<string> {
  return guessKey(shop.config.privacySecret, 'step-up', accountId);
}

/** Counts before anybody looks. Undefined while there are guesses left. */
export async function refuseGuess(shop: Shop, key: string): Promise<Problem | undefined> {
  const claim = await claimGuess(shop.database, key, guesses, shop.now);
  return claim.allowed ? undefined : tooManyGuesses(secondsUntil(claim, shop.now));
}

/** The same for a letter to an address that somebody typed. */
export async function refuseLetter(shop: Shop, email: string): Promise<Problem | undefined> {
  const key = await guessKey(shop.config.privacySecret, 'account-letter', normaliseEmail(email));
  const claim = await claimGuess(shop.database, key, letters, shop.now);
  return claim.allowed ? undefined : tooManyLetters(secondsUntil(claim, shop.now));
}

function secondsUntil({ retryAt }: GuessClaim, now: number): number {
  return Math.max(1, Math.ceil((retryAt - now) / 1_000));
}
