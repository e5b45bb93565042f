import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type {
  EnteredOrderEnded,
  EnteredOrders,
  OrderEntered,
  OrderEntering,
} from '../../src/api/entered-order-answers.ts';
import type { StaffOrder } from '../../src/api/staff-orders.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { availableOf, beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { allLettersTo, newestLetterTo } from '../mail/letters.ts';
import { askAs } from '../staff/ask-desk.ts';

/** Orders that were told to the house, at the desk of the built shop. */
const sku = 'AUR-YG-52';
const care = 'client-care@shop.example';
let shop: LocalShop;
let people = 0;
let email = '';
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  people += 1;
  email = `told-${people}@example.com`;
  shop.stripe.resetSwitches();
  await shop.database.batch([
    shop.database.prepare(`UPDATE checkouts SET state = 'cancelled' WHERE state IN ('holding', 'open')`),
    shop.database.prepare('DELETE FROM holds'),
    shop.database.prepare('UPDATE stock SET on_hand = 3 WHERE sku = ?1').bind(sku),
  ]);
});

function wish(changes: Partial<OrderEntering> = {}): OrderEntering {
  return {
    attempt: crypto.randomUUID(),
    source: 'telephone',
    email,
    lines: [{ sku, quantity: 1 }],
    currency: 'EUR',
    country: 'FR',
    delivery: 'dhl-express',
    giftWrap: false,
    giftMessage: '',
    ...changes,
  };
}

const enter = (body: unknown, by = care) =>
  askAs<OrderEntered & Problem>(shop, by, 'POST', apiPaths.staffEnteredOrders, body);
const waiting = async () => (await askAs<EnteredOrders>(shop, care, 'GET', apiPaths.staffEnteredOrders)).body.orders;
const end = (number: string) =>
  askAs<EnteredOrderEnded & Problem>(shop, care, 'POST', apiPaths.staffEnteredOrderEnd.replace(':number', number), {});
const count = (table: string, where = '1') =>
  shop.database.prepare(`SELECT count(*) AS rows FROM ${table} WHERE ${where}`).first<number>('rows');

