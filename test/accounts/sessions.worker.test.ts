import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountView } from '../../src/api/account-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';
import { act, becomeMember, goodPassword, look, register, rowsOf, signIn, tokenIn } from './person.ts';

const day = 24 * 60 * 60_000;
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

async function statusOf(token: string): Promise<number> {
  return (await look<AccountView>(shop, apiPaths.account, token)).status;
}

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return Buffer.from(digest).toString('hex');
}

test('an unknown address, a wrong password and an unconfirmed address hear the same, byte for byte', async () => {
  await becomeMember(shop, 'same@example.com');
  await register(shop, 'waiting@example.com');
  const answers = [
    await signIn(shop, 'same@example.com', 'not the right one'),
    await signIn(shop, 'unknown@example.com', 'not the right one'),
    await signIn(shop, 'waiting@example.com', 'not the right one'),
    await signIn(shop, 'waiting@example.com', goodPassword),
  ];
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(new Set(answers.map(({ headers }) => [...headers.keys()].sort().join())).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 403, body: { code: 'wrong-credentials' } });
});

test('the address opens in any case, the password in its own alone', async () => {
  await becomeMember(shop, 'case@example.com');
  expect((await signIn(shop, ' CASE@Example.COM ')).status).toBe(200);
  expect((await signIn(shop, 'case@example.com', goodPassword.toUpperCase())).status).toBe(403);
});

describe('guesses', () => {
  test('are ten an hour for an address, known or not, however many come at once', async () => {
    await becomeMember(shop, 'guessed@example.com');
    for (const email of ['guessed@example.com', 'not-there@example.com']) {
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, place) => signIn(shop, email, `a wrong password ${place}`)),
      );
      expect(
        answers.filter(({ status }) => status === 403),
        email,
      ).toHaveLength(10);
      expect(
        answers.filter(({ status }) => status === 429),
        email,
      ).toHaveLength(15);
    }
    const [known, unknown] = [
      await signIn(shop, 'guessed@example.com'),
      await signIn(shop, 'not-there@example.com', goodPassword),
    ];
    expect(known).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(known.body.detail).toBe(unknown.body.detail);
    expect(known.body.detail).toContain('mailbox');
  });

  test('are over for whoever comes by the mailbox', async () => {
    await becomeMember(shop, 'locked@example.com');
    await Promise.all(Array.from({ length: 12 }, () => signIn(shop, 'locked@example.com', 'a wrong password')));
    expect((await signIn(shop, 'locked@example.com')).status).toBe(429);
    await act(shop, apiPaths.accountForgotten, { body: { email: 'locked@example.com' } });
    const token = tokenIn(await newestLetterTo(shop, 'locked@example.com'));
    const password = 'a window over gardens';
    expect((await act(shop, apiPaths.accountReset, { body: { token, password } })).status).toBe(200);
    expect((await signIn(shop, 'locked@example.com', password)).status).toBe(200);
  });

  test('are forgiven by a success', async () => {
    await becomeMember(shop, 'forgiven@example.com');
    for (let round = 0; round < 2; round += 1) {
      for (let tries = 0; tries < 8; tries += 1) await signIn(shop, 'forgiven@example.com', 'a wrong password');
      expect((await signIn(shop, 'forgiven@example.com')).status).toBe(200);
    }
  });
});

test('a password hashed with less is hashed again when it is at hand, and opens as before', async () => {
  await becomeMember(shop, 'old-hash@example.com', { username: 'Old' });
  const weak = await weakerHash(goodPassword);
  await shop.database
    .prepare(`UPDATE accounts SET password_hash = ?1 WHERE email = 'old-hash@example.com'`)
    .bind(weak)
    .run();
  expect((await signIn(shop, 'old-hash@example.com', 'a wrong password')).status).toBe(403);
  expect(await passwordHashOf('old-hash@example.com')).toBe(weak);
  expect((await signIn(shop, 'old-hash@example.com')).status).toBe(200);
  expect(await passwordHashOf('old-hash@example.com')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await signIn(shop, 'old-hash@example.com')).status).toBe(200);
});

