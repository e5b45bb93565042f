import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { availableOf, beginCheckout, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';

const sku = 'AUR-YG-52';
const sweep = '*/5 * * * *';
const minute = 60_000;
let shop: LocalShop;
let advance = 0;
beforeAll(async () => {
  shop = await launchShop({ clock: () => Date.now() + advance });
  await shop.database.prepare('UPDATE stock SET on_hand = 5 WHERE sku = ?1').bind(sku).run();
  // Every webhook of this file is lost.
  shop.stripe.turn({ webhooks: { drop: true } });
});
afterAll(() => shop.close());
afterEach(() => {
  advance = 0;
});

async function sweepAfter(minutes: number): Promise<void> {
  advance = minutes * minute;
  await shop.stripe.tick();
  await shop.runSchedule(sweep, new Date(Date.now() + advance));
}

async function stateOf(link: string): Promise<unknown> {
  const [number] = link.split('.');
  const row = await shop.database
    .prepare('SELECT state FROM checkouts WHERE number = ?1')
    .bind(number)
    .first<{ state: string }>();
  return row?.state;
}

test('a paid session whose webhook never came becomes an order, once', async () => {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url);
  await sweepAfter(29);
  expect(await stateOf(link)).toBe('open');
  await Promise.all([sweepAfter(36), sweepAfter(36)]);
  expect(await stateOf(link)).toBe('paid');
  const stock = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first();
  expect(stock).toEqual({ on_hand: 4, held: 0 });
});

test('an expired session gives its piece back', async () => {
  const before = await availableOf(shop, sku);
  const { link } = await beginCheckout(shop, wishFor(sku));
  await sweepAfter(36);
  expect(await stateOf(link)).toBe('expired');
  expect(await availableOf(shop, sku)).toBe(before);
});

test('a session that should be over and isn’t is closed before its piece is given back', async () => {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  // Stripe's clock is behind ours: its page is still open.
  await shop.runSchedule(sweep, new Date(Date.now() + 36 * minute));
  expect(await stateOf(link)).toBe('expired');
  expect((await payOnStripe(url)).status).toBe(410);
});

test('while Stripe can’t be asked the hold stays, and is settled afterwards', async () => {
  const before = (await availableOf(shop, sku)) ?? 0;
  const { link } = await beginCheckout(shop, wishFor(sku));
  shop.stripe.turn({ unreachable: true });
  await sweepAfter(36);
  expect(await stateOf(link)).toBe('open');
  expect(await availableOf(shop, sku)).toBe(before - 1);
  shop.stripe.turn({ unreachable: false });
  await sweepAfter(50);
  expect(await stateOf(link)).toBe('expired');
  expect(await availableOf(shop, sku)).toBe(before);
});

test('a delayed payment is asked about until the bank has answered', async () => {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { method: 'sepa_debit' });
  await sweepAfter(36);
  expect(await stateOf(link)).toBe('processing');
  shop.stripe.settle(new URL(url).pathname.split('/').at(-1) ?? '', 'succeeded');
  await sweepAfter(60);
  expect(await stateOf(link)).toBe('paid');
  expect((await viewOrder(shop, link)).body.state).toBe('paid');
});

test('a process that died between the hold and Stripe’s answer holds its piece until the page has run out', async () => {
  const before = (await availableOf(shop, sku)) ?? 0;
  const { link } = await beginCheckout(shop, wishFor(sku));
  const [number] = link.split('.');
  await shop.database
    .prepare(`UPDATE checkouts SET state = 'holding', stripe_session_id = NULL, pay_url = NULL WHERE number = ?1`)
    .bind(number)
    .run();
  await sweepAfter(29);
  expect(await availableOf(shop, sku)).toBe(before - 1);
  await sweepAfter(36);
  expect(await availableOf(shop, sku)).toBe(before);
});

test('a delayed payment that Stripe no longer knows of gives its piece back', async () => {
  const before = (await availableOf(shop, sku)) ?? 0;
  const { link } = await beginCheckout(shop, wishFor(sku));
  const [number] = link.split('.');
  await shop.database
    .prepare(`UPDATE checkouts SET state = 'processing', stripe_session_id = 'cs_test_gone' WHERE number = ?1`)
    .bind(number)
    .run();
  await sweepAfter(36);
  expect(await stateOf(link)).toBe('expired');
  expect(await availableOf(shop, sku)).toBe(before);
});

test('an order that the sweep finds late was paid when Stripe says so', async () => {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  const start = Date.now();
  await payOnStripe(url);
  await sweepAfter(600);
  const [number] = link.split('.');
  const order = await shop.database
    .prepare('SELECT paid_at FROM orders WHERE number = ?1')
    .bind(number)
    .first<{ paid_at: number }>();
  expect(Math.abs((order?.paid_at ?? 0) - start)).toBeLessThan(minute);
});
