import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { contactNeededUntil, makingDays } from '../erasure/contact-needed-until.ts';
import { longestNeedMilliseconds } from '../erasure/plan-trims.ts';
import { selectErasedAt } from '../erasure/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { lateOrderStatements, lateWishStatement } from './queries.ts';

export interface PlacedOrder {
  readonly number: string;
  readonly email: string;
  /** Milliseconds since the epoch. */
  readonly paidAt: number;
  readonly country: string;
  readonly delivery: string;
  readonly skus: readonly string[];
}

/**
 * To be written in the transaction of an order, behind it. Somebody may have had their data erased between paying
 * and our hearing of it: a webhook that comes late brings back the contract, which has to be kept, and nothing else.
 * Whether it is so, the statements ask within the transaction, so that no erasure slips in between. What is paid after
 * the erasure is a contract of its own.
 */
export async function lateOrder(shop: Shop, order: PlacedOrder): Promise<D1PreparedStatement[]> {
  const { database, config } = shop;
  const email = normaliseEmail(order.email);
  if (email === '') return [];
  const hash = await subjectHash(config.privacySecret, email);
  const erasedAt = await selectErasedAt(database, hash);
  const neededUntil =
    erasedAt === undefined ? order.paidAt + longestNeedMilliseconds : await contactNeededUntil(order, makingDays(shop));
  return [
    ...lateOrderStatements(database, order.number, hash, order.paidAt, neededUntil),
    lateWishStatement(database, email, hash, order.paidAt),
  ];
}
