import type { Problem } from '../../src/api/answers.ts';
import type { ConsentConfirmed, WishAnswer } from '../../src/api/consent-answers.ts';
import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { isCodeOfLink, lookAtLink, takeLink } from '../links/one-time-link.ts';
import { type OneTimeLink, selectNewestLink, takeLinkRow } from '../links/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { circumstancesOf, isNotToBeAsked } from './ask-for-consent.ts';
import { signPreferencesLink } from './consent-links.ts';
import { type Consent, moveWishStatements, selectConsent, selectConsentOf, selectWish } from './queries.ts';
import { confirmationEnded, onlyStored, wrongCode } from './refusals.ts';
import { viewOfAsking, viewOfConsent } from './view-consent.ts';

/**
 * The mailbox has said yes: the wish becomes a consent. The link works once; followed
 * again within its day it says what has become of it, and finishes what a process that
 * died had begun, for the wish is there until the consent is.
 */
export async function confirmWish(shop: Shop, token: string): Promise<ConsentConfirmed | Problem> {
  const link = (await takeLink(shop, 'confirm-wish', token)) ?? (await lookAtLink(shop, 'confirm-wish', token));
  if (!link || link.expires_at <= shop.now) return confirmationEnded();
  return confirm(shop, link);
}

/** At the codes of one address, whoever tries and from wherever. */
const guesses: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/**
 * The same, where the link can't be followed: the code of the newest letter to this address. The guess is counted
 * under the address that was typed, so that it costs the same whether a letter went there or not.
 */
export async function confirmWishByCode(shop: Shop, typed: string, code: string): Promise<ConsentConfirmed | Problem> {
  const { config, database, now } = shop;
  const email = normaliseEmail(typed);
  const claim = await claimGuess(database, await guessKey(config.privacySecret, 'wish-code', email), guesses, now);
  const newest = await selectNewestLink(database, 'confirm-wish', email, now);
  const isRight = await isCodeOfLink(shop, newest?.id ?? '', code);
  if (!claim.allowed || !newest || !isRight) return wrongCode();
  const link = await takeLinkRow(database, newest.id, 'confirm-wish', now);
  return link ? confirm(shop, link) : wrongCode();
}

/** What the link is about, for a look before the press. */
export async function viewWish(shop: Shop, token: string): Promise<WishAnswer | Problem> {
  const link = await lookAtLink(shop, 'confirm-wish', token);
  if (!link || link.expires_at <= shop.now) return confirmationEnded();
  const wish = await selectWish(shop.database, link.subject_id);
  if (wish) return { state: 'asked', ...viewOfAsking(wish) };
  const consent = await consentAfter(shop, link);
  return consent ? confirmed(shop, consent, 'confirmed-before') : confirmationEnded();
}

async function confirm(shop: Shop, link: OneTimeLink): Promise<ConsentConfirmed | Problem> {
  if (isNotToBeAsked(await circumstancesOf(shop, link.email, link.created_at))) return onlyStored();
  const statements = moveWishStatements(shop.database, link.subject_id, link.email, shop.now);
  const [moved] = await shop.database.batch(statements);
  const consent = await consentAfter(shop, link);
  if (!consent) return confirmationEnded();
  return confirmed(shop, consent, moved?.meta.changes ? 'confirmed' : 'confirmed-before');
}

/** Of this wish; or the one that stood for its address already. */
async function consentAfter({ database }: Shop, link: OneTimeLink): Promise<Consent | null> {
  const consent = await selectConsent(database, link.subject_id);
  if (consent) return consent;
  const other = await selectConsentOf(database, link.email);
  return other?.withdrawn_at === null ? other : null;
}

async function confirmed(shop: Shop, consent: Consent, state: ConsentConfirmed['state']): Promise<ConsentConfirmed> {
  return { state, link: await signPreferencesLink(shop, consent.id), consent: viewOfConsent(consent) };
}
