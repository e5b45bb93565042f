import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, cards, delivered, payOnStripe, post, wishFor } from '../local/shopper.ts';
import { alarmsOf, count, runsOf } from './database.ts';

const sku = 'AUR-YG-52';
const sweep = '*/5 * * * *';
const deletion = '7 * * * *';
const minute = 60_000;
const day = 24 * 60 * minute;
let shop: LocalShop;
let advance = 0;
beforeAll(async () => {
  shop = await launchShop({ clock: () => Date.now() + advance });
});
afterAll(() => shop.close());
beforeEach(async () => {
  for (const table of ['checkouts', 'orders', 'retention_runs', 'retention_alarms']) {
    await shop.database.prepare(`DELETE FROM ${table}`).run();
  }
  await shop.database.prepare('UPDATE stock SET on_hand = 5 WHERE sku = ?1').bind(sku).run();
});
// However a test ended: what is settled holds nothing, and what is counted as held is held by somebody.
afterEach(async () => {
  advance = 0;
  shop.stripe.turn({ unreachable: false, webhooks: { drop: false } });
  const outlived = `SELECT c.state FROM holds h JOIN checkouts c ON c.id = h.checkout_id
    WHERE c.state IN ('paid', 'expired', 'failed', 'cancelled')`;
  expect((await shop.database.prepare(outlived).all()).results).toEqual([]);
  const miscounted = `SELECT sku FROM stock
    WHERE held <> (SELECT coalesce(sum(quantity), 0) FROM holds WHERE holds.sku = stock.sku)`;
  expect((await shop.database.prepare(miscounted).all()).results).toEqual([]);
});

async function runAfter(cron: string, milliseconds: number): Promise<void> {
  advance = milliseconds;
  await shop.stripe.tick();
  await shop.runSchedule(cron, new Date(Date.now() + advance));
}

async function standing(): Promise<unknown> {
  const checkout = await shop.database.prepare('SELECT state FROM checkouts').first<{ state: string }>();
  const stock = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first();
  return { state: checkout?.state, ...stock };
}

test('a bag that is left at the payment page holds its pieces until that page has run out, and no longer', async () => {
  shop.stripe.turn({ webhooks: { drop: true } });
  await beginCheckout(shop, wishFor(sku));
  await runAfter(sweep, 29 * minute);
  expect(await standing()).toEqual({ state: 'open', on_hand: 5, held: 1 });
  await runAfter(sweep, 36 * minute);
  expect(await standing()).toEqual({ state: 'expired', on_hand: 5, held: 0 });
});

test('a payment sells what was held', async () => {
  const { url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url);
  await delivered(shop);
  expect(await standing()).toEqual({ state: 'paid', on_hand: 4, held: 0 });
});

test('a checkout that is called off gives its pieces back at once', async () => {
  const { link } = await beginCheckout(shop, wishFor(sku));
  expect((await post(shop, apiPaths.checkoutCancel, { link })).status).toBe(200);
  expect(await standing()).toEqual({ state: 'cancelled', on_hand: 5, held: 0 });
});

test('a card that is declined leaves the pieces held for another try, until the page has run out', async () => {
  const { url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { card: cards.declined });
  await delivered(shop);
  expect(await standing()).toEqual({ state: 'open', on_hand: 5, held: 1 });
  await runAfter(sweep, 36 * minute);
  expect(await standing()).toEqual({ state: 'expired', on_hand: 5, held: 0 });
});

test('a bank that turns a delayed payment down ends the hold', async () => {
  const { url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { method: 'sepa_debit' });
  await runAfter(sweep, 36 * minute);
  expect(await standing()).toEqual({ state: 'processing', on_hand: 5, held: 1 });
  shop.stripe.settle(new URL(url).pathname.split('/').at(-1) ?? '', 'failed');
  await runAfter(sweep, 60 * minute);
  expect(await standing()).toEqual({ state: 'failed', on_hand: 5, held: 0 });
});

test('the scheduled deletion leaves a checkout that nobody has settled, and takes it once the sweep has', async () => {
  await beginCheckout(shop, wishFor(sku));
  shop.stripe.turn({ webhooks: { drop: true }, unreachable: true });
  await runAfter(sweep, 31 * day - minute);
  await runAfter(deletion, 31 * day);
  expect(await standing()).toEqual({ state: 'open', on_hand: 5, held: 1 });
  shop.stripe.turn({ unreachable: false });
  await runAfter(sweep, 31 * day + 15 * minute);
  expect(await standing()).toEqual({ state: 'expired', on_hand: 5, held: 0 });
  await runAfter(deletion, 31 * day + 60 * minute);
  expect(await count(shop.database, 'checkouts')).toBe(0);
  expect(await runsOf(shop.database, 'checkouts')).toMatchObject([
    { state: 'finished', deleted: 0, still_due: 0 },
    { state: 'finished', deleted: 1, still_due: 0 },
  ]);
  // Settled more than a day after its time was over: staff are told that it lay there, until it is gone.
  expect(await alarmsOf(shop.database)).toMatchObject([
    { rule: 'checkouts', reason: 'left-behind', cleared_at: expect.any(Number) },
  ]);
});
