import type { Problem } from '../../src/api/answers.ts';
import { phrase } from '../../src/words/say.ts';
import { forgetChecksStatements } from '../fraud/origin/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import {
  insertStepStatement,
  type PrivacyRequest,
  setDecisionStatement,
  setStateStatement,
} from '../requests/queries.ts';
import { closedAlready } from '../requests/refusals.ts';
import { changeRequest } from '../requests/settle-request.ts';
import type { Shop } from '../shop.ts';
import { insertObjectionStatement } from './queries.ts';

/** What the request comes to, and what the person is told first. */
export const endOfObjection = {
  upheld: { state: 'done', said: phrase`We have weighed it, and check nothing of yours for fraud any more.` },
  overridden: { state: 'done-in-part', said: phrase`We have weighed it. Our checks against fraud go on.` },
} as const;

/**
 * One of the house has weighed an objection to fraud checks. `upheld`: none is made of this person any more, and what
 * they were made of goes.
 *
 * @param words the reason, for the person's page and the letter
 */
export async function weighObjection(
  shop: Shop,
  request: PrivacyRequest,
  decision: keyof typeof endOfObjection,
  words: string,
): Promise<Problem | undefined> {
  const { database, now } = shop;
  const { number } = request;
  const isUpheld = decision === 'upheld';
  const email = normaliseEmail(request.email);
  const { state, said } = endOfObjection[decision];
  const outcome = await changeRequest(shop, request, {
    statements: [
      ...(isUpheld
        ? [
            insertObjectionStatement(database, email, 'fraud-checks', now),
            ...(email ? forgetChecksStatements(database, email) : []),
          ]
        : []),
      setDecisionStatement(database, number, words, now),
      setStateStatement(database, number, state, now),
      insertStepStatement(database, number, 'decided', said, now),
    ],
    proof: { step: state, details: { objection: decision } },
    letter: { kind: isUpheld ? 'request-done' : 'request-closed', subjectId: number },
  });
  return outcome === 'closed' ? closedAlready() : undefined;
}
