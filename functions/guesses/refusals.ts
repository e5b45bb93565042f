import type { Problem } from '../../src/api/answers.ts';
import { minutesInWords } from '../../src/words/in-units.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

/**
 * Of a guess that was not allowed: the same words whether or not there is anything to be guessed.
 *
 * @param retryAt as `claimGuess` gives it, milliseconds since the epoch
 */
export function tooManyGuesses(retryAt: number, now: number): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAt - now) / 1_000));
  const detail = say`Nothing was changed. Wait ${inWords(retryAfterSeconds)} and try again.`;
  return problem('too-many-requests', say`That was tried too often.`, detail, { retryAfterSeconds });
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 1 ? say`a minute` : minutesInWords(minutes);
}
