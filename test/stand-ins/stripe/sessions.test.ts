import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientOf, oneRing, type Started, startWithClient, submitPayment } from './stand-in.ts';

let started: Started;

beforeEach(async () => {
  started = await startWithClient();
});

afterEach(async () => {
  await started.standIn.close();
});

/** The error of a call that must be refused. */
async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await call.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (outcome instanceof Stripe.errors.StripeError) return outcome;
  throw new Error(`Expected a refusal by Stripe, and got: ${String(outcome)}`);
}

describe('creating a session', () => {
  test('answers with an open session of the hosted page', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    expect(session.id).toMatch(/^cs_test_[A-Za-z0-9]{58}$/);
    expect(session).toMatchObject({
      object: 'checkout.session',
      amount_subtotal: 148_000,
      amount_total: 149_500,
      currency: 'eur',
      livemode: false,
      metadata: { order: 'L-7Q2K' },
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      total_details: { amount_discount: 0, amount_shipping: 1500, amount_tax: 0 },
      url: `${standIn.url}/c/pay/${session.id}`,
    });
    expect(session.line_items).toBeUndefined();
    expect(session.lastResponse.headers['request-id']).toMatch(/^req_/);
    expect(session.lastResponse.headers['stripe-version']).toBe('2026-10-28.endive');
  });

  test('keeps yen whole, since they have no minor unit', async () => {
    const { stripe, clock } = started;
    const line = {
      quantity: 2,
      price_data: { currency: 'jpy', unit_amount: 245_000, product_data: { name: 'Scarf' } },
    };
    const session = await stripe.checkout.sessions.create(
      oneRing(clock, {
        line_items: [line],
        shipping_options: [],
        shipping_address_collection: { allowed_countries: ['JP'] },
      }),
    );
    const page = await (await fetch(session.url ?? '')).text();
    expect(session).toMatchObject({ amount_total: 490_000, currency: 'jpy', payment_method_types: ['card'] });
    expect(page).toContain('¥490,000');
  });

  const ring = { currency: 'eur', unit_amount: 100, product_data: { name: 'Ring' } };
  const line = (price: object, quantity: unknown = 1) => ({ line_items: [{ quantity, price_data: price }] });
  const shipping = { shipping_rate_data: { display_name: 'DHL', fixed_amount: { amount: 1, currency: 'eur' } } };

  test.each<[string, object, string | undefined, string | undefined]>([
    ['an unknown parameter', { colour: 'red' }, 'parameter_unknown', 'colour'],
    ['an unknown nested parameter', line({ ...ring, tax: 1 }), 'parameter_unknown', 'line_items[0][price_data][tax]'],
    ['no lines', { line_items: undefined }, 'parameter_missing', 'line_items'],
    [
      'no product name',
      line({ ...ring, product_data: { description: 'x' } }),
      'parameter_missing',
      'line_items[0][price_data][product_data][name]',
    ],
    ['no success_url', { success_url: undefined }, 'parameter_missing', 'success_url'],
    ['a relative success_url', { success_url: '/order/' }, 'url_invalid', 'success_url'],
    [
      'an amount with decimals',
      line({ ...ring, unit_amount: 10.5 }),
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    [
      'a negative amount',
      line({ ...ring, unit_amount: -100 }),
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    ['a quantity of none', line(ring, 0), 'parameter_invalid_integer', 'line_items[0][quantity]'],
    ['a currency that is none', line({ ...ring, currency: 'eux' }), undefined, 'line_items[0][price_data][currency]'],
    [
      'two currencies',
      {
        shipping_options: [
          { shipping_rate_data: { ...shipping.shipping_rate_data, fixed_amount: { amount: 1, currency: 'usd' } } },
        ],
      },
      undefined,
      'line_items',
    ],
    [
      'too small a total',
      { ...line({ ...ring, unit_amount: 49 }), shipping_options: [] },
      'amount_too_small',
      undefined,
    ],
    ['too large a total', line({ ...ring, unit_amount: 99_999_999 }, 2), 'amount_too_large', undefined],
    [
      'six ways of shipping',
      { shipping_options: Array.from({ length: 6 }, () => shipping) },
      undefined,
      'shipping_options',
    ],
    [
      'a country Stripe does not ship to',
      { shipping_address_collection: { allowed_countries: ['FR', 'KP'] } },
      undefined,
      'shipping_address_collection[allowed_countries][1]',
    ],
    [
      'an empty text',
      line({ ...ring, product_data: { name: 'Ring', description: '' } }),
      'parameter_invalid_empty',
      'line_items[0][price_data][product_data][description]',
    ],
    [
      'a price that does not exist',
      { line_items: [{ quantity: 1, price: 'price_1' }] },
      'resource_missing',
      'line_items[0][price]',
    ],
    ['a metadata key of 41 characters', { metadata: { ['k'.repeat(41)]: 'x' } }, undefined, 'metadata'],
    ['a metadata value of 501 characters', { metadata: { key: 'x'.repeat(501) } }, undefined, 'metadata'],
    [
      '51 metadata keys',
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'x'])) },
      undefined,
      'metadata',
    ],
    [
      'what Stripe knows and the stand-in does not act out',
      { automatic_tax: { enabled: true } },
      'stand_in_unsupported',
      'automatic_tax',
    ],
    ['an e-mail address that is none', { customer_email: 'claire' }, 'email_invalid', 'customer_email'],
  ])('refuses %s', async (_, change, code, param) => {
    const { stripe, clock, standIn } = started;
    const error = await refusal(stripe.checkout.sessions.create({ ...oneRing(clock), ...change }));
    expect({ status: error.statusCode, type: error.rawType, code: error.code }).toEqual({
      status: error.code === 'resource_missing' ? 404 : 400,
      type: 'invalid_request_error',
      code,
    });
    expect(error.param).toBe(param);
    expect(standIn.sessions()).toEqual([]);
  });

  test.each([
    [30 * 60 - 1, 'refused'],
    [30 * 60, 'accepted'],
    [24 * 60 * 60, 'accepted'],
    [24 * 60 * 60 + 1, 'refused'],
  ])('with an end after %i seconds is %s', async (seconds, expected) => {
    const { stripe, clock } = started;
    const call = stripe.checkout.sessions.create(oneRing(clock, { expires_at: clock() / 1000 + seconds }));
    const outcome = await call.then(
      () => 'accepted',
      (error: Stripe.errors.StripeError) => (error.param === 'expires_at' ? 'refused' : error),
    );
    expect(outcome).toBe(expected);
  });
});

