import type { Problem } from '../../src/api/answers.ts';
import { problem } from '../problem.ts';

export function noSuchBreach(): Problem {
  return problem('not-found', 'There is no breach of this number.', 'Nothing was changed.');
}

export function changedMeanwhile(): Problem {
  const detail = 'Somebody else has changed or closed it since you looked. Look at it again. Nothing was changed.';
  return problem('conflict', 'The breach is not what you saw.', detail);
}

export function notNow(title: string, detail: string): Problem {
  return problem('conflict', title, `${detail} Nothing was changed.`);
}
