import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

/** Of a link that is forged, foreign, cut short or about a request that was deleted: nobody learns which. */
export function opensNothing(): Problem {
  const detail = say`Copy the whole link out of our letter. If it is lost, the page of requests sends a new code to your mailbox. Nothing was changed.`;
  return problem('not-found', say`This link opens no request.`, detail);
}

export function closedAlready(): Problem {
  const detail = say`It has ended, and what was decided stays as it is. Ask anew if there is more that you want.`;
  return problem('conflict', say`This request is closed.`, detail);
}

export function noSuchRequest(): Problem {
  return problem('not-found', say`There is no request of this number.`, say`Nothing was changed.`);
}
