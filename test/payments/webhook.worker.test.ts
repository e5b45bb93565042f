import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { availableOf, beginCheckout, delivered, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';

const secrets = newSecrets();
const sku = 'AUR-YG-52';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ secrets });
});
afterAll(() => shop.close());
beforeEach(() => shop.database.prepare('UPDATE stock SET on_hand = held + 5 WHERE sku = ?1').bind(sku).run());
afterEach(() => shop.stripe.turn({ webhooks: { hold: false, drop: false, duplicates: 0 }, unreachable: false }));

async function count(table: 'orders' | 'mail_outbox' | 'stripe_events' | 'holds'): Promise<number> {
  const row = await shop.database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<{ rows: number }>();
  return row?.rows ?? -1;
}

async function ordersOf(link: string): Promise<number> {
  const [number] = link.split('.');
  const row = await shop.database
    .prepare('SELECT count(*) AS rows FROM orders WHERE number = ?1')
    .bind(number)
    .first<{ rows: number }>();
  return row?.rows ?? -1;
}

function deliver(body: string, signature: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signature };
  return fetch(shop.url + apiPaths.stripeWebhook, { method: 'POST', headers, body });
}

function sign(body: string, secret = secrets.stripeWebhookSecret, seconds = Math.floor(Date.now() / 1000)): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

const event = (type: string, object: object) =>
  JSON.stringify({
    id: `evt_${crypto.randomUUID()}`,
    object: 'event',
    api_version: '2031-01-01.later',
    type,
    data: { object },
  });

describe('an event is taken in only with Stripe’s own signature', () => {
  const body = event('checkout.session.expired', { id: 'cs_test_1', object: 'checkout.session' });
  const now = Math.floor(Date.now() / 1000);
  test.each([
    ['without one', ''],
    ['made with another secret', sign(body, 'whsec_other')],
    ['of another body', sign(`${body} `)],
    ['older than 300 seconds', sign(body, secrets.stripeWebhookSecret, now - 301)],
    ['of nonsense', 't=now,v1=00'],
  ])('%s it is refused', async (_, signature) => {
    const response = await deliver(body, signature);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-signature' });
  });

  test('just inside 300 seconds it is taken', async () => {
    // The shop was started meanwhile: its time is the one of now.
    const seconds = Math.floor(Date.now() / 1000) - 290;
    expect((await deliver(body, sign(body, secrets.stripeWebhookSecret, seconds))).status).toBe(200);
  });

  test('one that is no event is refused, though it is signed', async () => {
    for (const nonsense of ['', '[]', '{"id":1}', 'not json']) {
      expect((await deliver(nonsense, sign(nonsense))).status).toBe(400);
    }
  });

  test('one past its bound is refused', async () => {
    const huge = event('x', { id: 'a', object: 'b', filler: 'x'.repeat(300_000) });
    expect((await deliver(huge, sign(huge))).status).toBe(413);
  });

  test('unknown types, versions and sessions are taken in and left alone', async () => {
    for (const body of [
      event('some.type.of.tomorrow', { id: 'x_1', object: 'x' }),
      event('checkout.session.completed', { id: 'cs_test_of_another_shop', object: 'checkout.session' }),
    ]) {
      const response = await deliver(body, sign(body));
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ outcome: 'ignored' });
    }
    expect(await count('orders')).toBe(0);
  });
});

