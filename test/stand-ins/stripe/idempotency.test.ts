import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneRing, type Started, startWithClient, submitPayment } from './stand-in.ts';

let started: Started;

beforeEach(async () => {
  started = await startWithClient();
});

afterEach(async () => {
  await started.standIn.close();
});

const create = (idempotencyKey: string, changes = {}) =>
  started.stripe.checkout.sessions.create(
    oneRing(() => Date.UTC(2026, 10, 23, 12), changes),
    { idempotencyKey },
  );

test('the same key with the same parameters gives the first answer again, and says so', async () => {
  const first = await create('attempt-1');
  await submitPayment(first);
  const again = await create('attempt-1');
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(again).toMatchObject({ id: first.id, status: 'open' });
  expect(started.standIn.sessions()).toHaveLength(1);
});

test('the same key with other parameters or another endpoint is an error', async () => {
  await create('attempt-1');
  await expect(create('attempt-1', { client_reference_id: 'other' })).rejects.toMatchObject({
    statusCode: 400,
    rawType: 'idempotency_error',
  });
  const refund = started.stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'attempt-1' });
  await expect(refund).rejects.toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
});

test('the same key while the first request is under way is a conflict, and one session is made', async () => {
  started.standIn.turn({ delayMilliseconds: 100 });
  const outcomes = await Promise.allSettled([create('attempt-1'), create('attempt-1')]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  expect(started.standIn.sessions()).toHaveLength(1);
});

test('a failed validation is not kept: the corrected request may use the key', async () => {
  await expect(create('attempt-1', { colour: 'red' })).rejects.toMatchObject({ code: 'parameter_unknown' });
  expect((await create('attempt-1')).status).toBe('open');
});

test('an error after the request began is kept, and a failure before it is not', async () => {
  const { stripe, standIn } = started;
  const intent = async () =>
    String((await stripe.checkout.sessions.retrieve((await create('attempt-1')).id)).payment_intent);
  await submitPayment(await create('attempt-1'));
  const refund = async (key: string, amount: number) =>
    stripe.refunds.create({ payment_intent: await intent(), amount }, { idempotencyKey: key });
  await expect(refund('too-much', 999_999)).rejects.toMatchObject({ param: 'amount' });
  await expect(refund('too-much', 999_999)).rejects.toMatchObject({ headers: { 'idempotent-replayed': 'true' } });
  standIn.turn({ failNext: { count: 1, status: 503, stage: 'before' } });
  await expect(create('attempt-2')).rejects.toMatchObject({ statusCode: 503 });
  expect((await create('attempt-2')).lastResponse.headers['idempotent-replayed']).toBeUndefined();
});

test('a kept 500 comes back for its key although the session was made', async () => {
  started.standIn.turn({ failNext: { count: 1, status: 500, stage: 'after' } });
  await expect(create('attempt-1')).rejects.toMatchObject({ statusCode: 500 });
  await expect(create('attempt-1')).rejects.toMatchObject({
    statusCode: 500,
    headers: { 'idempotent-replayed': 'true' },
  });
  expect(started.standIn.sessions()).toHaveLength(1);
});

test('an answer that was lost on the way comes back for its key', async () => {
  const { standIn } = started;
  // The client repeats a request whose connection broke once, even when told to make no retries.
  standIn.turn({ loseNextAnswers: 2 });
  await expect(create('attempt-1')).rejects.toMatchObject({ type: 'StripeConnectionError' });
  const again = await create('attempt-1');
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(standIn.sessions().map(({ id }) => id)).toEqual([again.id]);
});

test('keys have up to 255 characters and are forgotten after 24 hours', async () => {
  const first = await create('k'.repeat(255));
  await expect(create('k'.repeat(256))).rejects.toMatchObject({ statusCode: 400 });
  started.clock.forward(24 * 60 * 60 * 1000 - 1);
  expect((await create('k'.repeat(255))).id).toBe(first.id);
  started.clock.forward(1);
  await expect(create('k'.repeat(255))).rejects.toMatchObject({ param: 'expires_at' });
});
