import { afterAll, beforeAll, expect, test } from 'vitest';
import { rectificationAct } from '../../functions/rectification/rectification-act.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { RectificationView, Rectified } from '../../src/api/rectification-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { confirmedRequest, shopAt, signedIn } from '../copies/asking.ts';
import { everythingAbout, type Somebody } from '../copies/everything-about.ts';
import { writeSomebody } from '../copies/write-somebody.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { post } from '../local/shopper.ts';
import { writePaidOrder } from './write-paid-order.ts';

const secrets = newSecrets();
const now = Date.now();
const day = 24 * 60 * 60_000;
let shop: LocalShop;
let ada: Somebody;
let asked = 0;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
  ada = await everythingAbout(secrets.privacySecret, 'A');
  await writeSomebody(shop, ada);
  await writeSomebody(shop, await everythingAbout(secrets.privacySecret, 'B'));
  await writeOrder('LG-2222-2222', now - 2 * day);
  await writeOrder('LG-3333-3333', now - 15 * day);
});
afterAll(() => shop.close());

function writeOrder(number: string, placedAt: number): Promise<void> {
  return writePaidOrder(shop, { number, email: ada.email, paidAt: placedAt, name: 'Ada Lovelase' });
}

/** A running request, and the link of its page; the one before is closed, as a person has one of a kind running. */
async function ask(email = ada.email) {
  asked += 1;
  const number = `PR-8888-${String(asked).padStart(4, '0')}`;
  await shop.database.prepare('UPDATE privacy_requests SET closed_at = ?1 WHERE closed_at IS NULL').bind(now).run();
  const request = await confirmedRequest(shopAt(shop, secrets, now), 'rectification', email, number);
  return { number, request, link: await signRequestLink(secrets.privacySecret, number) };
}

const correct = (body: object) => post<Rectified & Problem>(shop, apiPaths.privacyRectifications, body);

async function orderRow(number: string) {
  return shop.database
    .prepare('SELECT name, phone, address_line1, city, postcode, country FROM orders WHERE number = ?1')
    .bind(number)
    .first();
}

async function correctionsOf(number: string) {
  const { results } = await shop.database
    .prepare('SELECT field, words, request_number FROM order_corrections WHERE order_number = ?1')
    .bind(number)
    .all();
  return results;
}

async function stateOf(number: string): Promise<string | null> {
  return shop.database.prepare('SELECT state FROM privacy_requests WHERE number = ?1').bind(number).first('state');
}

test('[rights.rectification] the person is asked what it should be, and shown what can be changed and what added to', async () => {
  const { request, link } = await ask();
  expect((await rectificationAct(shopAt(shop, secrets, now), request)).state).toBe('choose');
  const { status, body } = await post<RectificationView>(shop, apiPaths.privacyRectificationView, { link });
  expect(status).toBe(200);
  expect(body.username).toBe(`Ada ${ada.marker}`);
  expect(body.orders.map(({ number, as }) => [number, as])).toEqual([
    ['LG-2222-2222', 'changed'],
    ['LG-3333-3333', 'added'],
    ['LG-0000-000A', 'added'],
  ]);
});

test('[rights.rectification] account and open order are corrected at once, the request is closed, recipients are told', async () => {
  const { number, link } = await ask();
  const fields = { name: 'Ada Lovelace', phone: '+44 20 7946 0000', line1: '2 rue de la Paix', postcode: '75001' };
  const { status, body } = await correct({ link, username: 'Ada', orders: [{ number: 'LG-2222-2222', fields }] });
  expect(status).toBe(200);
  expect(body.words).toBe('Your username is corrected. One order is corrected.');
  expect(await orderRow('LG-2222-2222')).toEqual({
    name: 'Ada Lovelace',
    phone: '+44 20 7946 0000',
    address_line1: '2 rue de la Paix',
    city: 'Paris',
    postcode: '75001',
    country: 'FR',
  });
  expect(await shop.database.prepare(`SELECT username FROM accounts WHERE id = 'account-A'`).first('username')).toBe(
    'Ada',
  );
  expect(await stateOf(number)).toBe('done');
  const told = await shop.database
    .prepare('SELECT recipient, state FROM request_recipients WHERE request_number = ?1 ORDER BY recipient')
    .bind(number)
    .all();
  expect(told.results).toEqual(
    ['carriers', 'cloud-hosting', 'email-service', 'stripe'].map((recipient) => ({ recipient, state: 'explained' })),
  );
  const proof = await shop.database
    .prepare('SELECT step, details FROM rights_register WHERE request_number = ?1')
    .bind(number)
    .all();
  expect(proof.results).toEqual([
    { step: 'corrected', details: '{"account":true,"ordersChanged":1,"correctionsAdded":0}' },
  ]);
});

