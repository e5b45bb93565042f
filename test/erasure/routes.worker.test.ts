import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashOfToken, newSessionToken } from '../../functions/accounts/read-session.ts';
import type { ShopVariables } from '../../functions/door.ts';
import { erasureRoutes } from '../../functions/erasure/routes.ts';
import { objectionRoutes } from '../../functions/objections/routes.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import { apiPaths } from '../../src/paths.ts';
import { emptyDatabase } from '../retention/database.ts';
import { type OpenShop, openShop } from './open-shop.ts';
import { ask, everyRow, insert, type Somebody, somebody } from './person.ts';

const now = Date.UTC(2026, 10, 24, 12);
const number = 'PR-7K4M-92QX';

let shop: OpenShop;
let ada: Somebody;
let token: string;
const app = new Hono<ShopVariables>();
app.use(async (context, next) => {
  context.set('shop', shop.at(now));
  await next();
});
app.route('/', erasureRoutes).route('/', objectionRoutes);

beforeAll(async () => {
  shop = await openShop();
  ada = await somebody('ada');
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await ask(shop.database, ada, 'erasure', number, now);
});

async function signIn(email: string, steppedUpAt: number | null): Promise<void> {
  const { database } = shop;
  token = newSessionToken();
  const account = { id: 'a', username: 'a', email, password_hash: '', created_at: now, last_act_at: now };
  await database.batch([
    insert(database, 'accounts', account),
    insert(database, 'sessions', {
      token_hash: await hashOfToken(token),
      account_id: 'a',
      created_at: now,
      last_used_at: now,
      stepped_up_at: steppedUpAt,
    }),
  ]);
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: { state?: string; code?: string; analytics?: boolean; goesNow?: object } = await response.json();
  return { status: response.status, answer };
}

const link = () => signRequestLink('p'.repeat(32), number);

test('the link of the request shows what goes, and deletes it, twice with one answer', async () => {
  expect(await post(apiPaths.erasurePreview, { link: await link() })).toMatchObject({ answer: { goesNow: [] } });
  const once = await post(apiPaths.erasures, { link: await link() });
  expect(once).toEqual({ status: 200, answer: { state: 'done' } });
  expect(await post(apiPaths.erasures, { link: await link() })).toEqual(once);
  expect(await post(apiPaths.erasurePreview, { link: await link() })).toMatchObject({ status: 409 });
});

test('a forged link, one of another secret and one of another request open nothing', async () => {
  const before = await everyRow(shop.database);
  const links = [`${number}.${'A'.repeat(43)}`, await signRequestLink('x'.repeat(32), number), 'x', number];
  const others = await signRequestLink('p'.repeat(32), 'PR-0000-0000');
  for (const wrong of [...links, others]) {
    expect(await post(apiPaths.erasures, { link: wrong })).toMatchObject({ status: 404 });
    expect(await post(apiPaths.erasurePreview, { link: wrong })).toMatchObject({ status: 404 });
  }
  expect(await post(apiPaths.erasures, { link: await link(), more: 1 })).toMatchObject({ status: 400 });
  expect(await everyRow(shop.database)).toEqual(before);
});

test('who is signed in deletes by a number of their own after a step-up, and by no other', async () => {
  await signIn('grace@example.com', now);
  const bearer = { Authorization: `Bearer ${token}` };
  expect(await post(apiPaths.erasures, { number })).toMatchObject({ status: 401 });
  expect(await post(apiPaths.erasures, { number }, bearer)).toMatchObject({ status: 404 });
  await shop.database.prepare('UPDATE accounts SET email = ?1').bind(ada.email).run();
  await shop.database.prepare('UPDATE sessions SET stepped_up_at = NULL').run();
  expect(await post(apiPaths.erasures, { number }, bearer)).toMatchObject({ answer: { code: 'step-up-needed' } });
  await shop.database.prepare('UPDATE sessions SET stepped_up_at = ?1').bind(now).run();
  expect(await post(apiPaths.erasures, { number }, bearer)).toMatchObject({ status: 200 });
  expect(await post(apiPaths.erasures, { number }, bearer)).toMatchObject({ status: 401 });
});

test('[rights.object] who is signed in objects to statistics, and takes it back', async () => {
  await signIn(ada.email, null);
  const bearer = { Authorization: `Bearer ${token}` };
  expect(await post(apiPaths.objections, { analytics: true })).toMatchObject({ status: 401 });
  expect(await post(apiPaths.objections, { analytics: true }, bearer)).toMatchObject({ answer: { analytics: true } });
  expect((await everyRow(shop.database))['objections']).toHaveLength(1);
  const read = await app.request(apiPaths.objections, { headers: bearer });
  expect(await read.json()).toEqual({ analytics: true });
  expect(await post(apiPaths.objections, { analytics: false }, bearer)).toMatchObject({ answer: { analytics: false } });
  expect((await everyRow(shop.database))['objections']).toEqual([]);
});
