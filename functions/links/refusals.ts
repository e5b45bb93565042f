import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

/** The same whether the address, the code or the letter’s age is wrong. */
export function wrongCode(): Problem {
  const detail = say`Look at the newest letter from us: its code works for a day, with the address that it was sent to, and can be tried five times an hour. Nothing was changed.`;
  return problem('not-found', say`This code does not fit.`, detail);
}

export function tooManyLetters(waitMilliseconds: number): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMilliseconds / 1_000));
  const detail = say`We have just sent several letters to this address. Please look there, or try again in an hour.`;
  return problem('too-many-requests', say`That was asked too often.`, detail, { retryAfterSeconds });
}
