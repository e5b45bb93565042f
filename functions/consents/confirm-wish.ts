import type { Problem } from '../../src/api/answers.ts';
import type { ConsentConfirmed, WishAnswer } from '../../src/api/consent-answers.ts';
import { lookAtLink, takeLink } from '../links/one-time-link.ts';
import type { OneTimeLink } from '../links/queries.ts';
import { wrongCode } from '../links/refusals.ts';
import { takeNewestLink } from '../links/take-newest-link.ts';
import type { Shop } from '../shop.ts';
import { circumstancesOf, isNotToBeAsked } from './ask-for-consent.ts';
import { signPreferencesLink } from './consent-links.ts';
import { type Consent, moveWishStatements, selectConsent, selectConsentOf, selectWish } from './queries.ts';
import { confirmationEnded, onlyStored } from './refusals.ts';
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

/** The same by the code of the newest letter to this address. */
export async function confirmWishByCode(shop: Shop, email: string, code: string): Promise<ConsentConfirmed | Problem> {
  const link = await takeNewestLink(shop, 'confirm-wish', 'wish-code', { email, code });
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
