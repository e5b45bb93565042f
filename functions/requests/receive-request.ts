import { requestDeadlines } from '../../src/policy/deadline.ts';
import { language } from '../../src/words/language.ts';
import { phrase } from '../../src/words/say.ts';
import { describeSurprise } from '../describe-surprise.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { addresseeOf } from './addressee.ts';
import { fulfilRequest } from './fulfil.ts';
import { deleteUnconfirmedStatement } from './intake/queries.ts';
import {
  insertMessageStatement,
  insertRequestStatement,
  insertStepStatement,
  isRunningAlready,
  type NewRequest,
  type PrivacyRequest,
  selectRequest,
  selectRunningRequest,
  wereTooMany,
} from './queries.ts';
import { mostMessages } from './write-message.ts';

export interface ReceivedRequest {
  readonly number: string;
  readonly kind: PrivacyRequest['kind'];
  readonly email: string;
  readonly asker: PrivacyRequest['asker'];
  readonly askerEmail: string;
  readonly verifiedBy: PrivacyRequest['verified_by'];
  readonly orderNumber: string;
  readonly words: string;
  /** When it reached the house, from which every date counts. Milliseconds since the epoch. */
  readonly receivedAt: number;
}

const confirmedWords = {
  mailbox: phrase`It was confirmed from the mailbox.`,
  account: phrase`You asked while signed in, and showed that it was you.`,
  staff: phrase`One of us has looked at who asks.`,
} as const satisfies Record<PrivacyRequest['verified_by'], string>;

/**
 * A request whose sender is verified: writes it down with its dates and carries it out. A
 * repeat finds the one that is running, whose words it adds to.
 *
 * @returns the number of the request that now runs
 */
export async function receiveRequest(shop: Shop, received: ReceivedRequest): Promise<string> {
  const subject = await subjectOf(shop, received);
  const running = await selectRunningRequest(shop.database, subject, received.kind);
  if (running) return joinRunning(shop, running, received);
  try {
    await writeDown(shop, received, subject);
  } catch (error) {
    // Two confirmations at once: the second one finds the first one's request.
    const first = isRunningAlready(error) && (await selectRunningRequest(shop.database, subject, received.kind));
    if (!first) throw error;
    return joinRunning(shop, first, received);
  }
  await carryOut(shop, received.number);
  await announceMail(shop, mailIdOf('request-received', received.number));
  return received.number;
}

/**
 * Two who report the same child must not read each other's words, so the second report is a
 * request of its own; so is one that knows no address.
 */
async function subjectOf(shop: Shop, { number, kind, email, asker, askerEmail }: ReceivedRequest): Promise<string> {
  const { privacySecret } = shop.config;
  if (asker !== 'reporter') return subjectHash(privacySecret, email);
  if (email === '') return subjectHash(privacySecret, number);
  const subject = await subjectHash(privacySecret, email);
  const running = await selectRunningRequest(shop.database, subject, kind);
  const isAnother = running !== null && running.asker_email !== askerEmail;
  return isAnother ? subjectHash(privacySecret, `${askerEmail} on ${email}`) : subject;
}

async function writeDown(shop: Shop, received: ReceivedRequest, subject: string): Promise<void> {
  const { database, now } = shop;
  const { targetAt, dueAt } = requestDeadlines(received.receivedAt);
  const request: NewRequest = {
    number: received.number,
    kind: received.kind,
    email: received.email,
    subject_hash: subject,
    asker: received.asker,
    asker_email: received.askerEmail,
    verified_by: received.verifiedBy,
    order_number: received.orderNumber,
    words: received.words,
    received_at: received.receivedAt,
    confirmed_at: now,
    target_at: targetAt,
    due_at: dueAt,
    language: language(),
  };
  const { number: requestNumber, kind } = received;
  const proof = { requestNumber, subjectHash: subject, kind };
  await writeWithProof(
    shop,
    [
      insertRequestStatement(database, request),
      insertStepStatement(database, requestNumber, 'received', phrase`Your request reached us.`, received.receivedAt),
      insertStepStatement(database, requestNumber, 'confirmed', confirmedWords[received.verifiedBy], now),
      deleteUnconfirmedStatement(database, requestNumber),
      insertMailStatement(database, 'request-received', addresseeOf(request), requestNumber, now),
    ],
    [
      { ...proof, step: 'received', details: { receivedAt: received.receivedAt, dueAt } },
      { ...proof, step: 'confirmed', details: { by: received.verifiedBy } },
    ],
  );
}

/** What was written with the repeat is a message about the one that runs, as long as that has room for one. */
async function joinRunning(shop: Shop, running: PrivacyRequest, received: ReceivedRequest): Promise<string> {
  const { database, now } = shop;
  const { number: requestNumber, subject_hash: subject, kind } = running;
  const proof = { requestNumber, subjectHash: subject, kind, step: 'repeated' };
  const statements = [
    deleteUnconfirmedStatement(database, received.number),
    insertStepStatement(database, requestNumber, 'repeated', phrase`You asked again. It is the same request.`, now),
  ];
  const message = { id: received.number, request_number: requestNumber, author: 'person', written_at: now } as const;
  const written = insertMessageStatement(database, { ...message, words: received.words }, mostMessages);
  try {
    await writeWithProof(shop, received.words ? [...statements, written] : statements, [proof]);
  } catch (error) {
    if (!wereTooMany(error)) throw error;
    await writeWithProof(shop, statements, [proof]);
  }
  return requestNumber;
}

/** What fails here is not the person's to do again: the sweep carries it out. */
async function carryOut(shop: Shop, number: string): Promise<void> {
  try {
    const request = await selectRequest(shop.database, number);
    if (request) await fulfilRequest(shop, request);
  } catch (error) {
    console.error({ message: 'A request was not carried out at once; the sweep does it', ...describeSurprise(error) });
  }
}
