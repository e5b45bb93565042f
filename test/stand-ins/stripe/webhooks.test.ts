import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Serving, serveOnLoopback } from '../http/serve.ts';
import {
  clientOf,
  oneRing,
  type Started,
  secretKey,
  startWithClient,
  submitPayment,
  webhookSecret,
} from './stand-in.ts';
import { startStripe } from './start.ts';

interface Received {
  readonly signature: string;
  readonly payload: string;
}

let endpoint: Serving;
let received: Received[];
/** What the endpoint answers, one after the other; 200 afterwards. */
let answers: (number | 'hang-up')[];
let started: Started;

beforeEach(async () => {
  received = [];
  answers = [];
  endpoint = await serveOnLoopback({
    port: 0,
    host: '127.0.0.1',
    maximumBodyBytes: 1024 * 1024,
    handle: async ({ headers, body }) => {
      received.push({ signature: String(headers['stripe-signature']), payload: body.toString('utf8') });
      const status = answers.shift() ?? 200;
      return status === 'hang-up' ? { hangUp: true } : { status, headers: { location: '/elsewhere' }, body: '' };
    },
  });
  started = await startWithClient({ webhookUrl: `${endpoint.url}/webhook` });
});

afterEach(async () => {
  await started.standIn.close();
  await endpoint.close();
});

async function paidSession(): Promise<Stripe.Checkout.Session> {
  const session = await started.stripe.checkout.sessions.create(oneRing(started.clock));
  await submitPayment(session);
  await started.standIn.idle();
  return session;
}

const readType = ({ payload }: Received): string => (JSON.parse(payload) as { type: string }).type;
const readId = ({ payload }: Received): string => (JSON.parse(payload) as { id: string }).id;

test('delivers the enabled types only, with a signature that the official client verifies', async () => {
  const { stripe, clock } = started;
  const session = await paidSession();
  const [delivery, ...more] = received;
  expect(more).toEqual([]);
  const event = await stripe.webhooks.constructEventAsync(
    delivery?.payload ?? '',
    delivery?.signature ?? '',
    webhookSecret,
    300,
    Stripe.createSubtleCryptoProvider(),
    clock() / 1000,
  );
  expect(event).toMatchObject({
    type: 'checkout.session.completed',
    api_version: '2026-10-28.endive',
    livemode: false,
    pending_webhooks: 1,
    data: { object: { id: session.id, status: 'complete', metadata: { order: 'L-7Q2K' } } },
  });
  const forged = stripe.webhooks.constructEventAsync(`${delivery?.payload} `, delivery?.signature ?? '', webhookSecret);
  await expect(forged).rejects.toBeInstanceOf(Stripe.errors.StripeSignatureVerificationError);
});

test('tries again, further and further apart, until the endpoint takes it', async () => {
  const { clock, standIn, stripe } = started;
  answers = [500, 301, 'hang-up'];
  await paidSession();
  await standIn.tick();
  expect(received).toHaveLength(1);
  for (const seconds of [1, 2, 5]) {
    clock.forward(seconds * 1000);
    await standIn.tick();
  }
  expect(standIn.deliveries().map(({ outcome, status, attempt }) => [attempt, outcome, status])).toEqual([
    [1, 'refused', 500],
    [2, 'refused', 301],
    [3, 'unanswered', null],
    [4, 'delivered', 200],
  ]);
  expect(new Set(received.map(readId)).size).toBe(1);
  expect(new Set(received.map(({ signature }) => signature)).size).toBe(4);
  clock.forward(60 * 60 * 1000);
  await standIn.tick();
  expect(received).toHaveLength(4);
  expect((await stripe.events.list({ type: 'checkout.session.completed' })).data[0]?.pending_webhooks).toBe(0);
});

test('gives up after the last try, and sends again when asked to', async () => {
  const { clock, standIn, stripe } = started;
  answers = Array.from({ length: 10 }, () => 503);
  await paidSession();
  for (let round = 0; round < 20; round += 1) {
    clock.forward(600 * 1000);
    await standIn.tick();
  }
  expect(received).toHaveLength(10);
  expect(standIn.deliveries().at(-1)?.nextAt).toBeNull();
  const [undelivered] = (await stripe.events.list({ delivery_success: false })).data;
  expect(await standIn.redeliver(undelivered?.id ?? '')).toBe(true);
  expect(received).toHaveLength(11);
  expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  expect(await standIn.redeliver('evt_none')).toBe(false);
});

test('duplicates a delivery when told to', async () => {
  started.standIn.turn({ webhooks: { duplicates: 2 } });
  await paidSession();
  expect(received).toHaveLength(3);
  expect(new Set(received.map(readId)).size).toBe(1);
});

