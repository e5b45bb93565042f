import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type { DeskStock, StockChanged, StockHistory } from '../../src/api/stock-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff, seedStock } from '../local/migrate.ts';
import { availableOf, beginCheckout, wishFor } from '../local/shopper.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { askAs } from '../staff/ask-desk.ts';

const fulfilment = 'fulfilment@shop.example';
const sku = 'MER-GOLD';
const path = apiPaths.staffStockOf.replace(':sku', sku);

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await seedStaff(shop.database);
  await seedStock(shop.database);
  await shop.database.prepare('UPDATE stock SET on_hand = 2 WHERE sku = ?1').bind(sku).run();
});

const wish = (quantity: number, changes: object = {}) => ({
  id: crypto.randomUUID(),
  kind: quantity > 0 ? 'arrival' : 'correction',
  quantity,
  reason: 'Counted on the shelf',
  ...changes,
});
const change = <Answer = StockChanged>(body: unknown, email = fulfilment, at = path) =>
  askAs<Answer>(shop, email, 'POST', at, body);
const onHand = () =>
  shop.database.prepare('SELECT on_hand FROM stock WHERE sku = ?1').bind(sku).first<number>('on_hand');

test('an arrival is counted, told in the history and in the log, and can be sold', async () => {
  expect(await change(wish(3))).toMatchObject({ status: 200, body: { onHand: 5 } });
  expect(await availableOf(shop, sku)).toBe(5);
  await change(wish(-1, { reason: 'One is scratched' }));
  const { body } = await askAs<StockHistory>(shop, fulfilment, 'GET', path);
  expect(body.changes).toMatchObject([
    { kind: 'correction', quantity: -1, onHandAfter: 4, reason: 'One is scratched', role: 'fulfilment' },
    { kind: 'arrival', quantity: 3, onHandAfter: 5 },
  ]);
  const rows = await shop.database.prepare('SELECT act, what, staff_email FROM access_log').all();
  expect(rows.results).toEqual(Array(2).fill({ act: 'change', what: `the stock of ${sku}`, staff_email: fulfilment }));
});

test('the same wish sent twice, and twenty at once, are one change', async () => {
  const body = wish(3);
  await Promise.all(Array.from({ length: 20 }, () => change(body)));
  expect([await onHand(), await count(shop.database, 'stock_changes')]).toEqual([5, 1]);
});

test('twenty different arrivals at once are all counted', async () => {
  await Promise.all(Array.from({ length: 20 }, () => change(wish(1))));
  expect(await onHand()).toBe(22);
});

test('what is held for somebody who pays is said with its end, and can’t be counted away', async () => {
  const { link } = await beginCheckout(shop, wishFor(sku));
  const { body } = await askAs<DeskStock>(shop, fulfilment, 'GET', apiPaths.staffStock);
  expect(body.pieces.find((piece) => piece.sku === sku)).toMatchObject({
    onHand: 2,
    held: 1,
    holds: [{ number: link.split('.')[0], quantity: 1, why: 'paying' }],
  });
  expect(await change<Problem>(wish(-2))).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect([await onHand(), await count(shop.database, 'stock_changes')]).toEqual([2, 0]);
  expect((await change(wish(-1))).status).toBe(200);
});

test('a wish that was used for one piece is refused for another', async () => {
  const body = wish(1);
  await change(body);
  const other = await change<Problem>(body, fulfilment, apiPaths.staffStockOf.replace(':sku', 'MER-STEEL'));
  expect(other.body.code).toBe('conflict');
});

test.each([
  ['nothing', wish(0)],
  ['an arrival of fewer', wish(-1, { kind: 'arrival' })],
  ['too many', wish(10_000)],
  ['half a piece', wish(0.5)],
  ['no reason', wish(1, { reason: ' ' })],
  ['an address in the reason', wish(1, { reason: 'for ada@example.com' })],
  ['another kind', wish(1, { kind: 'theft' })],
  ['an id that is none', wish(1, { id: '1' })],
  ['something more', wish(1, { sku })],
])('%s is refused, and nothing is changed', async (_, body) => {
  expect((await change<Problem>(body)).body.code).toBe('invalid-request');
  expect([await onHand(), await count(shop.database, 'stock_changes')]).toEqual([2, 0]);
});

test.each(['NOT-THERE', 'mer-gold', '%27'])('the piece %s is none', async (name) => {
  const at = apiPaths.staffStockOf.replace(':sku', name);
  expect((await change<Problem>(wish(1), fulfilment, at)).body.code).toBe('unknown-sku');
  expect((await askAs(shop, fulfilment, 'GET', at)).body.code).toBe('unknown-sku');
});

test.each(['client-care@shop.example', 'privacy@shop.example'])(
  '[security.access] %s counts nothing',
  async (email) => {
    expect((await change<Problem>(wish(1), email)).status).toBe(403);
    expect((await askAs(shop, email, 'GET', apiPaths.staffStock)).status).toBe(403);
    expect(await onHand()).toBe(2);
  },
);
