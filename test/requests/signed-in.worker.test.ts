import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOfToken, newSessionToken } from '../../functions/accounts/read-session.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { RequestOpened } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { allLettersTo } from '../mail/letters.ts';
import { askAndConfirm, view } from './asker.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

/** An account with a session, which showed that it is them at `steppedUpAt`. */
async function memberWith(email: string, steppedUpAt: number | null): Promise<string> {
  const token = newSessionToken();
  const now = Date.now();
  await shop.database.batch([
    shop.database
      .prepare(
        `INSERT INTO accounts (id, username, email, password_hash, created_at, last_act_at)
         VALUES (?1, 'Ada', ?1, 'none', ?2, ?2)`,
      )
      .bind(email, now),
    shop.database
      .prepare(
        `INSERT INTO sessions (token_hash, account_id, created_at, last_used_at, stepped_up_at)
         VALUES (?1, ?2, ?3, ?3, ?4)`,
      )
      .bind(await hashOfToken(token), email, now, steppedUpAt),
  ]);
  return token;
}

async function askAs(token: string, body: object) {
  const response = await fetch(shop.url + apiPaths.accountRequests, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as RequestOpened & Problem };
}

const complaint = { kind: 'complaint', orderNumber: '', words: 'Please.' };

test('whoever is signed in and has stepped up asks without a mailbox, and gets the letter that it was received', async () => {
  const email = 'member@example.com';
  const { status, body } = await askAs(await memberWith(email, Date.now()), complaint);
  expect(status).toBe(201);
  expect((await view(shop, body.link)).body).toMatchObject({ kind: 'complaint', state: 'in-review', words: 'Please.' });
  const [letter, ...others] = await allLettersTo(shop, email);
  expect(others).toEqual([]);
  expect(letter?.text).toContain(body.link);
});

test('signed in or by the mailbox, it is the same running request', async () => {
  const email = 'both@example.com';
  const token = await memberWith(email, Date.now());
  const { body } = await askAs(token, complaint);
  expect(await askAndConfirm(shop, email)).toBe(body.link);
  expect((await askAs(token, complaint)).body.link).toBe(body.link);
});

test.each([
  ['without a session', async () => newSessionToken(), complaint, 401],
  ['without a step-up', () => memberWith('idle@example.com', null), complaint, 403],
  ['with a step-up that is over', () => memberWith('late@example.com', Date.now() - 11 * 60_000), complaint, 403],
  [
    'for somebody else',
    () => memberWith('third@example.com', Date.now()),
    { ...complaint, email: 'ada@example.com' },
    400,
  ],
  [
    'with a child’s report',
    () => memberWith('kin@example.com', Date.now()),
    { ...complaint, kind: 'child-report' },
    400,
  ],
])('%s nothing is received', async (_said, token, body, status) => {
  const before = await shop.database.prepare('SELECT count(*) AS rows FROM privacy_requests').first<number>('rows');
  expect((await askAs(await token(), body)).status).toBe(status);
  expect(await shop.database.prepare('SELECT count(*) AS rows FROM privacy_requests').first<number>('rows')).toBe(
    before,
  );
});
