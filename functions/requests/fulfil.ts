import type { RequestKind } from '../../src/policy/request-kinds.ts';
import { phrase } from '../../src/words/say.ts';
import { childReportAct } from '../children/child-report-act.ts';
import { withdrawConsentAct } from '../consents/withdraw-consent-act.ts';
import { accessAct, portabilityAct } from '../copies/offer-copy.ts';
import { describeSurprise } from '../describe-surprise.ts';
import { erasureAct } from '../erasure/erasure-act.ts';
import { objectAct } from '../objections/object-act.ts';
import { rectificationAct } from '../rectification/rectification-act.ts';
import { restrictAct } from '../restriction/restrict-act.ts';
import type { Shop } from '../shop.ts';
import type { RightsAct } from './act.ts';
import { inItsLanguage } from './in-its-language.ts';
import { type PrivacyRequest, selectUnfulfilled } from './queries.ts';
import { settleRequest } from './settle-request.ts';

/** A person of the house decides. */
const reviewAct: RightsAct = async () => ({
  state: 'review',
  words: phrase`One of us reads it and answers here, and writes to you.`,
});

const optOutOfSaleAct: RightsAct = async () => ({
  state: 'done',
  words: phrase`Noted. We sell nobody’s data and share none for advertising, so there is nothing to stop. A browser that sends Global Privacy Control is heard as well.`,
});

/** What carries out each kind of request. */
const acts: Readonly<Record<RequestKind, RightsAct>> = {
  access: accessAct,
  rectification: rectificationAct,
  erasure: erasureAct,
  portability: portabilityAct,
  object: objectAct,
  restrict: restrictAct,
  'opt-out-of-sale': optOutOfSaleAct,
  'withdraw-consent': withdrawConsentAct,
  complaint: reviewAct,
  'child-report': childReportAct,
};

/** After so long without an outcome, whoever began is taken for dead. */
const patienceMilliseconds = 2 * 60_000;
const sweepBatch = 20;

/** Carries out a confirmed request as far as it can be. Safe to call again after it stopped halfway. */
export async function fulfilRequest(shop: Shop, request: PrivacyRequest): Promise<void> {
  await settleRequest(shop, request, await acts[request.kind](shop, request));
}

/** Carries out what was confirmed and then left, because a process died or something else failed. */
export async function sweepRequests(shop: Shop): Promise<void> {
  for (const request of await selectUnfulfilled(shop.database, shop.now - patienceMilliseconds, sweepBatch)) {
    try {
      await inItsLanguage(request, () => fulfilRequest(shop, request));
    } catch (error) {
      // One that can't be carried out must not keep the others from it; the next sweep tries again.
      console.error({ message: 'A request could not be carried out', kind: request.kind, ...describeSurprise(error) });
    }
  }
}
