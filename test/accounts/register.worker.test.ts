import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountView, Verified } from '../../src/api/account-answers.ts';
import type { KeptPieces } from '../../src/api/kept-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { allLettersTo, lettersTo, newestLetterTo } from '../mail/letters.ts';
import { act, becomeMember, goodPassword, look, register, rowsOf, signIn, tokenIn } from './person.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

function verify(token: string) {
  return act<Verified>(shop, apiPaths.accountVerify, { body: { token } });
}

test('a registration is an account once its mailbox says so, and the person is signed in', async () => {
  const answer = await register(shop, 'Grace@Example.com', { username: '  Grace   Hopper ' });
  expect(answer).toMatchObject({ status: 202, body: { state: 'mail-sent' } });
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(await rowsOf(shop, 'accounts')).toBe(0);
  expect((await signIn(shop, 'grace@example.com')).status).toBe(403);

  const letter = await newestLetterTo(shop, 'grace@example.com');
  expect(letter.subject).toBe('Confirm your account');
  const { body } = await verify(tokenIn(letter));
  expect(body.token).toMatch(/^[\w-]{43}$/);
  expect(await rowsOf(shop, 'registrations')).toBe(0);
  const account = await look<AccountView>(shop, apiPaths.account, body.token);
  expect(account.body).toMatchObject({
    username: 'Grace Hopper',
    email: 'grace@example.com',
    hasMarketingConsent: false,
    objectsToAnalytics: false,
  });
});

test('a piece that was wanted on the way is kept with the account, where it is still sold', async () => {
  for (const [email, toKeep, kept] of [
    ['keeps@example.com', 'LUM-YG', ['LUM-YG']],
    ['keeps-nothing@example.com', undefined, []],
    ['keeps-what-is-gone@example.com', 'GONE', []],
  ] as const) {
    expect(await register(shop, email, toKeep ? { toKeep } : {})).toMatchObject({ status: 202 });
    const { body } = await verify(tokenIn(await newestLetterTo(shop, email)));
    expect(body.keepsPiece, email).toBe(kept.length > 0);
    const keeps = await look<KeptPieces>(shop, apiPaths.accountKept, body.token);
    expect(keeps.body.pieces.map(({ sku }) => sku)).toEqual(kept);
  }
  expect(await register(shop, 'keeps-nonsense@example.com', { toKeep: '<script>' })).toMatchObject({
    status: 400,
    body: { code: 'invalid-request', detail: expect.stringContaining('toKeep') },
  });
});

test('a known address gets the same answer, byte for byte, and its one letter says that there is an account', async () => {
  await becomeMember(shop, 'known@example.com');
  const known = await register(shop, 'known@example.com', { password: 'another long secret' });
  const unknown = await register(shop, 'nobody@example.com', { password: 'another long secret' });
  expect(known.text).toBe(unknown.text);
  expect(known.status).toBe(unknown.status);
  expect(namesOf(known.headers)).toEqual(namesOf(unknown.headers));
  expect((await allLettersTo(shop, 'known@example.com')).map(({ subject }) => subject)).toEqual([
    'Confirm your account',
    'You have an account already',
  ]);
  expect((await allLettersTo(shop, 'nobody@example.com')).map(({ subject }) => subject)).toEqual([
    'Confirm your account',
  ]);
  expect((await signIn(shop, 'known@example.com', 'another long secret')).status).toBe(403);
  expect((await signIn(shop, 'known@example.com')).status).toBe(200);
});

