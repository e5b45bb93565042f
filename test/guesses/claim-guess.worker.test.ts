import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimGuess, forgiveGuesses, type GuessClaim } from '../../functions/guesses/claim-guess.ts';
import { guessKey } from '../../functions/guesses/guess-key.ts';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { retention } from '../../src/policy/retention.ts';
import { launchBundle } from '../local/launch-bundle.ts';
import { migrate } from '../local/migrate.ts';
import { type Database, reachDatabase } from '../local/reach-database.ts';
import { count } from '../retention/database.ts';
import { tablesAsText } from '../security/canaries.ts';
import { limit } from './guess-worker.ts';

const secret = 'a secret of thirty-two characters.';
const minute = 60_000;
const now = Date.UTC(2026, 10, 24, 9, 30);

let worker: Miniflare;
let database: Database;
let key: string;
beforeAll(async () => {
  worker = await launchBundle(new URL('guess-worker.ts', import.meta.url));
  database = await reachDatabase(worker, 'DB');
  await migrate(database);
  key = await guessKey(secret, 'sign-in', 'ada@example.com');
});
afterAll(() => worker.dispose());
beforeEach(async () => {
  await database.prepare('DELETE FROM guess_counters').run();
});

/** How many are allowed of those that the Worker asks for at once. */
async function claimAtOnce(amount: number, at = now, keyHash = key): Promise<number> {
  const body = JSON.stringify({ key: keyHash, amount, at });
  const response = await worker.dispatchFetch('http://worker.example', { method: 'POST', body });
  const claims = (await response.json()) as readonly GuessClaim[];
  expect(claims).toHaveLength(amount);
  return claims.filter(({ allowed }) => allowed).length;
}

test('of fifty guesses at once exactly five are allowed', async () => {
  expect(await claimAtOnce(50)).toBe(5);
  expect(await claimAtOnce(50, now + minute)).toBe(0);
});

test('five are allowed one after another, and the sixth is told when to come back', async () => {
  for (let guess = 0; guess < 5; guess += 1) {
    expect(await claimGuess(database, key, limit, now + guess)).toEqual({ allowed: true, retryAt: now + 15 * minute });
  }
  expect(await claimGuess(database, key, limit, now + minute)).toEqual({ allowed: false, retryAt: now + 15 * minute });
});

test('the window ends to the millisecond, however often it was tried meanwhile, and the next one counts anew', async () => {
  await claimAtOnce(50);
  const end = now + 15 * minute;
  expect(await claimGuess(database, key, limit, end - 1)).toEqual({ allowed: false, retryAt: end });
  expect(await claimGuess(database, key, limit, end)).toEqual({ allowed: true, retryAt: end + 15 * minute });
  expect(await claimAtOnce(50, end)).toBe(4);
});

test('fifty at once open one new window, not fifty', async () => {
  await claimAtOnce(6);
  expect(await claimAtOnce(50, now + 15 * minute)).toBe(5);
});

test('after a success there are all the guesses again; forgiving twice is forgiving once', async () => {
  await claimAtOnce(4);
  await forgiveGuesses(database, key);
  await forgiveGuesses(database, key);
  expect(await count(database, 'guess_counters')).toBe(0);
  expect(await claimAtOnce(6)).toBe(5);
});

test('what is guessed at elsewhere has its own counter', async () => {
  const other = await guessKey(secret, 'sign-in', 'grace@example.com');
  await claimAtOnce(50);
  expect(await claimAtOnce(5, now, other)).toBe(5);
  await forgiveGuesses(database, other);
  expect(await claimAtOnce(5)).toBe(0);
});

test('a clock that is behind opens no window', async () => {
  await claimAtOnce(5);
  expect(await claimGuess(database, key, limit, now - minute)).toEqual({ allowed: false, retryAt: now + 15 * minute });
});

test('the table holds keyed hashes, and takes no other name', async () => {
  await claimAtOnce(1);
  for (const plain of ['ada@example.com', '203.0.113.7', key.slice(1), key.toUpperCase()]) {
    await expect(claimGuess(database, plain, limit, now)).rejects.toThrow(/keyed hash/);
  }
  const places = await tablesAsText(database);
  const counters = places.find(({ name }) => name === 'the table guess_counters');
  expect(JSON.parse(counters?.text ?? '')).toEqual([{ key, tries: 1, window_started_at: now }]);
});

test('no window is longer than its counter is kept', async () => {
  const day = 24 * 60 * minute;
  const rule = { 'guess-counters': retention['guess-counters'] };
  const claim = (windowMilliseconds: number) => claimGuess(database, key, { tries: 1, windowMilliseconds }, now);
  await expect(claim(day + 1)).rejects.toThrow(/deleted before/);
  expect(await claim(day)).toEqual({ allowed: true, retryAt: now + day });
  await deleteDue(database, now + day - 1, rule);
  expect(await count(database, 'guess_counters')).toBe(1);
  await deleteDue(database, now + day, rule);
  expect(await count(database, 'guess_counters')).toBe(0);
});
