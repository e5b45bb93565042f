import { orderLines } from '../../src/api/correction-form.ts';
import { dayInWords } from '../../src/api/day-in-words.ts';
import { complaintWords } from '../../src/api/request-page.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { requestKinds } from '../../src/policy/request-kinds.ts';
import { contacts } from '../../src/policy/rights.ts';
import { minutesInWords } from '../../src/words/in-units.ts';
import { say, sayKnown } from '../../src/words/say.ts';
import { codeOfLink, linkLifeMinutes, tokenOfLink } from '../links/one-time-link.ts';
import { type OneTimeLink, selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { type AddedCorrection, selectAddedCorrections } from '../rectification/queries.ts';
import { selectReceipt } from '../register/queries.ts';
import type { Shop } from '../shop.ts';
import { selectUnconfirmed, type UnconfirmedRequest } from './intake/queries.ts';
import { type PrivacyRequest, selectMessage, selectRequest, selectSteps } from './queries.ts';
import { signRequestLink } from './request-link.ts';

/** The mailbox's yes. It never says what the house knows of the address, because nobody has looked yet. */
export async function confirmRequestLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const link = await selectLink(shop.database, row.subject_id);
  const request = link && (await selectUnconfirmed(shop.database, link.subject_id));
  if (!request) return undefined;
  const token = await tokenOfLink(shop, link.id);
  return composeLetter({
    subject: say`Is this request yours?`,
    parts: [
      paragraph(whoAsks(request)),
      paragraph(say`What was asked: “${sayKnown(requestKinds[request.kind].name)}”.`),
      {
        kind: 'act',
        label: say`See it and confirm`,
        address: addressOf(shop, paths.privacyRequestConfirm(token)),
        note: say`The link works once, for ${lifeInWords(link)}.`,
      },
      ...(await codeParts(shop, link)),
      paragraph(
        say`If it is not yours, do nothing: without your yes nobody’s data is looked at or touched, and the request is deleted. We never ask for a passport or an identity card.`,
      ),
      questions(),
    ],
  });
}

/** To an agent: that the person was written to, and nothing about the person. */
export async function agentToldLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectUnconfirmed(shop.database, row.subject_id);
  if (!request) return undefined;
  return composeLetter({
    subject: say`We have asked the person you act for`,
    parts: [
      paragraph(
        say`You asked us, for somebody else: “${sayKnown(requestKinds[request.kind].name)}”. We have written to the address that you gave, and go on when the person confirms it from there. The answer goes to the person.`,
      ),
      paragraph(
        say`If this was not you, there is nothing to do. Somebody typed your address in the place of their own.`,
      ),
      questions(),
    ],
  });
}

export async function seeRequestLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const link = await selectLink(shop.database, row.subject_id);
  const request = link && (await selectRequest(shop.database, link.subject_id));
  if (!request) return undefined;
  return composeLetter({
    subject: say`A code for your request ${request.number}`,
    parts: [
      ...(await codeParts(shop, link)),
      paragraph(say`It works once, for ${lifeInWords(link)}. If you did not ask for it, there is nothing to do.`),
      ...(await pageParts(shop, request)),
    ],
  });
}

/** Not sent where the request was done before this could be: the letter that it is done says all of it. */
export async function requestReceivedLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  if (!request || request.closed_at !== null) return undefined;
  return composeLetter({
    subject: say`Your request ${request.number}`,
    parts: [
      paragraph(
        say`You asked: “${sayKnown(requestKinds[request.kind].name)}”. It reached us on ${dayInWords(request.received_at)}.`,
      ),
      paragraph(await newestWords(shop, request)),
      paragraph(dueWords(request)),
      ...(await pageParts(shop, request)),
    ],
  });
}

/** Done, done in part, refused, or taken back. */
export async function requestClosedLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  if (!request) return undefined;
  const entry = await selectReceipt(shop.database, request.number);
  return composeClosed(shop, request, {
    said: await newestWords(shop, request),
    register: entry?.hash ?? '',
    added: request.kind === 'rectification' ? await selectAddedCorrections(shop.database, request.number) : [],
  });
}

interface Ended {
  readonly said: string;
  /** The hash of its newest entry there. */
  readonly register: string;
  /** Beside an invoice: the person reads what it now says there, and keeps it with the invoice. */
  readonly added?: readonly AddedCorrection[];
}

/** The letter about a request as it is, or as it would be once it is closed so: the desk shows it before. */
export async function composeClosed(
  shop: Shop,
  request: PrivacyRequest,
  { said, register, added = [] }: Ended,
): Promise<Letter> {
  return composeLetter({
    subject:
      request.state === 'done'
        ? say`Your request ${request.number} is done`
        : say`Your request ${request.number} is closed`,
    parts: [
      paragraph(say`You asked: “${sayKnown(requestKinds[request.kind].name)}”.`),
      paragraph(sayKnown(said)),
      ...paragraphs(request.decision),
      ...addedParts(added),
      receiptPart(shop, request, register),
      ...(await pageParts(shop, request)),
    ],
  });
}

export async function requestAnsweredLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const message = await selectMessage(shop.database, row.subject_id);
  const request = message && (await selectRequest(shop.database, message.request_number));
  return request ? composeAnswered(shop, request, message.words) : undefined;
}

