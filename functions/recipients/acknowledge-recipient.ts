import type { Problem } from '../../src/api/answers.ts';
import { type RecipientId, recipients } from '../../src/policy/recipients.ts';
import { sayKnown } from '../../src/words/say.ts';
import { completeErasure } from '../erasure/complete-erasure.ts';
import { problem } from '../problem.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import { inItsLanguage } from '../requests/in-its-language.ts';
import { insertStepStatement, selectRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { selectRecipients, setRecipientStatement } from './queries.ts';

export interface RecipientAnswer {
  /** `explained`: it has nothing to do, or can't, and the words say why. */
  readonly state: 'acknowledged' | 'explained';
  /** For the person's page. */
  readonly words: string;
}

/** One of the house notes what a recipient has answered. The last answer ends the request. */
export async function acknowledgeRecipient(
  shop: Shop,
  requestNumber: string,
  recipient: RecipientId,
  { state, words }: RecipientAnswer,
): Promise<'noted' | Problem> {
  const request = await selectRequest(shop.database, requestNumber);
  const rows = await selectRecipients(shop.database, requestNumber);
  const row = rows.find((candidate) => candidate.recipient === recipient);
  if (!request || !row) {
    return problem('not-found', 'There is no such entry.', 'This request has nothing to tell this recipient.');
  }
  if (row.state === 'acknowledged' || row.state === 'explained') {
    return problem('conflict', 'It is answered already.', 'What was noted before stays as it is.');
  }
  const { database, now } = shop;
  const name = inItsLanguage(request, () => sayKnown(recipients[recipient].name));
  const proof = { requestNumber, subjectHash: request.subject_hash, kind: request.kind };
  await writeWithProof(
    shop,
    [
      setRecipientStatement(database, requestNumber, recipient, state, words, now),
      insertStepStatement(database, requestNumber, 'recipient', `${name}: ${words}`, now),
    ],
    [{ ...proof, step: `recipient-${state}`, details: { recipient } }],
  );
  await completeErasure(shop, requestNumber);
  return 'noted';
}