describe('reading', () => {
  test('expands what is asked for, four levels deep', async () => {
    const { stripe, clock } = started;
    const created = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(created);
    const session = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['line_items.data.price.product', 'payment_intent.latest_charge.refunds', 'shipping_cost.shipping_rate'],
    });
    expect(session).toMatchObject({
      line_items: { data: [{ description: 'Ring', price: { unit_amount: 148_000, product: { name: 'Ring' } } }] },
      payment_intent: {
        status: 'succeeded',
        amount_received: 149_500,
        latest_charge: { paid: true, refunds: { data: [] } },
      },
      shipping_cost: { amount_total: 1500, shipping_rate: { display_name: 'DHL Express' } },
    });
  });

  test('refuses to expand what cannot be', async () => {
    const { stripe, clock } = started;
    const { id } = await stripe.checkout.sessions.create(oneRing(clock));
    expect((await refusal(stripe.checkout.sessions.retrieve(id, { expand: ['amount_total'] }))).param).toBe('expand');
    expect((await refusal(stripe.checkout.sessions.retrieve(id, { expand: ['colour'] }))).param).toBe('expand');
  });

  test('lists line items page by page', async () => {
    const { stripe, clock } = started;
    const lines = ['A', 'B', 'C'].map((name) => ({
      quantity: 1,
      price_data: { currency: 'eur', unit_amount: 1000, product_data: { name } },
    }));
    const { id } = await stripe.checkout.sessions.create(oneRing(clock, { line_items: lines }));
    const first = await stripe.checkout.sessions.listLineItems(id, { limit: 2 });
    const all = await stripe.checkout.sessions.listLineItems(id, { limit: 1 }).autoPagingToArray({ limit: 10 });
    expect(first).toMatchObject({ has_more: true, data: [{ description: 'A' }, { description: 'B' }] });
    expect(all.map(({ description }) => description)).toEqual(['A', 'B', 'C']);
  });

  test('finds the session of a payment intent, and lists the newest first', async () => {
    const { stripe, clock } = started;
    const paid = await stripe.checkout.sessions.create(oneRing(clock));
    const open = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(paid);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(paid.id);
    const found = await stripe.checkout.sessions.list({ payment_intent: String(intent) });
    const all = await stripe.checkout.sessions.list({ limit: 1 });
    expect(found.data.map(({ id }) => id)).toEqual([paid.id]);
    expect(all).toMatchObject({ has_more: true, data: [{ id: open.id }] });
  });

  test('answers 404 for what does not exist, and 401 for a foreign key', async () => {
    const { stripe, standIn } = started;
    expect(await refusal(stripe.checkout.sessions.retrieve('cs_test_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusal(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusal(stripe.products.list())).toMatchObject({ statusCode: 404, rawType: 'invalid_request_error' });
    expect(await refusal(clientOf(standIn.url, 'sk_test_other').events.list())).toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
    const basic = { authorization: `Basic ${Buffer.from('sk_test_stand_in:').toString('base64')}` };
    expect((await fetch(`${standIn.url}/v1/events`, { headers: basic })).status).toBe(200);
    expect((await fetch(`${standIn.url}/v1/events`)).status).toBe(401);
  });
});

describe('expiring', () => {
  test('by request: an open session only, and then nothing can be paid', async () => {
    const { stripe, clock } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({
      status: 'expired',
      url: null,
      payment_status: 'unpaid',
    });
    expect(await refusal(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
    const { status, page } = await submitPayment(session);
    expect(status).toBe(410);
    expect(page).toContain('has expired');
  });

  test('by the clock, with one event', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    clock.forward(31 * 60 * 1000 - 1);
    await standIn.tick();
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    clock.forward(1);
    await standIn.tick();
    await standIn.tick();
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
    expect(standIn.events().map(({ type }) => type)).toEqual(['checkout.session.expired']);
  });

  test('a paid session refuses, and stays paid', async () => {
    const { stripe, clock } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(session);
    expect(await refusal(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
    clock.forward(24 * 60 * 60 * 1000);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
    });
  });
});
