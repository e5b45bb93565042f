import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { needsUpgrade } from '../../functions/accounts/password.ts';
import { ratePeriodSeconds } from '../../functions/rate-limit.ts';
import { launchBundle } from '../local/launch-bundle.ts';
import { migrate } from '../local/migrate.ts';
import { reachDatabase } from '../local/reach-database.ts';

let worker: Miniflare;
beforeAll(async () => {
  worker = await launchBundle(new URL('sign-in-worker.ts', import.meta.url));
  await migrate(await reachDatabase(worker, 'DB'));
});
afterAll(() => worker.dispose());

const post = (path: string, body: string) =>
  worker.dispatchFetch(`http://worker.example${path}`, { method: 'POST', body });

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

  test('several at once are each hashed by themselves', async () => {
    const passwords = Array.from({ length: 6 }, (_, index) => `a quiet room, number ${index}`);
    const hashes = await Promise.all(passwords.map(async (password) => (await post('/hash', password)).text()));
    const own = await Promise.all(passwords.map((password, index) => verify(hashes[index] ?? '', password)));
    const next = await Promise.all(passwords.map((password, index) => verify(hashes[(index + 1) % 6] ?? '', password)));
    expect(own).toEqual(passwords.map(() => true));
    expect(next).toEqual(passwords.map(() => false));
  });
});

/** One more than twice the limit: the host's minute may end once in between. */
const surely = 41;

const knocks = z.array(z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() }));

describe('the limit of requests from one network', () => {
  /** Those that were refused, of so many at once that one network can't have them all. */
  async function refused(addressOf: (index: number) => string) {
    const addresses = Array.from({ length: surely }, (_, index) => addressOf(index));
    const answers = knocks.parse(await (await post('/knocks', JSON.stringify(addresses))).json());
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    return answers.filter(({ status }) => status === 429);
  }

  test('lets twenty a minute pass, and says to the next when to come back', async () => {
    const answers = await refused(() => '203.0.113.7');
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.length).toBeLessThanOrEqual(surely - 20);
    expect(answers[0]?.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'retry-after': String(ratePeriodSeconds),
    });
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 60 });
  });

  test('is shared by the addresses of one IPv6 network, of which anybody has any number', async () => {
    expect((await refused((index) => `2001:db8:7:7::${index}`)).length).toBeGreaterThan(0);
  });

  test('is shared by all who come without an address', async () => {
    expect((await refused(() => '')).length).toBeGreaterThan(0);
  });

  test('is not shared by networks', async () => {
    expect(await refused((index) => `192.0.2.${index}`)).toEqual([]);
    expect(await refused((index) => `2001:db8:8:${index}::1`)).toEqual([]);
  });
});
