import type { Problem } from '../../src/api/answers.ts';
import type { RequestView } from '../../src/api/request-answers.ts';
import { deadlineOf } from '../../src/policy/deadline.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { sayKnown } from '../../src/words/say.ts';
import { selectReceipt } from '../register/queries.ts';
import type { Shop } from '../shop.ts';
import { offersFor } from './offers.ts';
import { type PrivacyRequest, selectMessages, selectRequest, selectSteps, selectTold } from './queries.ts';
import { opensNothing } from './refusals.ts';
import { readRequestLink } from './request-link.ts';
import { mayWithdraw } from './withdraw-request.ts';
import { mostMessages } from './write-message.ts';

/** More than a request ever has: messages of both sides, and what they and the acts leave behind. */
const mostSteps = 300;

/** The request that a signed link opens. A link that isn't ours costs the same look-up as one that is. */
export async function openRequest(shop: Shop, link: string): Promise<PrivacyRequest | Problem> {
  const number = (await readRequestLink(shop.config.privacySecret, link)) ?? 'PR-0000-0000';
  return (await selectRequest(shop.database, number)) ?? opensNothing();
}

/** What the holder of the link may see: where it stands, and everything that happened to it. */
export async function viewRequest(shop: Shop, request: PrivacyRequest): Promise<RequestView> {
  const { database } = shop;
  const { number } = request;
  const [steps, messages, told, receipt, choices] = await Promise.all([
    selectSteps(database, number, mostSteps),
    selectMessages(database, number, 2 * mostMessages),
    selectTold(database, number),
    selectReceipt(database, number),
    offersFor(shop, request),
  ]);
  return {
    number,
    kind: request.kind,
    state: request.state,
    orderNumber: request.order_number,
    words: request.words,
    receivedAt: iso(request.received_at),
    targetAt: iso(request.target_at),
    dueAt: iso(request.due_at),
    ...extensionOf(request),
    isOverdue: request.closed_at === null && shop.now >= deadlineOf(request),
    decision: request.decision,
    ...(request.closed_at === null ? {} : { closedAt: iso(request.closed_at) }),
    steps: steps.map(({ step, words, at }) => ({ step, words: sayKnown(words), at: iso(at) })),
    messages: messages.map(({ author, words, written_at }) => ({ author, words, at: iso(written_at) })),
    recipients: told.map(({ recipient, words, updated_at }) => ({
      name: nameOf(recipient),
      words,
      at: iso(updated_at),
    })),
    choices,
    mayWrite: request.closed_at === null,
    mayWithdraw: mayWithdraw(request),
    receipt: receipt?.hash ?? '',
  };
}

function extensionOf({ extended_to, extension_reason }: PrivacyRequest): Pick<RequestView, 'extension'> {
  return extended_to === null ? {} : { extension: { until: iso(extended_to), reason: extension_reason } };
}

/** In the words of section 5 where it is one of its recipients. */
function nameOf(recipient: string): string {
  const declared = Object.entries(recipients).find(([id]) => id === recipient)?.[1];
  return sayKnown(declared?.name ?? recipient);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