describe('the link', () => {
  test('opens once', async () => {
    await register(shop, 'once@example.com');
    const token = tokenIn(await newestLetterTo(shop, 'once@example.com'));
    const answers = await Promise.all([verify(token), verify(token), verify(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await verify(token)).toMatchObject({ status: 410, body: { code: 'link-ended' } });
  });

  test('ends after 24 hours, to the second', async () => {
    for (const [email, created, status] of [
      ['late@example.com', 24 * 60 * 60_000, 410],
      ['in-time@example.com', 24 * 60 * 60_000 - 30_000, 200],
    ] as const) {
      await register(shop, email);
      const token = tokenIn(await newestLetterTo(shop, email));
      await shop.database
        .prepare('UPDATE one_time_links SET expires_at = expires_at - ?2 WHERE email = ?1')
        .bind(email, created)
        .run();
      expect((await verify(token)).status, email).toBe(status);
    }
  });

  test('opens nothing when a newer registration of the address has taken its place', async () => {
    await register(shop, 'twice@example.com', { username: 'First' });
    const first = tokenIn(await newestLetterTo(shop, 'twice@example.com'));
    await register(shop, 'twice@example.com', { username: 'Second' });
    const second = tokenIn(await newestLetterTo(shop, 'twice@example.com'));
    expect((await verify(first)).status).toBe(410);
    const { body } = await verify(second);
    expect((await look<AccountView>(shop, apiPaths.account, body.token)).body.username).toBe('Second');
  });

  test.each([
    ['of nothing', 'nonsense'],
    ['with another signature', `${crypto.randomUUID()}.${'A'.repeat(43)}`],
    ['with the order of its parts turned', `${'A'.repeat(43)}.${crypto.randomUUID()}`],
  ])('%s opens nothing', async (_, token) => {
    expect(await verify(token)).toMatchObject({ status: 410, body: { code: 'link-ended' } });
  });

  test('that was mailed for something else opens nothing', async () => {
    await becomeMember(shop, 'other-purpose@example.com');
    await act(shop, apiPaths.accountForgotten, { body: { email: 'other-purpose@example.com' } });
    const token = tokenIn(await newestLetterTo(shop, 'other-purpose@example.com'));
    expect((await verify(token)).status).toBe(410);
  });
});

describe('what is refused, before anything is kept or written', () => {
  test.each([
    ['somebody who does not say that they are 16', { isOldEnough: false }, 400, 'invalid-request'],
    ['a date of birth', { bornOn: '1990-01-01' }, 400, 'invalid-request'],
    ['an address that is none', { email: 'ada' }, 400, 'invalid-request'],
    ['a second header in the address', { email: 'ada@example.com\r\nBcc: eve@example.com' }, 400, 'invalid-request'],
    ['an address of 300 letters', { email: `${'a'.repeat(290)}@example.com` }, 400, 'invalid-request'],
    ['no name', { username: '   ' }, 400, 'invalid-request'],
    ['a name with what can’t be seen', { username: 'Ada\u0000' }, 400, 'invalid-request'],
    ['a name of 41 letters', { username: 'a'.repeat(41) }, 400, 'invalid-request'],
    ['a short password', { password: 'elevenchars' }, 422, 'weak-password'],
    ['a common password', { password: 'password1234' }, 422, 'weak-password'],
    ['a password of 257 letters', { password: `long ${'word '.repeat(60)}` }, 422, 'weak-password'],
    ['a password of 20,000 letters', { password: 'a'.repeat(20_000) }, 413, 'too-large'],
  ])('%s', async (_, changes, status, code) => {
    const before = [await rowsOf(shop, 'registrations'), await rowsOf(shop, 'mail_outbox')];
    expect(await register(shop, 'refused@example.com', changes)).toMatchObject({ status, body: { code } });
    expect([await rowsOf(shop, 'registrations'), await rowsOf(shop, 'mail_outbox')]).toEqual(before);
  });

  test('a line break in the name becomes a space, and a tag stays text', async () => {
    await register(shop, 'eve@example.com', { username: 'Eve\r\nBcc: x@example.com' });
    await register(shop, 'tag@example.com', { username: '<b>Eve</b>' });
    const [broken] = await allLettersTo(shop, 'eve@example.com');
    expect(broken?.subject).toBe('Confirm your account');
    expect(broken?.text).toContain('Eve Bcc: x@example.com');
    expect(lettersTo(shop, 'x@example.com')).toEqual([]);
    expect((await newestLetterTo(shop, 'tag@example.com')).html).not.toContain('<b>Eve');
  });
});

test('a mailbox gets five letters an hour, whoever asks and however many ask at once; then both kinds of address hear the same', async () => {
  await becomeMember(shop, 'flooded@example.com');
  const ask = (email: string) => act(shop, apiPaths.accountForgotten, { body: { email } });
  const known = await Promise.all(Array.from({ length: 8 }, () => ask('flooded@example.com')));
  const unknown = await Promise.all(Array.from({ length: 9 }, () => ask('empty@example.com')));
  // One of the known address's five was its registration.
  expect(known.filter(({ status }) => status === 202)).toHaveLength(4);
  expect(unknown.filter(({ status }) => status === 202)).toHaveLength(5);
  const refusals = [...known, ...unknown].filter(({ status }) => status === 429);
  expect(new Set(refusals.map(({ body }) => `${body.code}: ${body.title} ${body.detail}`)).size).toBe(1);
  expect(await allLettersTo(shop, 'flooded@example.com')).toHaveLength(5);
  expect(lettersTo(shop, 'empty@example.com')).toHaveLength(5);
});

test('[collect.account-information] an account is a name, an address, a hashed password, times and a language, and nothing else', async () => {
  await becomeMember(shop, 'little@example.com', { username: 'Little', password: goodPassword });
  const rows = await shop.database.prepare(`SELECT * FROM accounts WHERE email = 'little@example.com'`).all();
  expect(rows.results).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      username: 'Little',
      email: 'little@example.com',
      password_hash: expect.stringMatching(/^\$argon2id\$/),
      created_at: expect.any(Number),
      last_act_at: expect.any(Number),
      warned_at: null,
      language: 'en',
    },
  ]);
  const sessions = await shop.database
    .prepare(`SELECT * FROM sessions WHERE account_id = ?1`)
    .bind(rows.results[0]?.['id'])
    .all();
  expect(sessions.results.map((row) => Object.keys(row).sort())).toEqual([
    ['account_id', 'created_at', 'last_used_at', 'stepped_up_at', 'token_hash'],
  ]);
});

function namesOf(headers: Headers): string[] {
  return [...headers.keys()].sort();
}
