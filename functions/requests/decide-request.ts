import type { Problem } from '../../src/api/answers.ts';
import { type Phrase, phrase, say } from '../../src/words/say.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { insertStepStatement, selectRequest, setDecisionStatement, setStateStatement } from './queries.ts';
import { closedAlready, noSuchRequest } from './refusals.ts';
import { changeRequest } from './settle-request.ts';
import { insertMessage } from './write-message.ts';

export interface Decision {
  readonly decision: 'done' | 'done-in-part' | 'refused';
  /** In words for the person; what is refused, in part or whole, needs one. */
  readonly reason: string;
}

/** The step that the person reads, and the letter's first words. */
export const saidOf = {
  done: phrase`We have done what you asked.`,
  'done-in-part': phrase`We have done a part of what you asked.`,
  refused: phrase`We have refused it.`,
} as const satisfies Record<Decision['decision'], Phrase>;

/**
 * A person of the house decides. Article 12(4) GDPR: a refusal names its reason, the
 * authority and the court, which the letter does.
 *
 * @param by the address of whoever decides; the register has its keyed hash
 */
export async function decideRequest(
  shop: Shop,
  number: string,
  { decision, reason }: Decision,
  by: string,
): Promise<Problem | undefined> {
  const { database, now } = shop;
  if (decision !== 'done' && reason.trim() === '') {
    return problem('invalid-request', 'A refusal needs its reason.', 'Nothing was decided. Say why, for the person.');
  }
  const request = await selectRequest(database, number);
  if (!request) return noSuchRequest();
  const outcome = await changeRequest(shop, request, {
    statements: [
      setDecisionStatement(database, number, reason, now),
      setStateStatement(database, number, decision, now),
      insertStepStatement(database, number, decision, saidOf[decision], now),
    ],
    proof: { step: decision, details: { by: await subjectHash(shop.config.privacySecret, normaliseEmail(by)) } },
    letter: { kind: decision === 'done' ? 'request-done' : 'request-closed', subjectId: number },
  });
  return outcome === 'closed' ? closedAlready() : undefined;
}

/** A person of the house writes to the person, on the page and as a letter. */
export async function answerRequest(shop: Shop, number: string, words: string): Promise<Problem | undefined> {
  if (words.trim() === '') return problem('invalid-request', say`Nothing was sent yet.`, say`Write something first.`);
  const request = await selectRequest(shop.database, number);
  if (!request) return noSuchRequest();
  const outcome = await insertMessage(shop, request, { author: 'house', words });
  return outcome === 'closed' ? closedAlready() : outcome;
}
