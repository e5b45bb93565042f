import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DeskDone, DeskEntered, DeskLetter, DeskRequest } from '../../src/api/desk-answers.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff, seedStock } from '../local/migrate.ts';
import { allLettersTo } from '../mail/letters.ts';
import { writePaidOrder } from '../rectification/write-paid-order.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { about, askAs } from './ask-desk.ts';

/** The desk's act that adds a correction beside an invoice, in the built Worker. */

const privacy = 'privacy@shop.example';
const day = 24 * 60 * 60_000;
const invoiced = 'LG-2222-2222';
const open = 'LG-3333-3333';
const anothers = 'LG-4444-4444';
const wish = {
  order: invoiced,
  fields: { name: 'Ada Lovelace', city: 'Lyon' },
  reason: 'You wrote that it is Ada, and Lyon.',
};

let shop: LocalShop;
let person = '';
let people = 0;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await seedStaff(shop.database);
  await seedStock(shop.database);
  people += 1;
  person = `ida-${people}@example.com`;
  await writeOrder(invoiced, person, 60 * day);
  await writeOrder(open, person, day);
  await writeOrder(anothers, 'other@example.com', 60 * day);
});

function writeOrder(number: string, email: string, age: number): Promise<void> {
  return writePaidOrder(shop, { number, email, paidAt: Date.now() - age, name: 'Ida Lovelace' });
}

async function enter(kind = 'rectification'): Promise<string> {
  const entry = { kind, email: person, orderNumber: '', words: 'My name is Ada.', verifiedBy: 'staff' };
  const receivedOn = new Date().toISOString().slice(0, 10);
  const { body } = await askAs<DeskEntered>(shop, privacy, 'POST', apiPaths.staffRequests, { ...entry, receivedOn });
  if (body.state !== 'received') throw new Error('It does not run');
  return body.number;
}

const correct = (email: string, number: string, body: unknown = wish) =>
  askAs<DeskDone>(shop, email, 'POST', about(apiPaths.staffRequestCorrection, number), body);
const preview = (email: string, number: string, body: unknown = wish) =>
  askAs<DeskLetter>(shop, email, 'POST', about(previewOf(apiPaths.staffRequestCorrection), number), body);
const view = async (email: string, number: string) =>
  (await askAs<DeskRequest>(shop, email, 'POST', about(apiPaths.staffRequestView, number), {})).body;

async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  return (await shop.database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()).results;
}

