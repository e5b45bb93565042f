import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { eraseFor } from '../erasure/confirm-erasure.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { problem } from '../problem.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import {
  insertStepStatement,
  type PrivacyRequest,
  refuseIfClosedStatement,
  setStateStatement,
  wasClosed,
} from '../requests/queries.ts';
import { liftRestriction } from '../restriction/lift-restriction.ts';
import type { Shop } from '../shop.ts';

export interface ChildReportDecision {
  /** `keep`: it is no child's data, so it is used again once its owner has been told. */
  readonly outcome: 'delete' | 'keep';
  /** Why, for the request's page. */
  readonly words: string;
}

/** One of the house has looked at a report. Safe to call again. */
export async function confirmChildReport(
  shop: Shop,
  request: PrivacyRequest,
  decision: ChildReportDecision,
): Promise<'deleted' | 'kept' | Problem> {
  if (request.kind !== 'child-report') {
    return problem('not-allowed', say`This is no report of a child’s data.`, say`Nothing was deleted.`);
  }
  if (decision.outcome === 'delete') {
    const erased = await eraseFor(shop, request);
    return 'code' in erased ? erased : 'deleted';
  }
  await keep(shop, request, decision.words);
  await liftRestriction(shop, request.number);
  return 'kept';
}

async function keep(shop: Shop, request: PrivacyRequest, words: string): Promise<void> {
  const { database, now } = shop;
  const { number, subject_hash: subjectHash, kind, asker_email: reporter } = request;
  const statements = [
    refuseIfClosedStatement(database, number),
    insertStepStatement(database, number, 'decided', words, now),
    setStateStatement(database, number, 'refused', now),
    ...(reporter ? [insertMailStatement(database, 'child-report-answered', reporter, number, now)] : []),
  ];
  try {
    await writeWithProof(shop, statements, [{ requestNumber: number, subjectHash, kind, step: 'refused' }]);
  } catch (error) {
    if (wasClosed(error)) return;
    throw error;
  }
  if (reporter) await announceMail(shop, mailIdOf('child-report-answered', number));
}