describe('a paid session becomes one order, whatever way its events come', () => {
  test('once delivered', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku, { marketing: true }));
    const before = await count('mail_outbox');
    await payOnStripe(url);
    await delivered(shop);
    const [number] = link.split('.');
    expect(await ordersOf(link)).toBe(1);
    // The confirmation, and the letter that asks whether the tick is this mailbox's own.
    expect(await count('mail_outbox')).toBe(before + 2);
    expect(await availableOf(shop, sku)).toBe(4);
    const stock = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first();
    expect(stock).toEqual({ on_hand: 4, held: 0 });
    const consent = await shop.database
      .prepare(
        'SELECT w.email, w.wording_version, w.page FROM marketing_wishes w JOIN orders o ON lower(o.email) = w.email WHERE o.number = ?1',
      )
      .bind(number)
      .first();
    expect(consent).toEqual({ email: 'ada@example.com', wording_version: 1, page: '/bag/' });
  });

  test('delivered eleven times at once', async () => {
    shop.stripe.turn({ webhooks: { duplicates: 10 } });
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    const before = await count('mail_outbox');
    await payOnStripe(url);
    await delivered(shop);
    expect(await ordersOf(link)).toBe(1);
    expect(await count('mail_outbox')).toBe(before + 1);
    expect(await availableOf(shop, sku)).toBe(4);
  });

  test.each(['first-to-last', 'last-to-first'] as const)('a delayed payment, its events %s', async (order) => {
    shop.stripe.turn({ webhooks: { hold: true } });
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url, { method: 'sepa_debit' });
    const sessionId = new URL(url).pathname.split('/').at(-1) ?? '';
    shop.stripe.settle(sessionId, 'succeeded');
    await shop.stripe.release(order);
    await delivered(shop);
    expect(await ordersOf(link)).toBe(1);
    expect((await viewOrder(shop, link)).body.state).toBe('paid');
    expect(await availableOf(shop, sku)).toBe(4);
  });

  test('a delayed payment holds the piece until the bank has answered, and gives it back when that says no', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url, { method: 'sepa_debit' });
    await delivered(shop);
    expect((await viewOrder(shop, link)).body.state).toBe('processing');
    expect(await availableOf(shop, sku)).toBe(4);
    shop.stripe.settle(new URL(url).pathname.split('/').at(-1) ?? '', 'failed');
    await delivered(shop);
    expect((await viewOrder(shop, link)).body.state).toBe('failed');
    expect(await ordersOf(link)).toBe(0);
    expect(await availableOf(shop, sku)).toBe(5);
  });

  test('before the page asks, or after, or only by the page', async () => {
    shop.stripe.turn({ webhooks: { drop: true } });
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url);
    const views = await Promise.all([viewOrder(shop, link), viewOrder(shop, link), viewOrder(shop, link)]);
    expect(views.map((view) => view.status)).toEqual([200, 200, 200]);
    expect((await viewOrder(shop, link)).body.state).toBe('paid');
    expect(await ordersOf(link)).toBe(1);
  });

  test('an expired session gives its piece back', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    shop.stripe.expire(new URL(url).pathname.split('/').at(-1) ?? '');
    await delivered(shop);
    expect((await viewOrder(shop, link)).body.state).toBe('expired');
    expect(await availableOf(shop, sku)).toBe(5);
  });

  test('when Stripe can’t be asked the event is sent back for later, and nothing is written', async () => {
    shop.stripe.turn({ webhooks: { drop: true } });
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url);
    shop.stripe.turn({ unreachable: true });
    const body = event('checkout.session.completed', {
      id: new URL(url).pathname.split('/').at(-1),
      object: 'checkout.session',
    });
    const events = await count('stripe_events');
    expect((await deliver(body, sign(body))).status).toBe(503);
    expect(await ordersOf(link)).toBe(0);
    expect(await count('stripe_events')).toBe(events);
    shop.stripe.turn({ unreachable: false });
    expect((await deliver(body, sign(body))).status).toBe(200);
    expect(await ordersOf(link)).toBe(1);
  });
});

describe('what was charged is held against what was asked for', () => {
  test('a difference loses neither money nor order: a person looks', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    const [number] = link.split('.');
    await shop.database
      .prepare('UPDATE checkouts SET subtotal_minor = subtotal_minor + 1 WHERE number = ?1')
      .bind(number)
      .run();
    await payOnStripe(url);
    await delivered(shop);
    const order = await shop.database
      .prepare('SELECT state, review_reason FROM orders WHERE number = ?1')
      .bind(number)
      .first();
    expect(order).toEqual({ state: 'under-review', review_reason: 'amount' });
  });

  test('a piece that went meanwhile: the order stands for a person, and stock never goes below nothing', async () => {
    const { link, url } = await beginCheckout(shop, wishFor(sku));
    const [number] = link.split('.');
    await shop.database.batch([
      shop.database.prepare('DELETE FROM holds'),
      shop.database.prepare('UPDATE stock SET on_hand = 0 WHERE sku = ?1').bind(sku),
    ]);
    await payOnStripe(url);
    await delivered(shop);
    const order = await shop.database
      .prepare('SELECT state, review_reason FROM orders WHERE number = ?1')
      .bind(number)
      .first();
    expect(order).toEqual({ state: 'under-review', review_reason: 'stock' });
    expect(await availableOf(shop, sku)).toBe(0);
  });

  test('[collect.payment-information] [collect.payment-status] nothing of the card is kept anywhere in the database', async () => {
    const { url } = await beginCheckout(shop, wishFor(sku));
    await payOnStripe(url);
    await delivered(shop);
    const { results: tables } = await shop.database
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`)
      .all<{ name: string }>();
    expect(tables.length).toBeGreaterThan(8);
    for (const { name } of tables) {
      const { results } = await shop.database.prepare(`SELECT * FROM "${name}"`).all();
      expect(JSON.stringify(results)).not.toMatch(/"4242"|4242 ?4242|visa|fingerprint|last4/i);
    }
  });
});
