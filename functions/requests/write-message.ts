import type { Problem } from '../../src/api/answers.ts';
import { isNothingHeld } from '../../src/api/correction-form.ts';
import { phrase, say } from '../../src/words/say.ts';
import { isProblem, problem } from '../problem.ts';
import { viewCorrectable } from '../rectification/view-correctable.ts';
import type { Shop } from '../shop.ts';
import {
  insertMessageStatement,
  insertStepStatement,
  type PrivacyRequest,
  setStateStatement,
  wereTooMany,
} from './queries.ts';
import { closedAlready } from './refusals.ts';
import { changeRequest } from './settle-request.ts';

/** Of each side about one request: more is an exchange of letters, for which there is the privacy address. */
export const mostMessages = 50;

/** The person writes about their request. */
export async function writeMessage(shop: Shop, request: PrivacyRequest, words: string): Promise<Problem | undefined> {
  if (words === '') return problem('invalid-request', say`Nothing was sent yet.`, say`Write something first.`);
  const outcome = await insertMessage(shop, request, { author: 'person', words }, await isForUsNow(shop, request));
  return outcome === 'closed' ? closedAlready() : outcome;
}

/** Where nothing stands that one could correct by oneself, writing is the answer that the request waited for. */
async function isForUsNow(shop: Shop, request: PrivacyRequest): Promise<boolean> {
  if (request.kind !== 'rectification' || request.state !== 'open') return false;
  const view = await viewCorrectable(shop, request);
  return !isProblem(view) && isNothingHeld(view);
}

/** A person of the house writes about a request; the person gets it as a letter too. */
export async function insertMessage(
  shop: Shop,
  request: PrivacyRequest,
  { author, words }: { readonly author: 'person' | 'house'; readonly words: string },
  isForUs = false,
): Promise<'closed' | Problem | undefined> {
  const { database, now } = shop;
  const id = crypto.randomUUID();
  const message = { id, request_number: request.number, author, words, written_at: now };
  const said = author === 'person' ? phrase`You wrote to us.` : phrase`We wrote to you.`;
  const step = author === 'person' ? 'message' : 'answered';
  try {
    const outcome = await changeRequest(shop, request, {
      statements: [
        insertMessageStatement(database, message, mostMessages),
        insertStepStatement(database, request.number, step, said, now),
        ...(isForUs ? [setStateStatement(database, request.number, 'in-review', now)] : []),
      ],
      proof: { step },
      ...(author === 'house' ? { letter: { kind: 'request-answered', subjectId: id } } : {}),
    });
    return outcome === 'closed' ? 'closed' : undefined;
  } catch (error) {
    if (!wereTooMany(error)) throw error;
    const detail = say`A request’s page holds ${mostMessages} messages. Nothing was lost: write to the privacy address and name the request.`;
    return problem('too-many-requests', say`This page is full.`, detail);
  }
}
