import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { availableOf, checkOut, wishFor } from '../local/shopper.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare(`UPDATE stock SET on_hand = 3 WHERE sku = 'AUR-YG-52'`).run();
  await shop.database.prepare(`UPDATE stock SET on_hand = 0 WHERE sku = 'AUR-YG-54'`).run();
});
afterAll(() => shop.close());

const sku = 'AUR-YG-52';
const manyLines = Array.from({ length: 21 }, (_, index) => ({ sku: `AUR-${index}`, quantity: 1 }));

describe('the checkout refuses, says why, and holds nothing', () => {
  test.each([
    ['an unknown SKU', wishFor('NOT-A-PIECE'), 422, 'unknown-sku'],
    ['a SKU that climbs out of the catalogue', wishFor('../index'), 422, 'unknown-sku'],
    ['a piece that is sold out', wishFor('AUR-YG-54'), 409, 'sold-out'],
    ['more than are left', wishFor(sku, { lines: [{ sku, quantity: 4 }] }), 409, 'fewer-left'],
    ['a currency without prices', wishFor(sku, { currency: 'XAU' }), 422, 'unsupported-currency'],
    ['a currency named after the prototype', wishFor(sku, { currency: 'toString' }), 422, 'unsupported-currency'],
    ['a country that the house doesn’t send to', wishFor(sku, { country: 'KP' }), 422, 'unsupported-country'],
    ['a country that doesn’t exist', wishFor(sku, { country: 'France' }), 422, 'unsupported-country'],
    ['a delivery that isn’t offered there', wishFor(sku, { delivery: 'pigeon' }), 422, 'unsupported-delivery'],
    ['quantity 0', wishFor(sku, { lines: [{ sku, quantity: 0 }] }), 422, 'invalid-quantity'],
    ['quantity −1', wishFor(sku, { lines: [{ sku, quantity: -1 }] }), 422, 'invalid-quantity'],
    ['quantity 1.5', wishFor(sku, { lines: [{ sku, quantity: 1.5 }] }), 422, 'invalid-quantity'],
    ['quantity 10⁹', wishFor(sku, { lines: [{ sku, quantity: 1e9 }] }), 422, 'invalid-quantity'],
    [
      'a quantity split over two lines',
      wishFor(sku, { lines: [3, 3].map((quantity) => ({ sku, quantity })) }),
      422,
      'invalid-quantity',
    ],
    ['21 lines', wishFor(sku, { lines: manyLines }), 422, 'too-many-lines'],
    ['no line', wishFor(sku, { lines: [] }), 400, 'invalid-request'],
    ['a price of the client’s own', { ...wishFor(sku), price: 1 }, 400, 'invalid-request'],
    [
      'a price in a line',
      wishFor(sku, { lines: [{ sku, quantity: 1, unitMinor: 1 } as never] }),
      400,
      'invalid-request',
    ],
    [
      'a gift message of 201 characters',
      wishFor(sku, { giftWrap: true, giftMessage: 'a'.repeat(201) }),
      400,
      'invalid-request',
    ],
    ['an attempt that is no UUID', wishFor(sku, { attempt: 'again' }), 400, 'invalid-request'],
    ['a quantity in words', { ...wishFor(sku), lines: [{ sku, quantity: '1' }] }, 400, 'invalid-request'],
    ['null', null, 400, 'invalid-request'],
    ['a list', [], 400, 'invalid-request'],
  ])('%s', async (_, request, status, code) => {
    const answer = await checkOut(shop, request);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.body.detail.length).toBeGreaterThan(20);
    expect(answer.body.title).toMatch(/\.$/);
    expect(await availableOf(shop, sku)).toBe(3);
  });

  test('names what is left where fewer are', async () => {
    const { body } = await checkOut(shop, wishFor(sku, { lines: [{ sku, quantity: 5 }] }));
    expect(body.lines).toEqual([{ sku, left: 3 }]);
    expect(body.detail).toContain('3 of Aurore solitaire');
  });

  test('a bag of two of which one is gone holds neither', async () => {
    const lines = [sku, 'AUR-YG-54'].map((each) => ({ sku: each, quantity: 1 }));
    const { body } = await checkOut(shop, wishFor(sku, { lines }));
    expect(body).toMatchObject({ code: 'sold-out', lines: [{ sku: 'AUR-YG-54', left: 0 }] });
    expect(await availableOf(shop, sku)).toBe(3);
  });
});

describe('the checkout’s door', () => {
  const send = (init: RequestInit) => fetch(`${shop.url}/api/checkout`, { method: 'POST', ...init });

  test('takes JSON and plain forms only', async () => {
    const response = await send({ headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(wishFor(sku)) });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported-media-type' });
  });

  test('refuses what is no JSON', async () => {
    const response = await send({ headers: { 'Content-Type': 'application/json' }, body: '{"lines":' });
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  test('refuses a body past its bound, whatever its length claims', async () => {
    const oversized = new Blob([' '.repeat(40 * 1024)]).stream();
    const response = await send({
      headers: { 'Content-Type': 'application/json' },
      body: oversized,
      // Node asks for this where the body is a stream.
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too-large' });
  });

  test('refuses a page of another site', async () => {
    const headers = { 'Content-Type': 'application/json', Origin: 'https://elsewhere.example' };
    const response = await send({ headers, body: JSON.stringify(wishFor(sku)) });
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(await availableOf(shop, sku)).toBe(3);
  });

  test('answers an unknown address and a wrong method with a problem', async () => {
    for (const response of [await fetch(`${shop.url}/api/nothing`), await fetch(`${shop.url}/api/checkout`)]) {
      expect(response.status).toBe(404);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    }
  });
});

describe('when Stripe is away or says no, the pieces are free again at once', () => {
  test('unreachable', async () => {
    shop.stripe.turn({ unreachable: true });
    const answer = await checkOut(shop, wishFor(sku));
    shop.stripe.turn({ unreachable: false });
    expect(answer).toMatchObject({ status: 503, body: { code: 'stripe-unreachable' } });
    expect(answer.headers.get('Retry-After')).toBe('30');
    expect(await availableOf(shop, sku)).toBe(3);
  });

  test('refusing', async () => {
    const refusal = {
      status: 400,
      type: 'invalid_request_error',
      code: 'url_invalid',
      message: 'Not a valid URL',
    } as const;
    shop.stripe.turn({ refuseNextCreate: refusal });
    expect(await checkOut(shop, wishFor(sku))).toMatchObject({ status: 502, body: { code: 'stripe-refused' } });
    expect(await availableOf(shop, sku)).toBe(3);
  });

  test('the same attempt may be tried again afterwards', async () => {
    const request = wishFor(sku);
    shop.stripe.turn({ failNext: { count: 4, status: 500, stage: 'after' } });
    expect((await checkOut(shop, request)).status).toBe(503);
    shop.stripe.turn({ failNext: { count: 0 } });
    expect((await checkOut(shop, request)).status).toBe(201);
    expect(await availableOf(shop, sku)).toBe(2);
  });
});