test('[rights.rectification] what was there before is kept nowhere', async () => {
  const tables = await shop.database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .all<{ name: string }>();
  for (const { name } of tables.results.filter((table) => !table.name.startsWith('_cf_'))) {
    const { results } = await shop.database.prepare(`SELECT * FROM "${name}"`).all();
    const others = results.filter((row) => row.number !== 'LG-3333-3333');
    expect(JSON.stringify(others), name).not.toContain('Lovelase');
  }
});

test('[rights.rectification] an order whose invoice is made stays, and the correction is added to it', async () => {
  const { number, link } = await ask();
  const before = await orderRow('LG-3333-3333');
  const { body } = await correct({ link, orders: [{ number: 'LG-3333-3333', fields: { name: 'Ada Lovelace' } }] });
  expect(body.words).toContain('the invoice itself stays as it was made');
  expect(await orderRow('LG-3333-3333')).toEqual(before);
  expect(await correctionsOf('LG-3333-3333')).toEqual([
    { field: 'name', words: 'Ada Lovelace', request_number: number },
  ]);
});

test('posted twice at once, a correction is added once', async () => {
  const { link } = await ask();
  const before = (await correctionsOf('LG-0000-000A')).length;
  const body = { link, orders: [{ number: 'LG-0000-000A', fields: { city: 'Lyon' } }] };
  const answers = await Promise.all([correct(body), correct(body)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await correctionsOf('LG-0000-000A')).length).toBe(before + 1);
  expect((await correct(body)).body.code).toBe('conflict');
});

test('another person’s order is as unknown as one that does not exist, and nothing is changed by half', async () => {
  const { number, link } = await ask();
  const before = await orderRow('LG-0000-000B');
  const wish = (order: string) =>
    correct({ link, username: 'Half', orders: [{ number: order, fields: { name: 'X' } }] });
  const foreign = await wish('LG-0000-000B');
  expect(foreign.status).toBe(404);
  expect(foreign.body).toEqual((await wish('LG-4444-4444')).body);
  expect(await orderRow('LG-0000-000B')).toEqual(before);
  expect(await shop.database.prepare(`SELECT username FROM accounts WHERE id = 'account-A'`).first('username')).toBe(
    'Ada',
  );
  expect(await stateOf(number)).toBe('working');
});

test.each([
  ['a country', { country: 'US' }],
  ['a line break', { name: 'Ada\r\nBcc: eve@example.com' }],
  ['markup', { line1: '<img src=x>' }],
  ['a writing direction', { city: 'Paris\u202Eevil' }],
  ['an empty name', { name: '   ' }],
  ['a phone that is none', { phone: 'call me' }],
  ['a very long line', { line2: 'x'.repeat(101) }],
  ['an empty correction', {}],
])('%s is refused, and the order stays', async (_, fields) => {
  const { link } = await ask();
  const before = await orderRow('LG-2222-2222');
  const { status, body } = await correct({ link, orders: [{ number: 'LG-2222-2222', fields }] });
  expect([status, body.code]).toEqual([400, 'invalid-request']);
  expect(await orderRow('LG-2222-2222')).toEqual(before);
});

test('more than a request holds is refused', async () => {
  const { link } = await ask();
  const orders = Array.from({ length: 21 }, (_, n) => ({ number: `LG-0000-${1000 + n}`, fields: { name: 'X' } }));
  expect((await correct({ link, orders })).status).toBe(400);
  const words = 'x'.repeat(1_000_000);
  expect((await correct({ link, orders: [{ number: 'LG-2222-2222', fields: { name: words } }] })).status).toBe(413);
});

test('a request about something else, a forged link and another’s session correct nothing', async () => {
  await confirmedRequest(shopAt(shop, secrets, now), 'complaint', ada.email, 'PR-1414-1414');
  const other = await signRequestLink(secrets.privacySecret, 'PR-1414-1414');
  const orders = [{ number: 'LG-2222-2222', fields: { name: 'X' } }];
  expect((await correct({ link: other, orders })).body.code).toBe('conflict');
  expect((await post<Problem>(shop, apiPaths.privacyRectificationView, { link: other })).body.code).toBe('conflict');
  expect((await correct({ link: `${other.slice(0, -4)}AAAA`, orders })).status).toBe(404);
  const { number } = await ask();
  const bySession = async (headers: Record<string, string>) => {
    const response = await fetch(shop.url + apiPaths.privacyRectifications, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ request: number, username: 'Session', orders: [] }),
    });
    return response.status;
  };
  expect(await bySession({})).toBe(401);
  expect(await bySession(await signedIn(shop, 'account-A', null))).toBe(403);
  expect(await bySession(await signedIn(shop, 'account-B', Date.now()))).toBe(404);
  expect(await stateOf(number)).toBe('working');
  expect(await bySession(await signedIn(shop, 'account-A', Date.now()))).toBe(200);
  expect(await stateOf(number)).toBe('done');
});
