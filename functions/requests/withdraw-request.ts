import type { Problem } from '../../src/api/answers.ts';
import { phrase, say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { insertStepStatement, type PrivacyRequest, setStateStatement } from './queries.ts';
import { closedAlready } from './refusals.ts';
import { changeRequest } from './settle-request.ts';

/**
 * Whether the person may take it back. Not a report about a child, which somebody has to
 * look at now, and not what recipients are being told already.
 */
export function mayWithdraw(request: PrivacyRequest): boolean {
  return request.closed_at === null && request.kind !== 'child-report' && request.state !== 'working';
}

/** The person takes their request back. */
export async function withdrawRequest(shop: Shop, request: PrivacyRequest): Promise<Problem | undefined> {
  if (request.closed_at !== null) return closedAlready();
  if (!mayWithdraw(request)) {
    const detail = say`It is being carried out, or one of us has to look at it now. Write to us on its page.`;
    return problem('conflict', say`This can’t be taken back any more.`, detail);
  }
  const { database, now } = shop;
  const outcome = await changeRequest(shop, request, {
    statements: [
      setStateStatement(database, request.number, 'withdrawn', now),
      insertStepStatement(database, request.number, 'withdrawn', phrase`You took it back. Nothing more is done.`, now),
    ],
    proof: { step: 'withdrawn' },
    letter: { kind: 'request-closed', subjectId: request.number },
  });
  return outcome === 'closed' ? closedAlready() : undefined;
}
