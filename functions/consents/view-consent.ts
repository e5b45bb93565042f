import type { Problem } from '../../src/api/answers.ts';
import type { Asked, ConsentView } from '../../src/api/consent-answers.ts';
import { pathWithoutLanguage } from '../../src/languages.ts';
import { sitePaths } from '../../src/paths.ts';
import { wordingOf } from '../../src/policy/marketing-wording.ts';
import { type Phrase, phrase, sayKnown } from '../../src/words/say.ts';
import type { Shop } from '../shop.ts';
import { readConsentLink } from './consent-links.ts';
import type { Consent, MarketingWish } from './queries.ts';
import { preferencesLinkEnded } from './refusals.ts';

const pageNames: Readonly<Record<string, Phrase>> = {
  [sitePaths.bag]: phrase`your bag`,
  [sitePaths.account]: phrase`your account`,
};

export async function viewConsent(shop: Shop, link: string): Promise<ConsentView | Problem> {
  const consent = await readConsentLink(shop, 'preferences', link);
  return consent ? viewOfConsent(consent) : preferencesLinkEnded();
}

export function viewOfConsent(consent: Consent): ConsentView {
  return {
    state: consent.withdrawn_at === null ? 'standing' : 'withdrawn',
    ...viewOfAsking(consent),
    confirmedAt: new Date(consent.confirmed_at).toISOString(),
    ...(consent.withdrawn_at === null ? {} : { withdrawnAt: new Date(consent.withdrawn_at).toISOString() }),
  };
}

export function viewOfAsking({ wording_version, page, asked_at }: MarketingWish): Asked {
  return {
    wording: sayKnown(wordingOf(wording_version)),
    wordingVersion: wording_version,
    askedAt: new Date(asked_at).toISOString(),
    where: sayKnown(pageNames[pathWithoutLanguage(page)] ?? page),
  };
}
