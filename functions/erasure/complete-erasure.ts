import { phrase } from '../../src/words/say.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { selectRecipients } from '../recipients/queries.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import {
  insertStepStatement,
  refuseIfClosedStatement,
  selectRequest,
  setStateStatement,
  wasClosed,
} from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { isSettled } from './recipients.ts';

/** Ends the request of an erasure once every recipient has answered; before that it does nothing. Safe to call twice. */
export async function completeErasure(shop: Shop, requestNumber: string): Promise<'done' | 'not-yet'> {
  const { database, now } = shop;
  const request = await selectRequest(database, requestNumber);
  if (request?.state !== 'working') return 'not-yet';
  const rows = await selectRecipients(database, requestNumber);
  if (rows.length === 0 || !rows.every(isSettled)) return 'not-yet';
  // Of a child's report nobody is left to be written to: whoever reported it has had their letter.
  const isTold = request.kind === 'erasure' && request.email !== '';
  const statements = [
    refuseIfClosedStatement(database, requestNumber),
    setStateStatement(database, requestNumber, 'done', now),
    insertStepStatement(database, requestNumber, 'done', phrase`Everybody who had your data has answered.`, now),
    ...(isTold ? [insertMailStatement(database, 'erasure-done', request.email, requestNumber, now)] : []),
  ];
  const proof = { requestNumber, subjectHash: request.subject_hash, kind: request.kind, step: 'done' };
  try {
    await writeWithProof(shop, statements, [proof]);
  } catch (error) {
    if (wasClosed(error)) return 'done';
    throw error;
  }
  if (isTold) await announceMail(shop, mailIdOf('erasure-done', requestNumber));
  return 'done';
}
