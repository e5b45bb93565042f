import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Problem } from '../../src/api/answers.ts';
import type { ConsentView } from '../../src/api/consent-answers.ts';
import { paths } from '../../src/paths.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { type ConsentLinkPurpose, readConsentLink } from './consent-links.ts';
import { deleteWishesStatement, selectConsentOf, withdrawStatement } from './queries.ts';
import { preferencesLinkEnded } from './refusals.ts';
import { viewOfConsent } from './view-consent.ts';

/**
 * Takes back whatever this address has agreed to, and forgets what it has only asked for.
 * Safe to call again: what was withdrawn stays withdrawn when and where it was.
 *
 * @param page where that was, for the proof
 * @returns how many consents stood until now: one or none
 */
export async function withdrawConsents(shop: Shop, email: string, page: string): Promise<number> {
  const [withdrawn] = await shop.database.batch(withdrawConsentsStatements(shop.database, email, page, shop.now));
  return withdrawn?.meta.changes ?? 0;
}

/** For a withdrawal that belongs to a greater change. */
export function withdrawConsentsStatements(
  database: D1Database,
  email: string,
  page: string,
  now: number,
): D1PreparedStatement[] {
  const person = normaliseEmail(email);
  return [withdrawStatement(database, person, page, now), deleteWishesStatement(database, person)];
}

export async function hasStandingConsent(database: D1Database, email: string): Promise<boolean> {
  const consent = await selectConsentOf(database, normaliseEmail(email));
  return consent?.withdrawn_at === null;
}

const pageOf: Readonly<Record<ConsentLinkPurpose, string>> = {
  preferences: paths.preferences(),
  'one-click': 'the button of a mail program',
};

/** One press, without signing in, by whoever has the link. */
export async function withdrawByLink(
  shop: Shop,
  purpose: ConsentLinkPurpose,
  link: string,
): Promise<ConsentView | Problem> {
  const consent = await readConsentLink(shop, purpose, link);
  if (!consent) return preferencesLinkEnded();
  await withdrawConsents(shop, consent.email, pageOf[purpose]);
  return viewOfConsent((await selectConsentOf(shop.database, consent.email)) ?? consent);
}
