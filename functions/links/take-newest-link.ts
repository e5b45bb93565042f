import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { isCodeOfLink, type LinkPurpose } from './one-time-link.ts';
import { type OneTimeLink, selectNewestLink, takeLinkRow } from './queries.ts';

/** At the codes of one address, whoever tries and from wherever. */
const guesses: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/**
 * Where a link can't be followed: uses up the newest of its purpose that went to the address, if the code is its own.
 * The guess is counted before anybody looks, and under the address that was typed, so that it costs the same whether a
 * letter went there or not.
 *
 * @param guessed the kind of guess that is counted, as `guessKey` takes it
 */
export async function takeNewestLink(
  shop: Shop,
  purpose: LinkPurpose,
  guessed: string,
  { email: typed, code }: { readonly email: string; readonly code: string },
): Promise<OneTimeLink | undefined> {
  const { config, database, now } = shop;
  const email = normaliseEmail(typed);
  const claim = await claimGuess(database, await guessKey(config.privacySecret, guessed, email), guesses, now);
  const newest = await selectNewestLink(database, purpose, email, now);
  const isRight = await isCodeOfLink(shop, newest?.id ?? '', code);
  if (!claim.allowed || !newest || !isRight) return undefined;
  return (await takeLinkRow(database, newest.id, purpose, now)) ?? undefined;
}
