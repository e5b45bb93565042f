import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { prepareLink } from '../links/one-time-link.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { type Circumstances, insertWishStatement, selectCircumstances } from './queries.ts';

export interface Wish {
  readonly email: string;
  /** Where the box stood. */
  readonly page: string;
  /** Of the words beside the box. */
  readonly wordingVersion: number;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

export interface Asking {
  readonly state: 'asked' | 'asked-before' | 'consented' | 'not-to-be-asked';
  /** To be written in one transaction with what gave rise to them; none where nothing is asked. */
  readonly statements: readonly D1PreparedStatement[];
  /** To be announced once they are written. */
  readonly mailIds: readonly string[];
}

/**
 * Keeps a wish to hear from the house, and asks its mailbox to confirm it, in one letter.
 * Nothing is kept or asked where a consent stands or a letter is on its way, nor of a
 * person whose data is only stored, or was erased since.
 */
export async function askForConsent(shop: Shop, wish: Wish): Promise<Asking> {
  const { database, now } = shop;
  const email = normaliseEmail(wish.email);
  const circumstances = await circumstancesOf(shop, email, wish.askedAt);
  const state = stateOf(circumstances);
  if (state !== 'asked') return { state, statements: [], mailIds: [] };
  const id = crypto.randomUUID();
  const link = prepareLink(shop, 'confirm-wish', email, id);
  return {
    state,
    statements: [
      insertWishStatement(database, {
        id,
        email,
        wording_version: wish.wordingVersion,
        page: wish.page,
        asked_at: wish.askedAt,
      }),
      link.statement,
      insertMailStatement(database, 'confirm-wish', email, link.id, now),
    ],
    mailIds: [mailIdOf('confirm-wish', link.id)],
  };
}

/** @param askedAt when they asked: whoever asks again after an erasure is asked for a confirmation like anybody else */
export async function circumstancesOf(shop: Shop, email: string, askedAt: number): Promise<Circumstances> {
  const hash = await subjectHash(shop.config.privacySecret, email);
  return selectCircumstances(shop.database, normaliseEmail(email), hash, shop.now, askedAt);
}

/** Their data is only stored, or was erased since they asked: they are not written to, and nothing new is kept. */
export function isNotToBeAsked({ restricted, erased }: Circumstances): boolean {
  return restricted === 1 || erased === 1;
}

function stateOf(circumstances: Circumstances): Asking['state'] {
  if (isNotToBeAsked(circumstances)) return 'not-to-be-asked';
  if (circumstances.consented) return 'consented';
  return circumstances.asked ? 'asked-before' : 'asked';
}
