import type { RequestKind } from '../../src/policy/request-kinds.ts';
import { describeSurprise } from '../describe-surprise.ts';
import type { Shop } from '../shop.ts';
import type { RightsAct } from './act.ts';
import { type PrivacyRequest, selectUnfulfilled } from './queries.ts';
import { settleRequest } from './settle-request.ts';

/** A person of the house decides. */
const reviewAct: RightsAct = async () => ({
  state: 'review',
  words: 'One of us reads it and answers here, and writes to you.',
});

const optOutOfSaleAct: RightsAct = async () => ({
  state: 'done',
  words:
    'Noted. We sell nobody’s data and share none for advertising, so there is nothing to stop. A browser that sends Global Privacy Control is heard as well.',
});

/** What carries out each kind of request. One that is not here waits for a person of the house. */
const acts: Partial<Record<RequestKind, RightsAct>> = {
  complaint: reviewAct,
  'opt-out-of-sale': optOutOfSaleAct,
};

/** After so long without an outcome, whoever began is taken for dead. */
const patienceMilliseconds = 2 * 60_000;
const sweepBatch = 20;

/** Carries out a confirmed request as far as it can be. Safe to call again after it stopped halfway. */
export async function fulfilRequest(shop: Shop, request: PrivacyRequest): Promise<void> {
  const act = acts[request.kind] ?? reviewAct;
  await settleRequest(shop, request, await act(shop, request));
}

/** Carries out what was confirmed and then left, because a process died or something else failed. */
export async function sweepRequests(shop: Shop): Promise<void> {
  for (const request of await selectUnfulfilled(shop.database, shop.now - patienceMilliseconds, sweepBatch)) {
    try {
      await fulfilRequest(shop, request);
    } catch (error) {
      // One that can't be carried out must not keep the others from it; the next sweep tries again.
      console.error({ message: 'A request could not be carried out', kind: request.kind, ...describeSurprise(error) });
    }
  }
}