/** A letter as the desk shows it before: without the person's own link, and before the register has its entry. */
const asShown = (text: string) => text.replace(/#PR-\S+/g, '#…').replace(/^Register: .*$/m, '');

test('[rights.rectification] [security.access] a correction is added beside the invoice with its reason and the letter that was seen', async () => {
  const number = await enter();
  const ordersBefore = await rowsOf('orders');
  expect(await view(privacy, number)).toMatchObject({
    acts: ['answer', 'decide', 'correct-invoice', 'extend'],
    invoices: [invoiced],
  });
  const seen = await preview(privacy, number);
  expect(seen.status).toBe(200);
  expect(seen.body.to).toBe(person);
  expect(seen.body.text).toContain(`Added to the invoice of order ${invoiced}\nName: Ada Lovelace\nCity: Lyon`);
  expect(await count(shop.database, 'order_corrections')).toBe(0);

  const done = await correct(privacy, number);
  expect([done.status, done.body.said]).toEqual([200, expect.stringContaining('beside the invoice')]);
  expect(await rowsOf('orders')).toEqual(ordersBefore);
  expect(await rowsOf('order_corrections')).toMatchObject([
    { order_number: invoiced, request_number: number, field: 'name', words: 'Ada Lovelace' },
    { order_number: invoiced, request_number: number, field: 'city', words: 'Lyon' },
  ]);
  const letters = (await allLettersTo(shop, person)).map(({ text }) => asShown(text ?? ''));
  expect(letters).toContain(asShown(seen.body.text));
  expect(await view(privacy, number)).toMatchObject({ state: 'done', decision: wish.reason, acts: [], invoices: [] });
});

test('[rights.rectification] whoever was given the order is told, and the proof and the log say who did it and not what it says', async () => {
  const number = await enter();
  await correct(privacy, number);
  const told = (await view(privacy, number)).recipients.map(({ id, state }) => [id, state]);
  expect(told).toEqual(
    ['carriers', 'cloud-hosting', 'email-service', 'stripe'].map((recipient) => [recipient, 'explained']),
  );
  const proof = (await rowsOf('rights_register')).at(-1);
  expect(proof).toMatchObject({ request_number: number, step: 'corrected' });
  expect(JSON.parse(String(proof?.['details']))).toEqual({
    account: false,
    ordersChanged: 0,
    correctionsAdded: 2,
    by: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const logged = (await rowsOf('access_log')).filter((row) => row['what'] === 'a correction beside an invoice');
  expect(logged).toMatchObject([{ staff_email: privacy, act: 'change', why: number, request_number: number }]);
  for (const table of ['rights_register', 'access_log', 'request_steps', 'mail_outbox']) {
    expect(JSON.stringify(await rowsOf(table)), table).not.toContain('Lovelace');
  }
});

test.each(['client-care@shop.example', 'fulfilment@shop.example'])(
  '[security.access] %s may not, nor see its letter',
  async (email) => {
    const number = await enter();
    expect((await correct(email, number)).status).toBe(403);
    expect((await preview(email, number)).status).toBe(403);
    expect(await count(shop.database, 'order_corrections')).toBe(0);
  },
);

test('client care is not shown which invoices there are', async () => {
  expect(await view('client-care@shop.example', await enter())).toMatchObject({ acts: ['answer'], invoices: [] });
});

test('pressed twice at once it is added once, and once it is closed nothing is added', async () => {
  const number = await enter();
  const answers = await Promise.all([correct(privacy, number), correct(privacy, number)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await correct(privacy, number)).status).toBe(409);
  expect((await preview(privacy, number)).status).toBe(409);
  expect(await count(shop.database, 'order_corrections')).toBe(2);
  const done = (await allLettersTo(shop, person)).filter(({ subject }) => subject.endsWith('is done'));
  expect(done).toHaveLength(1);
});

test('a request about something else is refused, and offers it not', async () => {
  const number = await enter('complaint');
  expect((await correct(privacy, number)).status).toBe(403);
  expect((await preview(privacy, number)).status).toBe(403);
  expect(await view(privacy, number)).toMatchObject({ acts: ['answer', 'decide', 'extend'], invoices: [] });
  expect(await count(shop.database, 'order_corrections')).toBe(0);
});

test('of somebody whose address was erased no order is known, though every erased order has none', async () => {
  const number = await enter();
  await shop.database.prepare(`UPDATE privacy_requests SET email = '' WHERE number = ?1`).bind(number).run();
  await shop.database.prepare(`UPDATE orders SET email = '' WHERE number = ?1`).bind(invoiced).run();
  expect((await correct(privacy, number)).status).toBe(409);
  expect(await view(privacy, number)).toMatchObject({ invoices: [] });
  expect(await count(shop.database, 'order_corrections')).toBe(0);
});

test.each([
  ['an order that has no invoice yet', 409, { order: open }],
  ['another person’s order', 404, { order: anothers }],
  ['an order that is none', 404, { order: 'LG-5555-5555' }],
  ['no order', 400, { order: '' }],
  ['no reason', 400, { reason: ' ' }],
  ['no correction', 400, { fields: {} }],
  ['an empty name', 400, { fields: { name: ' ' } }],
  ['a line break', 400, { fields: { name: 'Ada\r\nBcc: eve@example.com' } }],
  ['markup', 400, { fields: { line1: '<img src=x>' } }],
  ['a very long line', 400, { fields: { line2: 'x'.repeat(101) } }],
  ['a country', 400, { fields: { country: 'US' } }],
  ['a phone number, which no invoice has', 400, { fields: { phone: '+33 1 23 45 67 89' } }],
])('%s is refused, also of the letter, and nothing is added', async (_, status, wrong) => {
  const number = await enter();
  expect((await correct(privacy, number, { ...wish, ...wrong })).status).toBe(status);
  expect((await preview(privacy, number, { ...wish, ...wrong })).status).toBe(status);
  expect(await count(shop.database, 'order_corrections')).toBe(0);
  expect((await view(privacy, number)).state).toBe('open');
});
