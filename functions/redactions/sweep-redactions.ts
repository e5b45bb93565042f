import { paragraph } from '../../src/words/paragraph.ts';
import { plural, say } from '../../src/words/say.ts';
import { describeSurprise } from '../describe-surprise.ts';
import { completeErasure } from '../erasure/complete-erasure.ts';
import { dayOf } from '../erasure/recipients.ts';
import { setRecipientStatement } from '../recipients/queries.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import { inItsLanguage } from '../requests/in-its-language.ts';
import { insertStepStatement } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { advanceRedaction } from './advance-redaction.ts';
import {
  claimRedaction,
  selectDueRedactions,
  selectWaitingRequests,
  updateRedactionStatement,
  type WaitingRequest,
} from './queries.ts';

const batchSize = 20;
/** Longer than the calls of one step take: after it the sweep is taken for dead and the next one may try. */
const claimMilliseconds = 10 * 60_000;

/** Brings every redaction that is due a step further at Stripe, and says on the requests' pages how far that is. */
export async function sweepRedactions(shop: Shop): Promise<void> {
  for (const redaction of await selectDueRedactions(shop.database, shop.now, batchSize)) {
    try {
      if (!(await claimRedaction(shop.database, redaction, shop.now + claimMilliseconds))) continue;
      const next = await advanceRedaction(shop, redaction);
      await shop.database.batch([updateRedactionStatement(shop.database, next)]);
    } catch (error) {
      // One that fails must not keep the others from it; its claim runs out, and it is tried again.
      console.error({ message: 'A redaction did not get further', ...describeSurprise(error) });
    }
  }
  for (const request of await selectWaitingRequests(shop.database, batchSize)) await report(shop, request);
}

/** Only when Stripe has redacted every payment, it has answered. */
async function report(shop: Shop, request: WaitingRequest): Promise<void> {
  const state = standingOf(request);
  const words = inItsLanguage(request, () => wordsOf(request));
  if (state === request.state && words === request.words) return;
  const { database, now } = shop;
  const { request_number: requestNumber, subject_hash: subjectHash, kind, payments, done } = request;
  const recipient = setRecipientStatement(database, requestNumber, 'stripe', state, words, now);
  if (state === request.state) {
    await database.batch([recipient]);
    return;
  }
  await writeWithProof(
    shop,
    [recipient, insertStepStatement(database, requestNumber, 'recipient', `Stripe: ${words}`, now)],
    [
      {
        requestNumber,
        subjectHash,
        kind,
        step: `recipient-${state}`,
        details: { recipient: 'stripe', payments, done },
      },
    ],
  );
  if (state === 'acknowledged') await completeErasure(shop, requestNumber);
}

function standingOf({ payments, done, taken }: WaitingRequest): 'waiting' | 'told' | 'acknowledged' {
  if (done === payments) return 'acknowledged';
  return taken > 0 ? 'told' : 'waiting';
}

function wordsOf({ payments, done, next_try_at: nextTryAt, alarmed }: WaitingRequest): string {
  if (done === payments) return plural('Your payment is redacted.', 'All {1} payments are redacted.', payments);
  const so = plural('Your payment is not redacted yet.', '{2} of {1} payments are redacted.', payments, done);
  if (alarmed > 0) return paragraph([so, say`It takes longer than it should, and one of us is looking into it.`]);
  if (nextTryAt === null) return paragraph([so, say`We ask again by ourselves.`]);
  return paragraph([so, say`We ask again by ourselves, next on ${dayOf(nextTryAt)}.`]);
}
