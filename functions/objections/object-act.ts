import { paths } from '../../src/paths.ts';
import { phrase } from '../../src/words/say.ts';
import { withdrawConsents } from '../consents/withdraw-consents.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { RightsAct } from '../requests/act.ts';
import { insertStepStatement } from '../requests/queries.ts';
import { insertObjectionStatement } from './queries.ts';

/** What an objection to fraud checks speaks of, in the languages that the house is written to most. */
const fraudWords = /fraud|fraude|betrug|frode|risk|risque|risiko|rischio|scor(e|ing)|screening|profil/i;

/**
 * Marketing and statistics end at once, without a reason asked for: Art. 21(2) and (3) GDPR. Checks against fraud go
 * on until one of the house has weighed what the person says: Art. 21(1).
 */
export const objectAct: RightsAct = async (shop, request) => {
  const { database, now } = shop;
  const { number, subject_hash: subjectHash, kind } = request;
  const email = normaliseEmail(request.email);
  const withdrawn = await withdrawConsents(shop, email, paths.privacyRequest);
  await writeWithProof(
    shop,
    [
      insertObjectionStatement(database, email, 'analytics', now),
      insertStepStatement(database, number, 'objected', phrase`Marketing and statistics have ended for you.`, now),
    ],
    [{ requestNumber: number, subjectHash, kind, step: 'objected', details: { analytics: true, consents: withdrawn } }],
  );
  if (!fraudWords.test(request.words)) {
    return {
      state: 'done',
      words: phrase`We write to you about nothing new, and count no visit of yours, from now on.`,
    };
  }
  return {
    state: 'review',
    words: phrase`Marketing and statistics have ended for you. What you say of our checks against fraud, one of us weighs and answers.`,
  };
};
