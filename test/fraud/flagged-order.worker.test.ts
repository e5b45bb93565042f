import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type { StaffOrder, StaffOrderDone } from '../../src/api/staff-orders.ts';
import type { WorkList } from '../../src/api/work-list-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, checkOut, delivered, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';
import { askAs } from '../staff/ask-desk.ts';

/** What the signs of fraud do to real orders of the built shop: bought, paid, looked at and released. */
const sku = 'AUR-YG-52';
let shop: LocalShop;
let networks = 0;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare('UPDATE stock SET on_hand = 500 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

type Role = 'fulfilment' | 'client-care' | 'privacy' | 'owner';
type From = Readonly<Record<string, string>>;

/** From a network that nobody else has. */
function home(country = 'FR'): From {
  networks += 1;
  return { 'CF-Connecting-IP': `198.51.100.${networks}`, 'CF-IPCountry': country };
}

async function buy(from: From, email = 'ada@example.com', quantity = 1) {
  const { link, url } = await beginCheckout(shop, wishFor(sku, { lines: [{ sku, quantity }] }), from);
  await payOnStripe(url, { email });
  await delivered(shop);
  return { link, number: link.split('.')[0] ?? '' };
}

const look = () => shop.runSchedule('* * * * *', new Date());

function ask<Answer = Problem>(role: Role, path: string, number: string, body: unknown = {}) {
  return askAs<Answer>(shop, `${role}@shop.example`, 'POST', path.replace(':number', number), body);
}

const view = (role: Role, number: string) => ask<StaffOrder>(role, apiPaths.staffOrderView, number);

async function listed(role: Role, query = ''): Promise<WorkList> {
  const { status, body } = await askAs<WorkList>(shop, `${role}@shop.example`, 'GET', apiPaths.staffOrders + query);
  expect(status).toBe(200);
  return body;
}

const wordsOf = ({ flags }: StaffOrder, kind: string) =>
  flags.flatMap((flag) => (flag.kind === kind ? [flag.words] : []));

/** One from abroad, that a person has to look at. */
async function flagged(email?: string) {
  const order = await buy(home('US'), email);
  await look();
  return order;
}

function lettersTo(email: string): readonly string[] {
  return shop.mailbox.messages().flatMap(({ message }) => (message.to.includes(email) ? [message.subject] : []));
}

test('[use.no-automated-decisions] [use.prevent-fraud] an order with every sign lit is taken, paid, confirmed and priced like any other, and stands for a person', async () => {
  const ordinary = await buy(home(), 'ordinary@example.com', 5);
  const from = home('RU');
  for (let attempt = 0; attempt < 8; attempt += 1) {
    expect((await checkOut(shop, wishFor(sku), from)).status, 'no attempt is one too many').toBe(201);
  }
  const suspect = await buy(from, 'suspect@example.com', 5);
  const intent = await shop.database
    .prepare('SELECT stripe_payment_intent_id AS id FROM orders WHERE number = ?1')
    .bind(suspect.number)
    .first<string>('id');
  shop.stripe.turn({ webhooks: { duplicates: 2 } });
  shop.stripe.warnOfFraud(intent ?? '');
  await delivered(shop);
  shop.stripe.resetSwitches();
  await look();
  await shop.runSchedule('7 * * * *', new Date());

  const { results } = await shop.database
    .prepare('SELECT reason FROM fraud_flags WHERE order_number = ?1 ORDER BY reason')
    .bind(suspect.number)
    .all<{ reason: string }>();
  expect(results.map(({ reason }) => reason)).toEqual(['attempts', 'country', 'early-warning', 'value']);
  const prices = await shop.database
    .prepare(
      `SELECT subtotal_minor, delivery_minor, total_minor, refunded_minor, currency FROM orders
       WHERE number IN (?1, ?2)`,
    )
    .bind(ordinary.number, suspect.number)
    .all();
  expect(prices.results[0]).toEqual(prices.results[1]);
  expect(prices.results[0]).toMatchObject({ total_minor: 2_425_000, refunded_minor: 0 });
  await expect
    .poll(() => lettersTo('suspect@example.com'), { timeout: 20_000 })
    .toEqual([`Your order ${suspect.number}`]);
  expect((await viewOrder(shop, suspect.link)).body.state).toBe('under-review');
  expect((await view('owner', suspect.number)).body.history.map(({ move, by }) => [move, by])).toEqual([
    ['place', 'stripe'],
    ['hold', 'shop'],
  ]);
  const acts = shop.stripe.requests().filter(({ method }) => method === 'POST');
  expect(acts.filter(({ path }) => /refunds|cancel|expire/.test(path))).toEqual([]);
  expect((await checkOut(shop, wishFor(sku), from)).status, 'nor is the next bag refused').toBe(201);
});

describe('a flagged order at the desk', () => {
  test('says why and since when to whoever decides, and to nobody more than they need', async () => {
    const { number } = await flagged();
    const why = 'It was ordered in another country than it goes to.';
    const address = `198.51.100.${networks}`;
    const care = (await view('client-care', number)).body;
    expect(wordsOf(care, 'fraud')).toEqual([why, 'It was ordered in: United States.']);
    expect(care.flags.find(({ kind }) => kind === 'fraud')?.since).toMatch(/^20\d\d-/);
    expect(care.acts).toContain('release');
    const owner = (await view('owner', number)).body;
    expect(wordsOf(owner, 'fraud')).toEqual([...wordsOf(care, 'fraud'), `Its IP address: ${address}`]);
    const packer = (await view('fulfilment', number)).body;
    expect(wordsOf(packer, 'fraud')).toEqual(['Client care is asked to look at it.']);
    expect(packer.acts).toEqual([]);
    for (const role of ['fulfilment', 'client-care', 'privacy'] as const) {
      expect(JSON.stringify((await view(role, number)).body)).not.toContain(address);
    }
  });

  test('has its mark in the lists and a list of its own, the longest first, until it is released', async () => {
    const { number } = await flagged();
    const other = await flagged();
    const plain = await buy(home());
    const all = (await listed('fulfilment')).orders;
    const marks = new Map(all.map((line) => [line.number, line.isFlagged]));
    expect([marks.get(number), marks.get(other.number), marks.get(plain.number)]).toEqual([true, true, false]);
    const numbers = async (query = '') =>
      (await listed('client-care', `?state=flagged${query}`)).orders.map((line) => line.number);
    const before = await numbers();
    expect(before.slice(-2)).toEqual([number, other.number]);
    expect(new Set(before).size, 'each once, whatever it has').toBe(before.length);
    expect(await numbers('&country=JP')).toEqual([]);
    await ask('client-care', apiPaths.staffOrderRelease, number, { note: 'A gift.' });
    await ask('owner', apiPaths.staffOrderCancel, other.number);
    expect(await numbers()).toEqual(before.slice(0, -2));
  });

  test('[use.prevent-fraud] is released by a person who says why: in the history, the flag and the access log', async () => {
    const { link, number } = await flagged('released@example.com');
    const note = 'Telephoned: she lives in both places.';
    const done = await ask<StaffOrderDone>('client-care', apiPaths.staffOrderRelease, number, { note });
    expect(done).toMatchObject({ status: 200, body: { state: 'paid' } });
    const { body } = await view('owner', number);
    expect(body.history.at(-1)).toMatchObject({ move: 'release', role: 'client-care', note });
    expect(wordsOf(body, 'fraud')).toEqual([]);
    expect(wordsOf(body, 'fraud-settled')).toEqual([
      `It was ordered in another country than it goes to. Looked at by client care: ${note}`,
    ]);
    const log = await shop.database
      .prepare(`SELECT role, act, subject_hash FROM access_log WHERE why = ?1`)
      .bind(note)
      .all();
    expect(log.results).toEqual([{ role: 'client-care', act: 'change', subject_hash: expect.any(String) }]);
    expect((await viewOrder(shop, link)).body.state).toBe('paid');
    await look();
    expect((await ask<StaffOrderDone>('fulfilment', apiPaths.staffOrderPrepare, number)).body.state).toBe('preparing');
  });

  test('is released once, though two press at once and one again', async () => {
    const { number } = await flagged();
    const press = (role: Role) => ask(role, apiPaths.staffOrderRelease, number, { note: `It is well, says ${role}.` });
    const answers = await Promise.all([press('client-care'), press('owner')]);
    expect((await press('owner')).status).toBe(200);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { history } = (await view('owner', number)).body;
    expect(history.map(({ move }) => move)).toEqual(['place', 'hold', 'release']);
    const rows = await shop.database
      .prepare(`SELECT count(*) AS rows FROM access_log WHERE what = 'an order that was flagged, which is released'
        AND why LIKE 'It is well, says %'`)
      .first<number>('rows');
    expect(rows).toBe(1);
  });

  test.each([
    ['without a reason', {}],
    ['with an empty one', { note: '  ' }],
    ['with an e-mail address in it', { note: 'ada@example.com is known' }],
    ['with one past its bound', { note: 'x'.repeat(201) }],
    ['with a field that is not asked for', { note: 'It is well.', state: 'paid' }],
  ])('is not released %s', async (_, body) => {
    const { number } = await flagged();
    const refused = await ask('client-care', apiPaths.staffOrderRelease, number, body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect((await view('owner', number)).body.state).toBe('under-review');
  });

  test.each(['fulfilment', 'privacy'] as const)('is not released, and no flag cleared, by %s', async (role) => {
    const { number } = await flagged();
    for (const path of [apiPaths.staffOrderRelease, apiPaths.staffOrderClearFlag]) {
      expect((await ask(role, path, number, { note: 'It is well.' })).status).toBe(403);
    }
    const { body } = await view('owner', number);
    expect([body.state, wordsOf(body, 'fraud').length]).toEqual(['under-review', 3]);
  });

  test('is cancelled by a person with the usual act, and by nobody else', async () => {
    const { number } = await flagged();
    const cancelled = await ask<StaffOrderDone>('client-care', apiPaths.staffOrderCancel, number, { restock: 'all' });
    expect(cancelled.body.state).toBe('cancelled');
    const { history } = (await view('owner', number)).body;
    expect(history.map(({ move, by }) => [move, by]).slice(0, 3)).toEqual([
      ['place', 'stripe'],
      ['hold', 'shop'],
      ['cancel', 'staff'],
    ]);
  });
});

test('the flag of an order that is on its way is cleared with a reason, once, and moves nothing', async () => {
  const { number } = await buy(home());
  await look();
  const clear = (note?: string) =>
    ask<StaffOrderDone & Problem>('client-care', apiPaths.staffOrderClearFlag, number, note ? { note } : {});
  expect(await clear('Nothing was there.')).toMatchObject({ status: 409 });
  await ask('fulfilment', apiPaths.staffOrderPrepare, number);
  const intent = await shop.database
    .prepare('SELECT stripe_payment_intent_id AS id FROM orders WHERE number = ?1')
    .bind(number)
    .first<string>('id');
  shop.stripe.warnOfFraud(intent ?? '');
  await delivered(shop);
  expect((await view('client-care', number)).body).toMatchObject({ state: 'preparing' });
  expect((await view('client-care', number)).body.acts).toContain('clear-flag');
  expect(await clear()).toMatchObject({ status: 400 });
  expect(await clear('The bank was telephoned.')).toMatchObject({
    status: 200,
    body: { said: 'Done. The flag is cleared.', state: 'preparing' },
  });
  expect(await clear('Once more.')).toMatchObject({ status: 200, body: { said: 'That was done before.' } });
  const { body } = await view('client-care', number);
  expect(wordsOf(body, 'fraud-settled').join()).toContain('The bank was telephoned.');
  expect(body.acts).not.toContain('clear-flag');
  expect(body.history.map(({ move }) => move)).toEqual(['place', 'prepare']);
});

test('a checkout whose address is none, or nonsense, is a checkout', async () => {
  for (const from of [
    {},
    { 'CF-Connecting-IP': "'; DROP TABLE orders; --" },
    { 'CF-IPCountry': 'Nowhere' },
  ] as From[]) {
    const { number } = await buy(from);
    const row = await shop.database
      .prepare('SELECT address, country, state FROM checkout_addresses WHERE order_number = ?1')
      .bind(number)
      .first();
    expect(row).toEqual({ address: '', country: 'XX', state: 'waiting' });
  }
});

test('where the row of an address can’t be written the checkout is refused as a whole, and holds nothing', async () => {
  const before = [await countOf('checkouts'), await countOf('holds')];
  await shop.database.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON checkout_addresses BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  expect((await checkOut(shop, wishFor(sku), home())).status).toBe(500);
  await shop.database.exec('DROP TRIGGER refuse');
  expect([await countOf('checkouts'), await countOf('holds')]).toEqual(before);
});

async function countOf(table: string): Promise<number> {
  const row = await shop.database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<{ rows: number }>();
  return row?.rows ?? 0;
}
