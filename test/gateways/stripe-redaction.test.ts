import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../../functions/config.ts';
import { StripeGateway } from '../../functions/gateways/stripe.ts';
import { mostIdentifiersOfRedaction, readOfRedaction } from '../../functions/gateways/stripe-redaction.ts';
import {
  oneRing,
  type Started,
  secretKey,
  startWithClient,
  submitPayment,
  webhookSecret,
} from '../stand-ins/stripe/stand-in.ts';

const day = 24 * 60 * 60 * 1000;

let started: Started;
let gateway: StripeGateway;

beforeEach(async () => {
  started = await startWithClient();
  gateway = gatewayTo(started.standIn.url);
});

afterEach(() => started.standIn.close());

function gatewayTo(stripeApiBase: string, stripeSecretKey = secretKey): StripeGateway {
  const config: Config = {
    siteOrigin: 'http://localhost',
    emailFrom: 'orders@shop.example',
    stripeApiBase,
    stripeSecretKey,
    stripeWebhookSecret: webhookSecret,
    orderLinkSecret: 'x'.repeat(32),
    privacySecret: 'x'.repeat(32),
    accessTeamDomain: 'http://localhost',
    accessAudience: 'a1'.repeat(32),
  };
  return new StripeGateway(config);
}

interface Paid {
  readonly sessionId: string;
  readonly intentId: string;
}

async function paidOrder(fields: Readonly<Record<string, string>> = {}): Promise<Paid> {
  const { stripe, clock } = started;
  const session = await stripe.checkout.sessions.create(oneRing(clock));
  await submitPayment(session, fields);
  const { payment_intent: intentId } = await stripe.checkout.sessions.retrieve(session.id);
  return { sessionId: session.id, intentId: String(intentId) };
}

function start({ sessionId, intentId }: Paid, key = 'erase-1', unfinished: 'report' | 'end' = 'report') {
  return gateway.startRedaction({ sessionIds: [sessionId], paymentIntentIds: [intentId], unfinished }, key);
}

async function startedJob(paid: Paid, unfinished: 'report' | 'end' = 'report'): Promise<string> {
  const begun = await start(paid, `erase-${paid.sessionId}`, unfinished);
  if (begun.kind !== 'started') throw new Error(`The job is ${begun.kind}`);
  started.clock.forward(1000);
  return begun.id;
}

const emailOf = async ({ sessionId }: Paid) =>
  (await started.stripe.checkout.sessions.retrieve(sessionId)).customer_details?.email;

test('a redaction is started, ready, run and succeeded, and the person is gone from Stripe only then', async () => {
  const paid = await paidOrder();
  const id = await startedJob(paid);
  expect(await gateway.readRedaction(id)).toEqual({ kind: 'found', status: 'ready', validationErrors: [] });
  expect(await gateway.runRedaction(id, 'run-1')).toEqual({ kind: 'taken', status: 'redacting' });
  expect(await emailOf(paid)).toBe('claire@shopper.example');
  started.clock.forward(1000);
  expect(await gateway.readRedaction(id)).toEqual({ kind: 'found', status: 'succeeded', validationErrors: [] });
  expect(await emailOf(paid)).toBe('[redacted]');
});

test('a redacted session can still be read: a late webhook asks about it and finds it paid', async () => {
  const paid = await paidOrder();
  const id = await startedJob(paid);
  await gateway.runRedaction(id, 'run-1');
  started.clock.forward(1000);
  await gateway.readRedaction(id);
  expect(await gateway.readSession(paid.sessionId)).toMatchObject({
    kind: 'found',
    session: { status: 'complete', payment_status: 'paid', amount_total: 149_500, metadata: {} },
  });
  expect(await gateway.readPaidLines(paid.sessionId)).toEqual([{ quantity: 1, amountMinor: 148_000 }]);
});

