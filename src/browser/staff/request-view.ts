/** A request in the desk's words and parts. */

import { dayInWords } from '../../api/day-in-words.ts';
import type { DeskRequest } from '../../api/desk-answers.ts';
import { timeInWords } from '../../api/time-in-words.ts';
import { copyOf, part, setText } from '../part.ts';
import { dueWords, stateWords, waitsWords } from './desk-words.ts';

const askers = {
  person: 'the person',
  agent: 'an agent, for the person',
  reporter: 'somebody who reports it',
  staff: 'the person, by e-mail to us',
} as const satisfies Record<DeskRequest['asker'], string>;

const verified = {
  mailbox: 'They confirmed it from that mailbox',
  account: 'They were signed in, and showed again that it was them',
  staff: 'One of us made sure, and answers for it',
} as const satisfies Record<DeskRequest['verifiedBy'], string>;

const recipientWords = {
  waiting: 'To be told',
  told: 'Told, and has not answered',
  acknowledged: 'Has done it',
  explained: 'Has nothing to do, or can’t',
} as const satisfies Record<DeskRequest['recipients'][number]['state'], string>;

export function drawRequest(root: ParentNode, request: DeskRequest): void {
  setText(part(root, 'title', HTMLElement), request.name);
  const { when, on } = dueWords(request, Date.now());
  part(root, 'request', HTMLElement).dataset['standing'] = request.standing;
  setText(part(root, 'when', HTMLElement), when);
  setText(part(root, 'on', HTMLElement), on);
  setText(part(root, 'standing', HTMLElement), standingWords(request));
  setText(part(root, 'words', HTMLElement), request.words || 'They wrote nothing more.');
  drawFacts(root, request);
  drawHeld(root, request);
  drawEntries(
    root,
    'messages',
    request.messages.map(({ author, at, words }) => ({
      title: `${author === 'person' ? 'They wrote' : 'We wrote'}, ${timeInWords(at)}`,
      words,
    })),
  );
  drawEntries(
    root,
    'recipients',
    request.recipients.map(({ name, state, words, updatedAt }) => ({
      title: `${name}. ${recipientWords[state]}, ${dayInWords(updatedAt)}`,
      words,
    })),
  );
  drawEntries(
    root,
    'steps',
    request.steps.map(({ at, words }) => ({ title: timeInWords(at), words })),
  );
}

function standingWords({ number, state, waitsFor, closedAt }: DeskRequest): string {
  return [number, stateWords[state], closedAt ? '' : waitsWords[waitsFor]].filter(Boolean).join('. ');
}

function drawFacts(root: ParentNode, request: DeskRequest): void {
  const { restriction, extendedTo, decidedAt } = request;
  const facts: readonly (readonly [string, string])[] = [
    ['About', request.email || 'Nobody that is known any more'],
    ['Asked by', [askers[request.asker], request.askerEmail].filter(Boolean).join(', ')],
    ['What was verified', verified[request.verifiedBy]],
    ['Order', request.orderNumber],
    ['Received', dayInWords(request.receivedAt)],
    ['Confirmed', dayInWords(request.confirmedAt)],
    ['We aim to answer by', dayInWords(request.targetAt)],
    ['We must by', dayInWords(request.firstDueAt)],
    ['Extended to', extendedTo ? `${dayInWords(extendedTo)}. ${request.extensionReason}` : ''],
    ['Restricted', restriction ? restrictionWords(restriction) : ''],
    ['Decided', decidedAt ? `${dayInWords(decidedAt)}. ${request.decision}` : ''],
  ];
  const list = part(root, 'facts', HTMLElement);
  list.replaceChildren(...facts.filter(([, value]) => value !== '').map(([name, value]) => fact(root, name, value)));
}

function restrictionWords({ reason, since, toldAt, liftedAt }: NonNullable<DeskRequest['restriction']>): string {
  const begun = `Since ${dayInWords(since)}, ${reason === 'asked' ? 'as was asked' : 'by the report'}`;
  if (liftedAt) return `${begun}, until ${dayInWords(liftedAt)}`;
  return toldAt ? `${begun}. The person was written to on ${dayInWords(toldAt)} that it ends` : begun;
}

/** Counts alone: what stands in the rows is nothing that a decision needs. */
function drawHeld(root: ParentNode, { held, email }: DeskRequest): void {
  part(root, 'held-part', HTMLElement).hidden = held === undefined && email !== '';
  const rows = held ?? [];
  setText(part(root, 'held-said', HTMLElement), rows.length === 0 ? 'Nothing that leads to them is here.' : '');
  part(root, 'held', HTMLElement).replaceChildren(
    ...rows.map(({ holds, rows: count }) => fact(root, holds, count === 1 ? '1 row' : `${count} rows`)),
  );
}

function drawEntries(root: ParentNode, name: string, entries: readonly { title: string; words: string }[]): void {
  const list = part(root, name, HTMLElement);
  list.replaceChildren(
    ...entries.map(({ title, words }) => {
      const element = copyOf(root, 'entry');
      setText(part(element, 'title', HTMLElement), title);
      setText(part(element, 'text', HTMLElement), words);
      return element;
    }),
  );
  const section = list.closest('section');
  if (section) section.hidden = entries.length === 0;
}

function fact(root: ParentNode, name: string, value: string): HTMLElement {
  const element = copyOf(root, 'fact');
  for (const [selector, text] of [
    ['dt', name],
    ['dd', value],
  ] as const) {
    const child = element.querySelector(selector);
    if (child) setText(child, text);
  }
  return element;
}
