import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { announceMail } from '../mail/announce-mail.ts';
import type { MailKind } from '../mail/letters.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { type Proof, writeWithProof } from '../register/write-with-proof.ts';
import type { Shop } from '../shop.ts';
import type { ActOutcome } from './act.ts';
import { addresseeOf } from './addressee.ts';
import {
  insertStepStatement,
  type PrivacyRequest,
  type RequestState,
  refuseIfClosedStatement,
  setStateStatement,
  wasClosed,
} from './queries.ts';

const stateOf = {
  done: 'done',
  choose: 'open',
  review: 'in-review',
  working: 'working',
} as const satisfies Record<ActOutcome['state'], RequestState>;

/** Writes down what an act has come to: state, step, proof, and with the end the letter. */
export async function settleRequest(shop: Shop, request: PrivacyRequest, outcome: ActOutcome): Promise<void> {
  const { database, now } = shop;
  await changeRequest(shop, request, {
    statements: [
      setStateStatement(database, request.number, stateOf[outcome.state], now),
      insertStepStatement(database, request.number, outcome.state, outcome.words, now),
    ],
    proof: { step: outcome.state },
    ...(outcome.state === 'done' && !outcome.isTold
      ? { letter: { kind: 'request-done', subjectId: request.number } }
      : {}),
  });
}

export interface RequestChange {
  readonly statements: readonly D1PreparedStatement[];
  readonly proof: Pick<Proof, 'step' | 'details'>;
  /** To whoever gets the letters about the request; nobody once their address was erased. */
  readonly letter?: { readonly kind: MailKind; readonly subjectId: string };
}

/**
 * Changes a request that runs: the change, its proof and its letter in one transaction.
 *
 * @returns 'closed', and nothing was written, when it has ended
 */
export async function changeRequest(
  shop: Shop,
  request: PrivacyRequest,
  { statements, proof, letter }: RequestChange,
): Promise<'changed' | 'closed'> {
  const { database, now } = shop;
  const { number: requestNumber, subject_hash: subjectHash, kind } = request;
  try {
    await writeWithProof(
      shop,
      [
        refuseIfClosedStatement(database, requestNumber),
        ...statements,
        ...(letter ? letterStatements(database, request, letter, now) : []),
      ],
      [{ requestNumber, subjectHash, kind, ...proof }],
    );
  } catch (error) {
    if (wasClosed(error)) return 'closed';
    throw error;
  }
  if (letter) await announceMail(shop, mailIdOf(letter.kind, letter.subjectId));
  return 'changed';
}

function letterStatements(
  database: D1Database,
  request: PrivacyRequest,
  { kind, subjectId }: NonNullable<RequestChange['letter']>,
  now: number,
): D1PreparedStatement[] {
  const email = addresseeOf(request);
  return email === '' ? [] : [insertMailStatement(database, kind, email, subjectId, now)];
}
