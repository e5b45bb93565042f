import { phrase } from '../../src/words/say.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { RightsAct } from '../requests/act.ts';
import { countWithdrawnOn } from './queries.ts';
import { hasStandingConsent, withdrawConsents, withdrawConsentsStatements } from './withdraw-consents.ts';

/** A request to withdraw consent is carried out at once; called again, it finds what it has done and says the same. */
export const withdrawConsentAct: RightsAct = async (shop, request) => {
  const { database, now } = shop;
  if (await hasStandingConsent(database, request.email)) {
    await writeWithProof(shop, withdrawConsentsStatements(database, request.email, request.number, now), [
      {
        requestNumber: request.number,
        subjectHash: request.subject_hash,
        kind: request.kind,
        step: 'consent-withdrawn',
        details: { consents: 1 },
      },
    ]);
  } else {
    await withdrawConsents(shop, request.email, request.number);
  }
  const withdrawn = await countWithdrawnOn(database, request.email, request.number);
  return {
    state: 'done',
    words:
      withdrawn > 0
        ? phrase`You have taken back what you agreed to. From now on nothing is sent to you on it. We keep the proof that you had agreed for one year, and delete it then.`
        : phrase`There is nothing of yours to take back: no consent to marketing stands for this address. If you had asked and not yet confirmed it, that wish is deleted.`,
  };
};