describe('a session', () => {
  test('has a token of the server’s own making, 256 bits, of which the database has the hash alone', async () => {
    const token = await becomeMember(shop, 'token@example.com');
    const other = (await signIn(shop, 'token@example.com')).body.token;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(other).not.toBe(token);
    const { results } = await shop.database.prepare('SELECT token_hash FROM sessions').all<{ token_hash: string }>();
    const hashes = results.map(({ token_hash }) => token_hash);
    expect(hashes).toContain(await hashOf(token));
    expect(JSON.stringify(results)).not.toContain(token);
  });

  test('is never one that the client brings along', async () => {
    await becomeMember(shop, 'fixed@example.com');
    const brought = 'A'.repeat(43);
    const reply = await act<{ token: string }>(shop, apiPaths.accountSignIn, {
      body: { email: 'fixed@example.com', password: goodPassword },
      token: brought,
    });
    expect(reply.body.token).not.toBe(brought);
    expect(await statusOf(brought)).toBe(401);
    const withToken = { email: 'fixed@example.com', password: goodPassword, token: brought };
    expect((await act(shop, apiPaths.accountSignIn, { body: withToken })).status).toBe(400);
  });

  test('ends seven days after its last use, and thirty after it began, to the second', async () => {
    const token = await becomeMember(shop, 'ends@example.com');
    const hash = await hashOf(token);
    const set = (createdAt: number, usedAt: number) =>
      shop.database
        .prepare('UPDATE sessions SET created_at = ?2, last_used_at = ?3 WHERE token_hash = ?1')
        .bind(hash, createdAt, usedAt)
        .run();
    await set(Date.now(), Date.now() - 7 * day);
    expect(await statusOf(token)).toBe(401);
    await set(Date.now(), Date.now() - 7 * day + 30_000);
    expect(await statusOf(token)).toBe(200);
    await set(Date.now() - 30 * day, Date.now());
    expect(await statusOf(token)).toBe(401);
    await set(Date.now() - 30 * day + 30_000, Date.now());
    expect(await statusOf(token)).toBe(200);
  });

  test.each([
    ['nothing', undefined],
    ['a token of nobody', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['another scheme', 'Basic YWRhOmFkYQ=='],
    ['a token with more behind it', `Bearer ${'A'.repeat(43)}.objected`],
  ])('%s opens nothing', async (_, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
    const response = await fetch(shop.url + apiPaths.account, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'not-signed-in' });
  });

  test('its last use is the account’s last act, and takes a warning back', async () => {
    const token = await becomeMember(shop, 'act@example.com');
    const past = Date.now() - 2 * day;
    await shop.database
      .prepare('UPDATE sessions SET last_used_at = ?2 WHERE token_hash = ?1')
      .bind(await hashOf(token), past)
      .run();
    await shop.database
      .prepare(`UPDATE accounts SET last_act_at = ?1, warned_at = ?1 WHERE email = 'act@example.com'`)
      .bind(past)
      .run();
    expect(await statusOf(token)).toBe(200);
    const row = await shop.database
      .prepare(`SELECT last_act_at, warned_at FROM accounts WHERE email = 'act@example.com'`)
      .first<{ last_act_at: number; warned_at: number | null }>();
    expect(row?.warned_at).toBeNull();
    expect(row?.last_act_at).toBeGreaterThan(past);
  });
});

describe('signing out', () => {
  test('ends this session on the server, and no other', async () => {
    const here = await becomeMember(shop, 'out@example.com');
    const there = (await signIn(shop, 'out@example.com')).body.token;
    expect((await act(shop, apiPaths.accountSignOut, { token: here })).status).toBe(200);
    expect(await statusOf(here)).toBe(401);
    expect(await statusOf(there)).toBe(200);
    expect((await act(shop, apiPaths.accountSignOut, { token: here })).status).toBe(401);
  });

  test('everywhere ends all of the person’s, and nobody else’s', async () => {
    const here = await becomeMember(shop, 'everywhere@example.com');
    const there = (await signIn(shop, 'everywhere@example.com')).body.token;
    const neighbour = await becomeMember(shop, 'neighbour@example.com');
    const before = await rowsOf(shop, 'sessions');
    expect((await act(shop, apiPaths.accountSignOutEverywhere, { token: here })).status).toBe(200);
    expect([await statusOf(here), await statusOf(there), await statusOf(neighbour)]).toEqual([401, 401, 200]);
    expect(await rowsOf(shop, 'sessions')).toBe(before - 2);
  });
});

async function passwordHashOf(email: string): Promise<string | undefined> {
  const row = await shop.database
    .prepare('SELECT password_hash FROM accounts WHERE email = ?1')
    .bind(email)
    .first<{ password_hash: string }>();
  return row?.password_hash;
}

/** Half of the memory and one pass, made by Node's argon2. */
async function weakerHash(password: string): Promise<string> {
  const { argon2Sync, randomBytes } = await import('node:crypto');
  const nonce = randomBytes(16);
  const parameters = { message: password, nonce, parallelism: 1, tagLength: 32, memory: 9_728, passes: 1 };
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=9728,t=1,p=1$${base64(nonce)}$${base64(argon2Sync('argon2id', parameters))}`;
}