describe('an unfinished payment', () => {
  test('is named, and the same job is ready once the payment is over and it was validated again', async () => {
    const paid = await paidOrder({ method: 'sepa_debit' });
    const id = await startedJob(paid);
    expect(await gateway.readRedaction(id)).toEqual({
      kind: 'found',
      status: 'failed',
      validationErrors: [
        { code: 'invalid_state', objectId: paid.intentId },
        { code: 'invalid_cascading_source', objectId: paid.sessionId },
      ],
    });
    started.standIn.settle(paid.sessionId, 'succeeded');
    expect(await gateway.validateRedactionAgain(id, 'again-1')).toEqual({ kind: 'taken', status: 'validating' });
    started.clock.forward(1000);
    expect(await gateway.readRedaction(id)).toMatchObject({ status: 'ready', validationErrors: [] });
  });

  test('that came to nothing is in the way when it is to be reported, and ended when it is to be ended', async () => {
    const reported = await paidOrder({ method: 'sepa_debit' });
    const ended = await paidOrder({ method: 'sepa_debit' });
    for (const { sessionId } of [reported, ended]) started.standIn.settle(sessionId, 'failed');
    const [first, second] = [await startedJob(reported), await startedJob(ended, 'end')];
    expect(await gateway.readRedaction(first)).toMatchObject({ status: 'failed' });
    expect(await gateway.readRedaction(second)).toMatchObject({ status: 'ready' });
    await gateway.runRedaction(second, 'run-2');
    started.clock.forward(1000);
    expect(await gateway.readRedaction(second)).toMatchObject({ status: 'succeeded' });
  });

  test('is one that is younger than 90 days, outside of a sandbox', async () => {
    started.standIn.turn({ redactions: { youngestDays: 90 } });
    const id = await startedJob(await paidOrder());
    expect(await gateway.readRedaction(id)).toMatchObject({
      status: 'failed',
      validationErrors: [{ code: 'invalid_state', objectId: expect.stringMatching(/^ch_/) }, {}, {}],
    });
    started.clock.forward(90 * day);
    await gateway.validateRedactionAgain(id, 'again-1');
    started.clock.forward(1000);
    expect(await gateway.readRedaction(id)).toMatchObject({ status: 'ready' });
  });
});

describe('the same key', () => {
  test('starts one job, whether the answer was lost or came', async () => {
    const paid = await paidOrder();
    // The client repeats a call whose connection broke once.
    started.standIn.turn({ loseNextAnswers: 2 });
    expect(await start(paid)).toEqual({ kind: 'unreachable' });
    const begun = await start(paid);
    expect(await start(paid)).toEqual(begun);
    expect(started.standIn.redactions()).toMatchObject([{ job: { id: 'id' in begun && begun.id } }]);
  });

  test('runs a job once, and is refused for another act', async () => {
    const id = await startedJob(await paidOrder());
    expect(await gateway.runRedaction(id, 'run-1')).toEqual({ kind: 'taken', status: 'redacting' });
    started.clock.forward(1000);
    expect(await gateway.runRedaction(id, 'run-1')).toEqual({ kind: 'taken', status: 'redacting' });
    expect(await gateway.validateRedactionAgain(id, 'run-1')).toMatchObject({ kind: 'refused' });
    expect(await gateway.readRedaction(id)).toMatchObject({ status: 'succeeded' });
  });

  test('keeps a refusal for a day, so that another attempt needs another key', async () => {
    const paid = await paidOrder();
    const begun = await start(paid);
    const id = 'id' in begun ? begun.id : '';
    expect(await gateway.runRedaction(id, 'run-1')).toMatchObject({ kind: 'refused' });
    started.clock.forward(1000);
    expect(await gateway.runRedaction(id, 'run-1')).toMatchObject({ kind: 'refused' });
    expect(await gateway.runRedaction(id, 'run-2')).toEqual({ kind: 'taken', status: 'redacting' });
  });
});