export async function composeAnswered(shop: Shop, request: PrivacyRequest, words: string): Promise<Letter> {
  return composeLetter({
    subject: say`About your request ${request.number}`,
    parts: [
      ...paragraphs(words),
      paragraph(say`You can answer on the page of your request.`),
      ...(await pageParts(shop, request)),
    ],
  });
}

export async function requestExtendedLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  if (!request || request.extended_to === null) return undefined;
  return composeExtended(shop, request, request.extended_to);
}

export async function composeExtended(shop: Shop, request: PrivacyRequest, until: number): Promise<Letter> {
  return composeLetter({
    subject: say`Your request ${request.number} takes longer`,
    parts: [
      paragraph(
        say`We can’t answer by ${dayInWords(request.due_at)}, and are sorry. The reason: ${request.extension_reason}`,
      ),
      paragraph(say`You have the answer by ${dayInWords(until)} at the latest.`),
      ...(await pageParts(shop, request)),
    ],
  });
}

/** To the house: `subject_id` is the number, what is to be said, and the date that it is about. Nobody is named. */
export async function requestWarningLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const [number = '', warning, date = ''] = row.subject_id.split(':');
  const request = await selectRequest(shop.database, number);
  if (!request || request.closed_at !== null) return undefined;
  const isOver = warning === 'overdue';
  return composeLetter({
    subject: isOver ? `Overdue: request ${number}` : `Due soon: request ${number}`,
    parts: [
      paragraph(
        isOver
          ? `Request ${number} was due on ${dayInWords(date)} and is not answered. Answer it now.`
          : `Request ${number} is due on ${dayInWords(date)} and is not answered.`,
      ),
    ],
  });
}

function questions(): LetterPart {
  return paragraph(say`Questions: ${contacts.privacyEmail}`);
}

function paragraphs(words: string): LetterPart[] {
  return words.split(/\n{2,}/).map(paragraph);
}

function paragraph(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function whoAsks({ asker, asker_email }: UnconfirmedRequest): string {
  switch (asker) {
    case 'person':
      return say`Somebody, we hope you, asked this of us with your address.`;
    case 'agent':
      return say`Somebody who writes from ${asker_email} asked this of us for you. It is only done if you want it.`;
    case 'reporter':
      return say`Somebody, we hope you, reported with this address that a child has given us data.`;
    case 'staff':
      return say`You wrote to us, and this is what we understood. Please confirm that it came from you.`;
  }
}

/** For a browser without scripts, and for whoever reads their mail elsewhere. */
async function codeParts(shop: Shop, link: OneTimeLink): Promise<LetterPart[]> {
  const typedAt = `${addressOf(shop, apiPaths.requestConfirm)}?link=${link.id}`;
  return [
    {
      kind: 'code',
      label: say`Or type this code on the page that you came from:`,
      code: await codeOfLink(shop, link.id),
    },
    { kind: 'small', words: say`If that page is closed, it can be typed here: ${typedAt}`, address: typedAt },
  ];
}

function lifeInWords({ purpose }: OneTimeLink): string {
  return minutesInWords(linkLifeMinutes[purpose]);
}

async function newestWords(shop: Shop, request: PrivacyRequest): Promise<string> {
  const steps = await selectSteps(shop.database, request.number, 300);
  return sayKnown(steps.findLast(({ step }) => step !== 'received' && step !== 'confirmed')?.words ?? '');
}

function dueWords({ target_at, due_at }: PrivacyRequest): string {
  return say`We aim to answer by ${dayInWords(target_at)}, and must by ${dayInWords(due_at)}.`;
}

function addedParts(added: readonly AddedCorrection[]): LetterPart[] {
  const orders = [...new Set(added.map(({ order_number }) => order_number))];
  return orders.map((order) => ({
    kind: 'lines',
    title: say`Added to the invoice of order ${order}`,
    lines: added.flatMap(({ order_number, field, words }) =>
      order_number === order ? [say`${sayKnown(orderLines[field].label)}: ${words}`] : [],
    ),
  }));
}

/** Number, kind, dates, and the hash of its last entry in the register: proof that the person can keep. */
function receiptPart(shop: Shop, request: PrivacyRequest, register: string): LetterPart {
  return {
    kind: 'lines',
    title: say`Receipt`,
    lines: [
      say`${request.number}, ${sayKnown(requestKinds[request.kind].name)}`,
      say`Received ${dayInWords(request.received_at)}, confirmed ${dayInWords(request.confirmed_at)}`,
      say`Due ${dayInWords(request.due_at)}, closed ${dayInWords(request.closed_at ?? shop.now)}`,
      say`Register: ${register}`,
    ],
  };
}

/** At the end of every letter about a request: its page, its deadline, and who else may be asked. */
async function pageParts(shop: Shop, request: PrivacyRequest): Promise<LetterPart[]> {
  const link = await signRequestLink(shop.config.privacySecret, request.number);
  const due = dayInWords(request.extended_to ?? request.due_at);
  return [
    {
      kind: 'act',
      label: say`See your request`,
      address: addressOf(shop, paths.privacyRequestStatus(link)),
      note: say`Whoever has this link sees the request, so keep it.`,
    },
    {
      kind: 'small',
      words: request.closed_at === null ? say`The answer is due by ${due}.` : say`The answer was due by ${due}.`,
    },
    { kind: 'small', words: say(complaintWords) },
    questions(),
  ];
}

function addressOf(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