test('holds deliveries and releases them in the order asked for', async () => {
  const { standIn, stripe, clock } = started;
  standIn.turn({ webhooks: { hold: true } });
  const debit = await stripe.checkout.sessions.create(oneRing(clock));
  await submitPayment(debit, { method: 'sepa_debit' });
  standIn.settle(debit.id, 'succeeded');
  await standIn.tick();
  expect(received).toEqual([]);
  await standIn.release('last-to-first');
  expect(received.map(readType)).toEqual(['checkout.session.async_payment_succeeded', 'checkout.session.completed']);
});

test('releases named events only', async () => {
  const { standIn } = started;
  standIn.turn({ webhooks: { hold: true } });
  await paidSession();
  await paidSession();
  const [first, second] = standIn.events().filter(({ type }) => type === 'checkout.session.completed');
  await standIn.release([second?.id ?? '']);
  expect(received.map(readId)).toEqual([second?.id]);
  await standIn.release('first-to-last');
  expect(received.map(readId)).toEqual([second?.id, first?.id]);
});

test('loses deliveries when told to; the event can still be read and redelivered', async () => {
  const { standIn, stripe, clock } = started;
  standIn.turn({ webhooks: { drop: true } });
  const session = await paidSession();
  clock.forward(60 * 60 * 1000);
  await standIn.tick();
  expect(received).toEqual([]);
  const { data } = await stripe.events.list({ types: ['checkout.session.completed'] });
  expect(data[0]?.data.object).toMatchObject({ id: session.id });
  standIn.resetSwitches();
  await standIn.redeliver(data[0]?.id ?? '');
  expect(received).toHaveLength(1);
});

test('delays the first try when told to', async () => {
  const { standIn, clock } = started;
  standIn.turn({ webhooks: { delayMilliseconds: 5000 } });
  await paidSession();
  clock.forward(4999);
  await standIn.tick();
  expect(received).toEqual([]);
  clock.forward(1);
  await standIn.tick();
  expect(received).toHaveLength(1);
});

test('events are snapshots, listed newest first by time and type', async () => {
  const { stripe, clock, standIn } = started;
  const session = await paidSession();
  clock.forward(10_000);
  await stripe.refunds.create({
    payment_intent: String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent),
  });
  const since = await stripe.events.list({ created: { gte: clock() / 1000 } });
  expect(since.data.map(({ type }) => type)).toEqual(['refund.created', 'charge.refunded']);
  const payments = await stripe.events.list({ type: 'payment_intent.*', limit: 1 });
  expect(payments).toMatchObject({ has_more: true, data: [{ type: 'payment_intent.succeeded' }] });
  const charged = standIn.events().find(({ type }) => type === 'charge.succeeded');
  expect(await stripe.events.retrieve(charged?.id ?? '')).toMatchObject({ data: { object: { amount_refunded: 0 } } });
});

test('switches break the API and mend it', async () => {
  const { stripe, standIn, clock } = started;
  const create = () => stripe.checkout.sessions.create(oneRing(clock));
  const turn = (body: object) =>
    fetch(`${standIn.url}/_switches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await turn({ unreachable: true });
  await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  await turn({ unreachable: false, failNext: { count: 1, status: 429 } });
  await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  await turn({ refuseNextCreate: { status: 402, type: 'card_error', code: 'card_declined', message: 'No.' } });
  await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeCardError);
  expect((await turn({ failNext: { count: -1 } })).status).toBe(400);
  expect((await create()).status).toBe('open');
});

test('what happened is kept over a restart when there is a file for it', async () => {
  const statePath = join(tmpdir(), `${randomUUID()}.json`);
  const options = { port: 0, secretKey, webhookSecret, clock: started.clock, statePath };
  const first = await startStripe(options);
  const session = await clientOf(first.url).checkout.sessions.create(oneRing(started.clock), { idempotencyKey: 'a' });
  await first.close();
  const second = await startStripe(options);
  try {
    const stripe = clientOf(second.url);
    await submitPayment({ ...session, url: `${second.url}/c/pay/${session.id}` });
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
    expect((await stripe.checkout.sessions.create(oneRing(started.clock), { idempotencyKey: 'a' })).id).toBe(
      session.id,
    );
  } finally {
    await second.close();
    await rm(statePath);
  }
});

test('binds to loopback only, and says when the port is taken', async () => {
  const options = { port: 0, secretKey, webhookSecret };
  await expect(startStripe({ ...options, host: '0.0.0.0' })).rejects.toThrow('loopback only');
  await expect(startStripe({ ...options, port: Number(new URL(endpoint.url).port) })).rejects.toThrow('is taken');
});
