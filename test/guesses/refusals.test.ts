import { expect, test } from 'vitest';
import { tooManyGuesses } from '../../functions/guesses/refusals.ts';
import { problemResponse } from '../../functions/problem.ts';

const now = Date.UTC(2026, 10, 24);

test.each([
  [1, 1, 'Wait a minute and'],
  [60_000, 60, 'Wait a minute and'],
  [60_001, 61, 'Wait 2 minutes and'],
  [15 * 60_000, 900, 'Wait 15 minutes and'],
  [24 * 60 * 60_000, 86_400, 'Wait 24 hours and'],
  // Another machine's clock may be ahead of ours.
  [-5_000, 1, 'Wait a minute and'],
])('a guess too many, %i ms before the next one, says when to come back', async (milliseconds, seconds, words) => {
  const response = problemResponse(tooManyGuesses(now + milliseconds, now));
  expect(response.status).toBe(429);
  expect(response.headers.get('Retry-After')).toBe(String(seconds));
  const refusal = { code: 'too-many-requests', retryAfterSeconds: seconds, detail: expect.stringContaining(words) };
  expect(await response.json()).toMatchObject(refusal);
});
