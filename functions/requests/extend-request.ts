import type { Problem } from '../../src/api/answers.ts';
import { type Extension, type ExtensionFault, judgeExtension, mostExtensionMonths } from '../../src/policy/deadline.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { inItsLanguage } from './in-its-language.ts';
import { extendStatement, insertStepStatement, selectRequest } from './queries.ts';
import { closedAlready, noSuchRequest } from './refusals.ts';
import { changeRequest } from './settle-request.ts';

const faults: Readonly<Record<ExtensionFault, string>> = {
  'already-due': 'It had to be told before the due date, which is over. Answer it now.',
  'already-extended': 'It was extended before, and that happens once.',
  'no-reason': 'The person is told why. Say it, for them.',
  'not-later': 'That is no later than the due date.',
  'too-long': `It may take ${mostExtensionMonths} further months at most.`,
};

/**
 * More time for a request that needs it: an exception, told to the person with its reason
 * before the due date, and counted as a miss. Article 12(3) GDPR.
 */
export async function extendRequest(shop: Shop, number: string, extension: Extension): Promise<Problem | undefined> {
  const { database, now } = shop;
  const request = await selectRequest(database, number);
  if (!request) return noSuchRequest();
  if (request.closed_at !== null) return closedAlready();
  const fault = judgeExtension(request, extension, now);
  if (fault) return problem('conflict', 'The request was not extended.', faults[fault]);
  const said = inItsLanguage(request, () => say`We need more time: ${extension.reason}`);
  const outcome = await changeRequest(shop, request, {
    statements: [
      extendStatement(database, number, extension.until, extension.reason, now),
      insertStepStatement(database, number, 'extended', said, now),
    ],
    proof: { step: 'extended', details: { until: extension.until } },
    letter: { kind: 'request-extended', subjectId: number },
  });
  return outcome === 'closed' ? closedAlready() : undefined;
}