describe('Stripe', () => {
  const none = { sessionIds: [], paymentIntentIds: [] };
  const unreachable = { kind: 'unreachable' };

  test.each([
    ['cannot be reached', { unreachable: true }],
    ['is out of order', { failNext: { count: 100, status: 503 } }],
    ['is asked too often', { failNext: { count: 100, status: 429 } }],
  ] as const)('%s: each act says so, and nothing has changed', async (_, change) => {
    const paid = await paidOrder();
    const id = await startedJob(paid);
    started.standIn.turn(change);
    expect(await start(paid)).toEqual(unreachable);
    expect(await gateway.readRedaction(id)).toEqual(unreachable);
    expect(await gateway.runRedaction(id, 'run-1')).toEqual(unreachable);
    expect(await gateway.validateRedactionAgain(id, 'again-1')).toEqual(unreachable);
    started.standIn.resetSwitches();
    expect(await gateway.readRedaction(id)).toMatchObject({ status: 'ready' });
    expect(started.standIn.redactions()).toHaveLength(1);
  });

  test('has not given this account the preview: that is a refusal, not a missing job', async () => {
    const paid = await paidOrder();
    const id = await startedJob(paid);
    started.standIn.turn({ redactions: { withheld: true } });
    const refusal = { kind: 'refused', reason: 'StripeInvalidRequestError 404' };
    expect(await start(paid, 'erase-2')).toEqual(refusal);
    expect(await gateway.readRedaction(id)).toEqual(refusal);
    expect(await gateway.runRedaction(id, 'run-1')).toEqual(refusal);
  });

  test('tells a status that this version did not have: it is not taken for another', () => {
    expect(readOfRedaction['GET /v1/privacy/redaction_jobs/:id'].parse({ status: 'validated' })).toEqual({
      status: 'unknown',
    });
  });

  test('knows no such job', async () => {
    expect(await gateway.readRedaction('prj_1')).toEqual({ kind: 'missing' });
    expect(await gateway.runRedaction('prj_1', 'run-1')).toEqual({ kind: 'missing' });
    expect(await gateway.validateRedactionAgain('../customers', 'again-1')).toEqual({ kind: 'missing' });
  });

  test('refuses what it does not know, nothing at all, too much, and a foreign key, and says which without a value', async () => {
    const { sessionId } = await paidOrder();
    const tooMany = Array.from({ length: mostIdentifiersOfRedaction + 1 }, () => sessionId);
    const foreign = gatewayTo(started.standIn.url, 'sk_test_foreign');
    expect([
      await gateway.startRedaction({ ...none, sessionIds: ['cs_test_canary'] }, 'a'),
      await gateway.startRedaction(none, 'b'),
      await gateway.startRedaction({ ...none, sessionIds: tooMany }, 'c'),
      await foreign.startRedaction({ ...none, sessionIds: [sessionId] }, 'd'),
      await foreign.readRedaction('prj_1'),
    ]).toEqual([
      { kind: 'refused', reason: 'StripeInvalidRequestError 404 resource_missing objects' },
      { kind: 'refused', reason: 'StripeInvalidRequestError 400 parameter_missing objects' },
      { kind: 'refused', reason: 'StripeInvalidRequestError 400 objects' },
      { kind: 'refused', reason: 'StripeAuthenticationError 401' },
      { kind: 'refused', reason: 'StripeAuthenticationError 401' },
    ]);
    expect(started.standIn.redactions()).toEqual([]);
  });

  test('takes ten identifiers in one job', async () => {
    const orders = await Promise.all(Array.from({ length: mostIdentifiersOfRedaction / 2 }, () => paidOrder()));
    const begun = await gateway.startRedaction(
      {
        sessionIds: orders.map(({ sessionId }) => sessionId),
        paymentIntentIds: orders.map(({ intentId }) => intentId),
      },
      'erase-all',
    );
    expect(begun.kind).toBe('started');
  });

  test('locks what a job names: a second job fails, and says so', async () => {
    const paid = await paidOrder();
    await startedJob(paid);
    const second = await start(paid, 'erase-2');
    started.clock.forward(1000);
    const reading = await gateway.readRedaction('id' in second ? second.id : '');
    expect(reading).toMatchObject({ status: 'failed' });
    const codes = 'validationErrors' in reading && reading.validationErrors.map(({ code }) => code);
    expect(codes).toEqual(['locked_by_other_job', 'locked_by_other_job', 'locked_by_other_job']);
  });
});