describe('an order that was made elsewhere', () => {
  test('is held, mailed, paid by its link at the catalogue’s price, and then an order like any other', async () => {
    const { status, body } = await enter(wish({ source: 'boutique', lines: [{ sku, quantity: 2 }], giftWrap: true }));
    expect(status).toBe(201);
    expect(await availableOf(shop, sku)).toBe(1);
    const letter = await newestLetterTo(shop, email);
    expect(letter).toMatchObject({ subject: `Your order ${body.number}: the link to pay` });
    for (const words of [body.url, 'in our boutique', '2 × Aurore', 'withdraw within 14 days', 'Wrapped as a gift']) {
      expect(letter.text).toContain(words);
    }
    expect(await waiting()).toMatchObject([
      { number: body.number, source: 'boutique', state: 'open', url: body.url, letter: 'sent' },
    ]);
    const priced = await fetch(`${shop.url}/catalog/${sku}.json`);
    const { prices } = (await priced.json()) as { prices: { EUR: number } };
    await payOnStripe(body.url, { email });
    await delivered(shop);
    const order = await askAs<StaffOrder>(
      shop,
      care,
      'POST',
      apiPaths.staffOrderView.replace(':number', body.number),
      {},
    );
    expect(order.body).toMatchObject({ state: 'paid', source: 'boutique', subtotalMinor: 2 * prices.EUR });
    expect(await waiting()).toEqual([]);
    const subjects = (await allLettersTo(shop, email)).map(({ subject }) => subject);
    expect(subjects).toContain(`Your order ${body.number}`);
  });

  test('that is pressed twice, also at once, is one order, one hold and one letter', async () => {
    const request = wish();
    const [first, second] = await Promise.all([enter(request), enter(request)]);
    const third = await enter(request);
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect(new Set([first.body.url, second.body.url, third.body.url]).size).toBe(1);
    expect(await availableOf(shop, sku)).toBe(2);
    expect(await allLettersTo(shop, email)).toHaveLength(1);
    const log = await count('access_log', `what = 'an order, which was entered' AND why LIKE '%${first.body.number}%'`);
    expect(log).toBe(1);
  });

  test('sent again with another address or other pieces is refused, and the first stays', async () => {
    const request = wish();
    const first = await enter(request);
    expect(await enter({ ...request, email: 'other@example.com' })).toMatchObject({ status: 409 });
    expect(await enter({ ...request, lines: [{ sku, quantity: 2 }] })).toMatchObject({ status: 400 });
    expect(await enter({ ...request, source: 'boutique' })).toMatchObject({ status: 400 });
    expect(await waiting()).toMatchObject([{ number: first.body.number, source: 'telephone' }]);
    expect(await allLettersTo(shop, 'other@example.com')).toEqual([]);
    expect(await availableOf(shop, sku)).toBe(2);
  });

  test('holds its pieces for nearly a day, and gives them back when that is over', async () => {
    const { body } = await enter(wish());
    const left = Date.parse(body.heldUntil) - Date.now();
    expect(left).toBeGreaterThan(23 * 3_600_000);
    expect(left).toBeLessThanOrEqual(24 * 3_600_000);
    await shop.runSchedule('*/5 * * * *', new Date(Date.now() + 3_600_000));
    expect(await availableOf(shop, sku)).toBe(2);
    await shop.runSchedule('*/5 * * * *', new Date(Date.now() + 25 * 3_600_000));
    expect(await availableOf(shop, sku)).toBe(3);
    expect(await waiting()).toEqual([]);
    expect((await payOnStripe(body.url)).status).toBe(410);
  });

  test('is ended at the desk, once: nobody can pay for it any more', async () => {
    const { body } = await enter(wish());
    expect(await end(body.number)).toMatchObject({ status: 200 });
    expect(await end(body.number)).toMatchObject({ status: 200 });
    expect(await availableOf(shop, sku)).toBe(3);
    expect((await payOnStripe(body.url)).status).toBe(410);
    expect(await waiting()).toEqual([]);
  });

  test('that is paid already is not ended, and neither is a shopper’s own checkout', async () => {
    const { body } = await enter(wish());
    await payOnStripe(body.url, { email });
    expect((await end(body.number)).status).toBe(409);
    await delivered(shop);
    expect((await end(body.number)).status).toBe(404);
    const { link } = await beginCheckout(shop, wishFor(sku));
    expect((await end(link.split('.', 1)[0] ?? '')).status).toBe(404);
    expect((await end('LG-0000-0000')).status).toBe(404);
  });

  test('of a shopper who comes back from Stripe’s page stays payable by the letter', async () => {
    const { body } = await enter(wish());
    const page = await (await fetch(body.url)).text();
    expect(page).toContain(`/order/#${body.number}`);
    expect(page).not.toContain('/checkout/cancelled/');
  });
});

