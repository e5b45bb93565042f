import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oneRing, type Started, startWithClient, submit, submitPayment } from './stand-in.ts';

let started: Started;

beforeEach(async () => {
  started = await startWithClient();
});

afterEach(async () => {
  await started.standIn.close();
});

const types = () => started.standIn.events().map(({ type }) => type);

describe('the hosted page', () => {
  test('shows the lines, the total and the fields that the session collects', async () => {
    const { stripe, clock } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    const page = await (await fetch(session.url ?? '')).text();
    for (const part of [
      'Ring',
      '€1,495.00',
      'DHL Express',
      'France',
      'name="phone"',
      'name="shippingLine1"',
      oneRing(clock).cancel_url,
    ]) {
      expect(page).toContain(part);
    }
    expect(page).not.toContain('<script');
  });

  test('asks for no phone and no address when the session collects none, and escapes what the shop wrote', async () => {
    const { stripe, clock } = started;
    const price = { currency: 'eur', unit_amount: 1000, product_data: { name: '<b>Ring</b> & "box"' } };
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: oneRing(clock).success_url,
      line_items: [{ quantity: 1, price_data: price }],
    });
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('&lt;b&gt;Ring&lt;/b&gt; &amp; &quot;box&quot;');
    for (const part of ['name="phone"', 'name="shippingLine1"', '← Back']) expect(page).not.toContain(part);
  });

  test('names each mistake, keeps what was typed except the card, and charges nothing', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    const { status, page } = await submitPayment(session, {
      email: 'claire',
      shippingCountry: 'DE',
      cardNumber: '4242424242424241',
      cardExpiry: '01/20',
    });
    expect(status).toBe(422);
    for (const part of [
      'Enter an e-mail address.',
      'Choose a country from the list.',
      'The card number is not valid.',
      'The card has expired.',
      '12 rue de la Paix',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).not.toContain('4242424242424241');
    expect(standIn.events()).toEqual([]);
  });
});

test('a paid session goes to success_url, fragment and all, and gives what was collected', async () => {
  const { stripe, clock } = started;
  const session = await stripe.checkout.sessions.create(oneRing(clock));
  const { status, location } = await submitPayment(session);
  expect(status).toBe(303);
  expect(location).toBe(`http://shop.example/order/?session=${session.id}#signed`);
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
  const address = {
    city: 'Paris',
    country: 'FR',
    line1: '12 rue de la Paix',
    line2: null,
    postal_code: '75002',
    state: null,
  };
  expect(paid).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer: null,
    customer_details: { email: 'claire@shopper.example', name: 'C Martin', phone: '+33 6 12 34 56 78', address },
    collected_information: { shipping_details: { name: 'Claire Martin', address } },
    payment_intent: {
      amount_received: 149_500,
      metadata: { order: 'L-7Q2K' },
      latest_charge: {
        amount: 149_500,
        billing_details: { email: 'claire@shopper.example' },
        payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 } },
      },
    },
  });
  expect(types()).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ]);
  expect(JSON.stringify(started.standIn.events())).not.toContain('4242424242424242');
});

test('a session is paid once, however often the form is sent', async () => {
  const { stripe, clock } = started;
  const session = await stripe.checkout.sessions.create(oneRing(clock));
  await submitPayment(session);
  const again = await submitPayment(session);
  expect(again.status).toBe(200);
  expect(again.page).toContain('You will not be charged again');
  expect(types().filter((type) => type === 'charge.succeeded')).toHaveLength(1);
});

test.each([
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000000069', 'expired_card', 'expired_card'],
  ['4111111111111111', 'card_declined', 'test_mode_live_card'],
])(
  'card %s is declined as %s (%s), and another card then pays the same intent',
  async (cardNumber, code, declineCode) => {
    const { stripe, clock } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    const { status, page } = await submitPayment(session, { cardNumber });
    expect(status).toBe(402);
    expect(page).toContain('Nothing has been charged.');
    const declined = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(declined).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: {
        status: 'requires_payment_method',
        amount_received: 0,
        last_payment_error: { code, decline_code: declineCode },
      },
    });
    await submitPayment(session);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(paid).toMatchObject({
      payment_status: 'paid',
      payment_intent: { amount_received: 149_500, last_payment_error: null },
    });
    expect(types().filter((type) => type === 'payment_intent.created')).toHaveLength(1);
  },
);

describe('3-D Secure', () => {
  test.each(['4000002760003184', '4000002500003155'])(
    'card %s pays only after the challenge is completed',
    async (cardNumber) => {
      const { stripe, clock, standIn } = started;
      const session = await stripe.checkout.sessions.create(oneRing(clock));
      const { location } = await submitPayment(session, { cardNumber });
      const challenge = `${standIn.url}${location}`;
      const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      expect(waiting).toMatchObject({ status: 'open', payment_intent: { status: 'requires_action' } });
      expect(await (await fetch(challenge)).text()).toContain('Complete authentication');
      expect((await submit(challenge, { outcome: 'complete' })).location).toContain('http://shop.example/order/');
      const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
      expect(paid).toMatchObject({
        payment_status: 'paid',
        payment_intent: {
          latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
        },
      });
    },
  );

  test('a failed challenge charges nothing and lets the shopper try again', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    const { location } = await submitPayment(session, { cardNumber: '4000002760003184' });
    const failed = await submit(`${standIn.url}${location}`, { outcome: 'fail' });
    expect(failed.status).toBe(402);
    expect(failed.page).toContain('value="12 rue de la Paix"');
    const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(open).toMatchObject({
      status: 'open',
      payment_intent: {
        status: 'requires_payment_method',
        latest_charge: null,
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      },
    });
    expect((await submitPayment(session)).status).toBe(303);
  });

  test('a session that expires during the challenge is not paid by it', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    const { location } = await submitPayment(session, { cardNumber: '4000002760003184' });
    clock.forward(31 * 60 * 1000);
    expect((await submit(`${standIn.url}${location}`, { outcome: 'complete' })).status).toBe(410);
    const expired = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(expired).toMatchObject({
      status: 'expired',
      payment_status: 'unpaid',
      payment_intent: { status: 'canceled' },
    });
  });
});

