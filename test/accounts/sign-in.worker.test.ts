import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsUpgrade } from '../../functions/accounts/password.ts';
import { ratePeriodSeconds } from '../../functions/rate-limit.ts';
import { launchBundle } from '../local/launch-bundle.ts';
import { migrate } from '../local/migrate.ts';

let worker: Miniflare;
beforeAll(async () => {
  worker = await launchBundle(new URL('sign-in-worker.ts', import.meta.url));
  await migrate(await worker.getD1Database('DB'));
});
afterAll(() => worker.dispose());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  worker.dispatchFetch(`http://worker.example${path}`, { method: 'POST', headers, body });

describe('[security.passwords] on workerd', () => {
  const verify = async (encoded: string, password: string) =>
    (await post('/verify', JSON.stringify({ encoded, password }))).json();

  test('a password is hashed with today’s parameters, and opens what it was hashed to', async () => {
    const encoded = await (await post('/hash', 'тихая комната и свет')).text();
    expect(needsUpgrade(encoded)).toBe(false);
    expect(await verify(encoded, 'тихая комната и свет')).toBe(true);
    expect(await verify(encoded, 'тихая комната и тень')).toBe(false);
    expect(await (await post('/nobody', 'тихая комната и свет')).json()).toBe(false);
  });

  test('many at once are each hashed by themselves', async () => {
    const passwords = Array.from({ length: 20 }, (_, index) => `a quiet room, number ${index}`);
    const hashes = await Promise.all(passwords.map(async (password) => (await post('/hash', password)).text()));
    const own = await Promise.all(passwords.map((password, index) => verify(hashes[index] ?? '', password)));
    const next = await Promise.all(
      passwords.map((password, index) => verify(hashes[(index + 1) % 20] ?? '', password)),
    );
    expect(own).toEqual(passwords.map(() => true));
    expect(next).toEqual(passwords.map(() => false));
  });
});

test('guesses from fifty addresses at once are not more than from one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      post('/guess', 'ada@example.com', { 'CF-Connecting-IP': `198.51.100.${index}` }),
    ),
  );
  const claims = await Promise.all(answers.map((answer) => answer.json()));
  expect(claims.filter((claim) => (claim as { allowed: boolean }).allowed)).toHaveLength(5);
});

/** One more than twice the limit: the host's minute may end once in between. */
const surely = 41;

describe('the limit of requests from one network', () => {
  const knock = (headers: Record<string, string>) => post('/limited', '', headers);
  const from = (address: string) => knock({ 'CF-Connecting-IP': address });

  /** Those that were refused. */
  async function refused(ask: (index: number) => ReturnType<typeof from>) {
    const answers = await Promise.all(Array.from({ length: surely }, (_, index) => ask(index)));
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    return answers.filter(({ status }) => status === 429);
  }

  test('lets twenty a minute pass, and says to the next when to come back', async () => {
    const answers = await refused(() => from('203.0.113.7'));
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.length).toBeLessThanOrEqual(surely - 20);
    const [answer] = answers;
    expect(answer?.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer?.headers.get('Retry-After')).toBe(String(ratePeriodSeconds));
    expect(await answer?.json()).toMatchObject({ status: 429, code: 'too-many-requests', retryAfterSeconds: 60 });
    expect((await from('203.0.113.8')).status).toBe(200);
  });

  test('is shared by the addresses of one IPv6 network, of which anybody has any number', async () => {
    expect((await refused((index) => from(`2001:db8:7:7::${index}`))).length).toBeGreaterThan(0);
    expect((await from('2001:db8:7:8::1')).status).toBe(200);
  });

  test('is not shared by networks', async () => {
    expect(await refused((index) => from(`192.0.2.${index}`))).toHaveLength(0);
  });

  test('is shared by all who come without an address', async () => {
    expect((await refused(() => knock({}))).length).toBeGreaterThan(0);
  });
});
