/**
 * A request's page in words, for both who write them: the page's script, and the Worker for
 * a browser without one.
 */

import { requestKinds } from '../policy/request-kinds.ts';
import { type Phrase, phrase, say, sayKnown } from '../words/say.ts';
import { dayInWords } from './day-in-words.ts';
import type { RequestStateName, RequestView } from './request-answers.ts';
import { timeInWords } from './time-in-words.ts';

export interface PageLine {
  readonly title: string;
  readonly words: string;
}

export interface RequestPage {
  /** By the slot that they stand in; an empty one is hidden. */
  readonly texts: Readonly<Record<RequestText, string>>;
  /** The thread: as far as the request has come. */
  readonly progress: readonly { readonly name: string; readonly isReached: boolean; readonly isCurrent: boolean }[];
  readonly steps: readonly PageLine[];
  readonly messages: readonly PageLine[];
  readonly recipients: readonly PageLine[];
}

export const requestTexts = [
  'said',
  'next',
  'number',
  'asked',
  'words',
  'order',
  'received',
  'target',
  'due',
  'extension',
  'decision',
  'closed',
  'receipt',
] as const;

export type RequestText = (typeof requestTexts)[number];

/** Sections 4 and 12 of the policy: in every letter about a request, and on its page. */
export const complaintWords = phrase`If you are not satisfied with our response, you have the right to lodge a complaint with your local or national data protection authority (e.g., ICO in the UK, CNIL in France). You may also go to court.`;

export function describeRequest(view: RequestView): RequestPage {
  const stands = standsAt(view);
  return {
    texts: {
      ...stands,
      number: view.number,
      asked: sayKnown(requestKinds[view.kind].name),
      words: view.words,
      order: view.orderNumber,
      received: dayInWords(view.receivedAt),
      target: dayInWords(view.targetAt),
      due: dayInWords(view.extension?.until ?? view.dueAt),
      extension: view.extension ? say`First due on ${dayInWords(view.dueAt)}. ${view.extension.reason}` : '',
      decision: view.decision,
      closed: view.closedAt ? dayInWords(view.closedAt) : '',
      receipt: view.receipt,
    },
    progress: progressOf(view.state),
    steps: view.steps.map(({ words, at }) => ({ title: timeInWords(at), words })),
    messages: view.messages.map(({ author, words, at }) => ({
      title: author === 'person' ? say`You, ${timeInWords(at)}` : say`The house, ${timeInWords(at)}`,
      words,
    })),
    recipients: view.recipients.map(({ name, words, at }) => ({ title: say`${name}, ${timeInWords(at)}`, words })),
  };
}

/** Where it stands, and what that means for the person. */
function standsAt(view: RequestView): { readonly said: string; readonly next: string } {
  const last = view.steps.at(-1)?.words ?? '';
  switch (view.state) {
    case 'open':
      return { said: say`It waits for you.`, next: lastOf(view, 'choose') || last };
    case 'in-review':
      return { said: say`One of us is reading it.`, next: inTime(view) };
    case 'working':
      return { said: say`It is being done.`, next: inTime(view) };
    case 'done':
      return { said: say`It is done.`, next: lastOf(view, 'done') || last };
    case 'done-in-part':
      return { said: say`A part of it is done.`, next: say`What was not done, and why, is said below.` };
    case 'refused':
      return { said: say`We have refused it.`, next: say`Why is said below.` };
    case 'withdrawn':
      return { said: say`You took it back.`, next: say`Nothing more is done. You can ask again at any time.` };
  }
}

function lastOf(view: RequestView, step: string): string {
  return view.steps.findLast((taken) => taken.step === step)?.words ?? '';
}

function inTime(view: RequestView): string {
  if (view.isOverdue) return say`We are late, and that is our fault. Whoever answers for it has been told.`;
  return say`There is nothing that you need to do. We aim to answer by ${dayInWords(view.targetAt)}, and write to you.`;
}

const ends: Readonly<Partial<Record<RequestStateName, Phrase>>> = {
  'done-in-part': phrase`Done in part`,
  refused: phrase`Refused`,
  withdrawn: phrase`Taken back`,
};

function progressOf(state: RequestStateName): RequestPage['progress'] {
  const names = [say`Received`, say`Confirmed`, say`In hand`, say(ends[state] ?? phrase`Done`)];
  const isOver = state === 'done' || state in ends;
  const reached = isOver ? 3 : 2;
  return names.map((name, place) => ({ name, isReached: place <= reached, isCurrent: place === reached }));
}
