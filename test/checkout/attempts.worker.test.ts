import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failHolding, selectCheckoutByNumber } from '../../functions/checkout/queries.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { availableOf, beginCheckout, checkOut, payOnStripe, post, viewOrder, wishFor } from '../local/shopper.ts';

let shop: LocalShop;
const sku = 'AUR-YG-58';
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(() => restock(1));

async function restock(count: number): Promise<void> {
  await shop.database.batch([
    shop.database.prepare('DELETE FROM holds'),
    shop.database.prepare('UPDATE stock SET on_hand = ?2 WHERE sku = ?1').bind(sku, count),
  ]);
}

describe('one wish, one session', () => {
  test('a double click opens one page and holds one piece', async () => {
    const request = wishFor(sku);
    const [first, second] = await Promise.all([checkOut(shop, request), checkOut(shop, request)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.url).toBe(second.body.url);
    expect(first.body.link).toBe(second.body.link);
    expect(await availableOf(shop, sku)).toBe(0);
  });

  test('an answer that got lost is given again', async () => {
    const request = wishFor(sku);
    const first = await beginCheckout(shop, request);
    expect(await beginCheckout(shop, request)).toEqual(first);
  });

  test('an answer of Stripe’s that got lost leaves one session', async () => {
    shop.stripe.turn({ loseNextAnswers: 1 });
    const started = await beginCheckout(shop, wishFor(sku));
    expect(started.url).toContain('/c/pay/');
    expect(await availableOf(shop, sku)).toBe(0);
  });

  test('a request that Stripe did not answer leaves the page alone that its twin has opened', async () => {
    const { link } = await beginCheckout(shop, wishFor(sku));
    const opened = await selectCheckoutByNumber(shop.database, link.split('.', 1)[0] ?? '');
    expect(opened).toMatchObject({ state: 'open' });
    await failHolding(shop.database, opened?.id ?? '');
    expect(await availableOf(shop, sku)).toBe(0);
  });

  test('the attempt of another bag is refused', async () => {
    const request = wishFor(sku);
    await beginCheckout(shop, request);
    const changed = { ...request, lines: [{ sku: 'AUR-YG-50', quantity: 1 }] };
    expect(await checkOut(shop, changed)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});

describe('coming back from Stripe’s page', () => {
  test('the same bag gets the same page', async () => {
    const first = await beginCheckout(shop, wishFor(sku));
    const again = await beginCheckout(shop, wishFor(sku, { previous: first.link }));
    expect(again).toEqual(first);
  });

  test('a changed bag gives its earlier hold back before it takes a new one', async () => {
    const first = await beginCheckout(shop, wishFor(sku));
    const again = await beginCheckout(shop, wishFor(sku, { previous: first.link, giftWrap: true }));
    expect(again.url).not.toBe(first.url);
    expect((await viewOrder(shop, first.link)).body.state).toBe('cancelled');
    expect((await payOnStripe(first.url)).status).toBe(410);
    expect(await availableOf(shop, sku)).toBe(0);
  });

  test('a bag that is paid already is not paid twice', async () => {
    const first = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(first.url);
    const again = await checkOut(shop, wishFor(sku, { previous: first.link, giftWrap: true }));
    expect(again).toMatchObject({ status: 409, body: { code: 'already-paid', link: first.link } });
  });

  test('another’s link, or none of ours, changes nothing', async () => {
    await restock(2);
    const first = await beginCheckout(shop, wishFor(sku));
    await beginCheckout(shop, wishFor(sku, { previous: `${first.link.slice(0, -3)}AAA` }));
    expect((await viewOrder(shop, first.link)).body.state).toBe('open');
    expect(await availableOf(shop, sku)).toBe(0);
  });
});

describe('cancelling', () => {
  test('gives the piece back, and twice does no harm', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    expect(await availableOf(shop, sku)).toBe(0);
    for (const _ of [1, 2]) {
      expect(await post(shop, apiPaths.checkoutCancel, { link })).toMatchObject({
        status: 200,
        body: { state: 'released' },
      });
    }
    expect(await availableOf(shop, sku)).toBe(1);
    expect((await payOnStripe(url)).status).toBe(410);
  });

  test('after paying it says so and keeps the order', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url);
    expect(await post(shop, apiPaths.checkoutCancel, { link })).toMatchObject({
      status: 409,
      body: { code: 'already-paid' },
    });
    expect((await viewOrder(shop, link)).body.state).toBe('paid');
  });

  test('while Stripe is away keeps the hold: somebody might still pay', async () => {
    const { link } = await beginCheckout(shop, wishFor(sku));
    shop.stripe.turn({ unreachable: true });
    expect((await post(shop, apiPaths.checkoutCancel, { link })).status).toBe(503);
    shop.stripe.turn({ unreachable: false });
    expect(await availableOf(shop, sku)).toBe(0);
    await post(shop, apiPaths.checkoutCancel, { link });
    expect(await availableOf(shop, sku)).toBe(1);
  });
});

describe('stock', () => {
  test.each([1, 7])('of %i is held exactly as often by 60 at once', async (count) => {
    await restock(count);
    const answers = await Promise.all(Array.from({ length: 60 }, () => checkOut(shop, wishFor(sku))));
    const codes = answers.map((answer) => (answer.status === 201 ? 'held' : answer.body.code));
    expect(codes.filter((code) => code === 'held')).toHaveLength(count);
    expect(new Set(codes)).toEqual(new Set(['held', 'sold-out']));
    const row = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first();
    expect(row).toEqual({ on_hand: count, held: count });
  });
});
