import { apiPaths } from '../../src/paths.ts';
import type { Shop } from '../shop.ts';
import { readLink, signLink } from '../signed-link.ts';
import { type Consent, selectConsent, selectConsentOf } from './queries.ts';

/**
 * Two links to one consent. They last as long as its proof does, for a consent can be
 * taken back at any time. The one that mail programs post to stands in an address, which
 * logs have; so it can take the consent back and show nothing.
 */
export type ConsentLinkPurpose = 'preferences' | 'one-click';

export function signPreferencesLink(shop: Shop, consentId: string): Promise<string> {
  return sign(shop, 'preferences', consentId);
}

/** For `List-Unsubscribe` of a letter that needs the consent. Source: RFC 8058. */
export async function oneClickAddress(shop: Shop, consentId: string): Promise<string> {
  const path = apiPaths.consentOneClick(await sign(shop, 'one-click', consentId));
  return new URL(path, shop.config.siteOrigin).href;
}

/**
 * What the link leads to: the consent that now stands for its address, or the last one.
 * Whoever opens an old link after agreeing anew sees what holds.
 */
export async function readConsentLink(
  shop: Shop,
  purpose: ConsentLinkPurpose,
  link: string,
): Promise<Consent | undefined> {
  const id = await readLink(shop.config.privacySecret, purpose, link);
  const consent = id === undefined ? null : await selectConsent(shop.database, id);
  return consent ? ((await selectConsentOf(shop.database, consent.email)) ?? undefined) : undefined;
}

function sign(shop: Shop, purpose: ConsentLinkPurpose, consentId: string): Promise<string> {
  return signLink(shop.config.privacySecret, purpose, consentId);
}