describe('a bank debit', () => {
  test.each([
    ['succeeded', 'paid', 'succeeded', 'checkout.session.async_payment_succeeded'],
    ['failed', 'unpaid', 'requires_payment_method', 'checkout.session.async_payment_failed'],
  ] as const)(
    'is complete at once, and when it has %s it is %s',
    async (outcome, paymentStatus, intentStatus, event) => {
      const { stripe, clock, standIn } = started;
      const session = await stripe.checkout.sessions.create(oneRing(clock));
      expect((await submitPayment(session, { method: 'sepa_debit' })).status).toBe(303);
      const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
      expect(waiting).toMatchObject({
        status: 'complete',
        payment_status: 'unpaid',
        payment_intent: {
          status: 'processing',
          latest_charge: { status: 'pending', payment_method_details: { sepa_debit: { last4: '3201' } } },
        },
      });
      expect(standIn.settle(session.id, outcome)).toBe('settled');
      expect(standIn.settle(session.id, outcome)).toBe('not-waiting');
      const settled = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      expect(settled).toMatchObject({
        status: 'complete',
        payment_status: paymentStatus,
        payment_intent: { status: intentStatus },
      });
      expect(types().at(-1)).toBe(event);
    },
  );

  test('is settled from the first page too', async () => {
    const { stripe, clock, standIn } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(session, { method: 'sepa_debit' });
    expect(await (await fetch(standIn.url)).text()).toContain('Bank pays');
    await submit(`${standIn.url}/_sessions/${session.id}/settle`, { outcome: 'succeeded' });
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  });

  test('is not offered for a currency that has none, nor taken with a wrong IBAN', async () => {
    const { stripe, clock } = started;
    const chf = { quantity: 1, price_data: { currency: 'chf', unit_amount: 1000, product_data: { name: 'Ring' } } };
    const session = await stripe.checkout.sessions.create(oneRing(clock, { line_items: [chf], shipping_options: [] }));
    expect((await submitPayment(session, { method: 'sepa_debit' })).status).toBe(422);
    const euros = await stripe.checkout.sessions.create(oneRing(clock));
    expect((await submitPayment(euros, { method: 'sepa_debit', accountNumber: 'AT611904300234573202' })).status).toBe(
      422,
    );
  });
});

describe('refunds', () => {
  async function paidIntent(): Promise<string> {
    const { stripe, clock } = started;
    const session = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(session);
    return String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  }

  test('give back a part and then the rest, and never more than was charged', async () => {
    const { stripe } = started;
    const intent = await paidIntent();
    const part = await stripe.refunds.create({
      payment_intent: intent,
      amount: 49_500,
      reason: 'requested_by_customer',
    });
    expect(part).toMatchObject({ amount: 49_500, currency: 'eur', status: 'succeeded', payment_intent: intent });
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 100_001 })).rejects.toMatchObject({
      param: 'amount',
    });
    expect(await stripe.refunds.create({ payment_intent: intent })).toMatchObject({ amount: 100_000 });
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const charge = await stripe.charges.retrieve(String(part.charge), { expand: ['refunds'] });
    expect(charge).toMatchObject({ amount_refunded: 149_500, refunded: true });
    expect(charge.refunds?.data).toHaveLength(2);
    expect((await stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(2);
    expect(await stripe.refunds.retrieve(part.id)).toMatchObject({ id: part.id });
    expect(types().slice(-4)).toEqual(['charge.refunded', 'refund.created', 'charge.refunded', 'refund.created']);
  });

  test('happen once for one idempotency key', async () => {
    const { stripe } = started;
    const intent = await paidIntent();
    const first = await stripe.refunds.create({ payment_intent: intent, amount: 1000 }, { idempotencyKey: 'refund-1' });
    const again = await stripe.refunds.create({ payment_intent: intent, amount: 1000 }, { idempotencyKey: 'refund-1' });
    expect(again.id).toBe(first.id);
    expect((await stripe.charges.retrieve(String(first.charge))).amount_refunded).toBe(1000);
  });

  test('are refused for a payment that failed or has not arrived', async () => {
    const { stripe, clock } = started;
    const declined = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(declined, { cardNumber: '4000000000000002' });
    const debit = await stripe.checkout.sessions.create(oneRing(clock));
    await submitPayment(debit, { method: 'sepa_debit' });
    for (const { id } of [declined, debit]) {
      const intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
      await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ statusCode: 400 });
    }
    await expect(stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
    await expect(stripe.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
  });
});
