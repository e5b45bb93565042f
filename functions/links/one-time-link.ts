import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { z } from 'zod';
import { normaliseEmail } from '../normalise-email.ts';
import { asReadableNumber, readableNumber } from '../readable-number.ts';
import type { Shop } from '../shop.ts';
import { derivedBytes, readLink, signLink } from '../signed-link.ts';
import { claimTry, insertLinkStatement, type OneTimeLink, selectLink, takeLinkRow } from './queries.ts';

/** What a mailed link or code does, and how many minutes it lives. */
export const linkLifeMinutes = {
  'verify-account': 24 * 60,
  'reset-password': 30,
  'change-email': 24 * 60,
  'step-up': 10,
  'confirm-wish': 24 * 60,
  'confirm-stock-notice': 24 * 60,
  'confirm-request': 30,
  'confirm-agent': 24 * 60,
  'see-request': 30,
  'see-order': 24 * 60,
} as const;

export type LinkPurpose = keyof typeof linkLifeMinutes;

/** Five guesses at one code in 32⁸: one chance in two hundred thousand millions. */
const mostTries = 5;

export const tokenField = z.string().min(1).max(120);
/** A link in an address, bounded before anything is computed from it. */
export function linkInAddress(parameter: string | undefined): string {
  return tokenField.safeParse(parameter).data ?? '';
}

export const codeField = z.string().min(8).max(20);

export interface PreparedLink {
  readonly id: string;
  /** To be written in the transaction of what it is about. */
  readonly statement: D1PreparedStatement;
}

/** A link that works once, for whoever reads the mailbox. Its token and its code are made when the mail is written. */
export function prepareLink(shop: Shop, purpose: LinkPurpose, email: string, subjectId: string): PreparedLink {
  const link: OneTimeLink = {
    id: crypto.randomUUID(),
    purpose,
    email: normaliseEmail(email),
    subject_id: subjectId,
    created_at: shop.now,
    expires_at: shop.now + linkLifeMinutes[purpose] * 60_000,
  };
  return { id: link.id, statement: insertLinkStatement(shop.database, link) };
}

export function tokenOfLink(shop: Shop, linkId: string): Promise<string> {
  return signLink(shop.config.privacySecret, 'one-time-link', linkId);
}

/** `7K4M-92QX`, to be typed where a link can't be followed. */
export async function codeOfLink(shop: Shop, linkId: string): Promise<string> {
  return readableNumber(await derivedBytes(shop.config.privacySecret, 'one-time-code', linkId));
}

/** Uses up the link that the token is of; undefined when it isn't ours, is used, has ended, or is for something else. */
export async function takeLink(shop: Shop, purpose: LinkPurpose, token: string): Promise<OneTimeLink | undefined> {
  const id = (await readLink(shop.config.privacySecret, 'one-time-link', token)) ?? '';
  return (await takeLinkRow(shop.database, id, purpose, shop.now)) ?? undefined;
}

/** The link as it stands, not used up: for what has to be judged before. Whether it has ended, `takeLink` finds out. */
export async function lookAtLink(shop: Shop, purpose: LinkPurpose, token: string): Promise<OneTimeLink | undefined> {
  const id = (await readLink(shop.config.privacySecret, 'one-time-link', token)) ?? '';
  const link = await selectLink(shop.database, id);
  return link?.purpose === purpose ? link : undefined;
}

/** As `takeLink`, by the code that was typed beside the link's id. Each guess counts, the right one too. */
export async function takeLinkByCode(
  shop: Shop,
  purpose: LinkPurpose,
  linkId: string,
  typed: string,
): Promise<OneTimeLink | undefined> {
  const mayTry = await claimTry(shop.database, linkId, purpose, mostTries, shop.now);
  const isRight = await isCodeOfLink(shop, linkId, typed);
  if (!mayTry || !isRight) return undefined;
  return (await takeLinkRow(shop.database, linkId, purpose, shop.now)) ?? undefined;
}

/** For a code whose guesses are counted elsewhere. */
export async function isCodeOfLink(shop: Shop, linkId: string, typed: string): Promise<boolean> {
  return isSame(asReadableNumber(typed), await codeOfLink(shop, linkId));
}

/** Looks at every letter, whichever is wrong. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let place = 0; place < other.length; place += 1) difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  return difference === 0;
}