describe('halfway', () => {
  test('Stripe away or refusing leaves nothing held and no letter, and the same press works later', async () => {
    const request = wish();
    shop.stripe.turn({ unreachable: true });
    expect(await enter(request)).toMatchObject({ status: 503, body: { code: 'stripe-unreachable' } });
    shop.stripe.resetSwitches();
    const refusal = { status: 400, type: 'invalid_request_error', code: 'refused', message: 'No.' } as const;
    shop.stripe.turn({ refuseNextCreate: refusal });
    expect(await enter(request)).toMatchObject({ status: 502 });
    expect(await availableOf(shop, sku)).toBe(3);
    expect(await count('mail_outbox', `email = '${email}'`)).toBe(0);
    expect(await enter(request)).toMatchObject({ status: 201 });
    expect(await allLettersTo(shop, email)).toHaveLength(1);
  });

  test('a process that dies before Stripe has answered is made good by the next press', async () => {
    const request = wish();
    shop.stripe.turn({ loseNextAnswers: 1 });
    const { status, body } = await enter(request);
    expect(status).toBe(201);
    // As it stands when our note of Stripe's answer was lost.
    await shop.database.batch([
      shop.database
        .prepare(`UPDATE checkouts SET state = 'holding', stripe_session_id = NULL, pay_url = NULL WHERE number = ?1`)
        .bind(body.number),
      shop.database.prepare(`DELETE FROM mail_outbox WHERE email = ?1`).bind(email),
    ]);
    expect(await waiting()).toMatchObject([{ number: body.number, state: 'holding', letter: 'none' }]);
    expect(await enter(request)).toMatchObject({ status: 201, body: { number: body.number, url: body.url } });
    expect(await availableOf(shop, sku)).toBe(2);
    expect((await allLettersTo(shop, email)).length).toBeGreaterThan(0);
  });

  test('the e-mail service away keeps the order and its link, and the letter leaves when it is back', async () => {
    shop.mailbox.turn({ failAll: true });
    const { status, body } = await enter(wish());
    expect(status).toBe(201);
    await shop.runSchedule('* * * * *', new Date());
    expect(await waiting()).toMatchObject([{ number: body.number, url: body.url, letter: 'waiting' }]);
    shop.mailbox.turn({ failAll: false });
    await shop.runSchedule('* * * * *', new Date(Date.now() + 3_600_000));
    expect(await waiting()).toMatchObject([{ letter: 'sent' }]);
    expect(await allLettersTo(shop, email)).toHaveLength(1);
  });

  test('the letter of an order that was ended meanwhile is not sent', async () => {
    const { body } = await enter(wish());
    await end(body.number);
    await shop.database
      .prepare(`UPDATE mail_outbox SET state = 'waiting', next_attempt_at = 0, claimed_until = 0 WHERE email = ?1`)
      .bind(email)
      .run();
    await allLettersTo(shop, email);
    const state = await shop.database
      .prepare('SELECT state FROM mail_outbox WHERE email = ?1')
      .bind(email)
      .first('state');
    expect(state).toBe('dropped');
  });
});

describe('bad input gets a clear refusal, and nothing is held', () => {
  test.each([
    ['a price', { price: 1 }, 400],
    ['a source that is none', { source: 'shop' }, 400],
    ['no address', { email: '' }, 400],
    ['two addresses', { email: 'a@example.com, b@example.com' }, 400],
    ['no pieces', { lines: [] }, 400],
    ['a piece that is none', { lines: [{ sku: 'NO-SUCH', quantity: 1 }] }, 422],
    ['more than there are', { lines: [{ sku, quantity: 4 }] }, 409],
    ['more than one may order', { lines: [{ sku, quantity: 6 }] }, 422],
    ['half a piece', { lines: [{ sku, quantity: 0.5 }] }, 422],
    ['a currency without prices', { currency: 'SEK' }, 422],
    ['a country that is not delivered to', { country: 'BR' }, 422],
    ['a delivery that is not offered there', { delivery: 'by-hand' }, 422],
    ['a message past its bound', { giftMessage: 'x'.repeat(201) }, 400],
    ['an attempt that is no UUID', { attempt: '1' }, 400],
  ])('%s', async (_, changes, status) => {
    const refused = await enter({ ...wish(), ...changes });
    expect(refused).toMatchObject({ status, body: { detail: expect.stringMatching(/\S/) } });
    expect(`${refused.body.title} ${refused.body.detail}`).not.toMatch(/\bbag\b/);
    expect(await availableOf(shop, sku)).toBe(3);
    expect(await waiting()).toEqual([]);
  });

  test('[security.access] whoever packs or decides about requests enters none and sees none', async () => {
    for (const by of ['fulfilment@shop.example', 'privacy@shop.example']) {
      expect((await enter(wish(), by)).status).toBe(403);
      expect((await askAs(shop, by, 'GET', apiPaths.staffEnteredOrders)).status).toBe(403);
    }
  });
});
