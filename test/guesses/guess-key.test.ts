import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { guessKey } from '../../functions/guesses/guess-key.ts';

const secret = 'a secret of thirty-two characters.';
const address = 'ada@example.com';

test('a counter’s name is the keyed hash of what is guessed at, and says nothing of it', async () => {
  const expected = createHmac('sha256', secret).update(`guess:v1:sign-in:${address}`).digest('hex');
  expect(await guessKey(secret, 'sign-in', address)).toBe(expected);
});

test('another address, kind or secret is another counter', async () => {
  const keys = await Promise.all([
    guessKey(secret, 'sign-in', address),
    guessKey(secret, 'sign-in', 'grace@example.com'),
    guessKey(secret, 'step-up', address),
    guessKey('another secret of thirty-two chars.', 'sign-in', address),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(['', 'sign-in:x', 'Sign-in', 'sign in', '-'])(
  'a kind called %j is refused: it might be taken for a part of another’s value',
  async (kind) => {
    await expect(guessKey(secret, kind, address)).rejects.toThrow(RangeError);
  },
);
