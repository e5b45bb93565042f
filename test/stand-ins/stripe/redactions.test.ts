import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Serving, serveOnLoopback } from '../http/serve.ts';
import { oneRing, type Started, startWithClient, submitPayment } from './stand-in.ts';

const day = 24 * 60 * 60 * 1000;
const jobs = '/v1/privacy/redaction_jobs';

let started: Started;
/** An endpoint that answers a webhook with the address that it was sent. */
let echo: Serving;

beforeEach(async () => {
  started = await startWithClient();
  echo = await serveOnLoopback({
    port: 0,
    host: '127.0.0.1',
    maximumBodyBytes: 1024 * 1024,
    handle: async ({ body }) => ({
      status: 200,
      headers: {},
      body: /\w+@[\w.]+/.exec(body.toString('utf8'))?.[0] ?? '',
    }),
  });
});

afterEach(async () => {
  await started.standIn.close();
  await echo.close();
});

interface Job {
  readonly id: string;
  readonly status: string;
  readonly validation_errors: { readonly data: readonly Record<string, unknown>[]; readonly has_more: boolean };
}

function ask(method: 'GET' | 'POST', path: string, parameters?: object, options: Stripe.RawRequestOptions = {}) {
  return started.stripe.rawRequest(method, path, { ...parameters }, { apiVersion: '2026-09-30.preview', ...options });
}

const start = (objects: object, changes: object = {}): Promise<Job> => ask('POST', jobs, { objects, ...changes });
const read = (id: string): Promise<Job> => ask('GET', `${jobs}/${id}`);
const act = (id: string, name: string): Promise<Job> => ask('POST', `${jobs}/${id}/${name}`);

/** Lets the step that is under way end. */
async function later({ id }: Job): Promise<Job> {
  started.clock.forward(1000);
  return read(id);
}

async function sessionPaidBy(fields: Readonly<Record<string, string>> = {}): Promise<Stripe.Checkout.Session> {
  const { stripe, clock } = started;
  const session = await stripe.checkout.sessions.create(oneRing(clock));
  await submitPayment(session, fields);
  return stripe.checkout.sessions.retrieve(session.id);
}

/** All steps, as they go when nothing stands in the way. */
async function redact(...ids: readonly string[]): Promise<Job> {
  const job = await later(await start({ checkout_sessions: ids }));
  return later(await act(job.id, 'run'));
}

/** Ends the stand-in, which then writes what it has not yet written, and starts one with this file. */
async function restartWithFile(statePath = join(tmpdir(), `${randomUUID()}.json`)): Promise<string> {
  await started.standIn.close();
  started = await startWithClient({ statePath });
  return statePath;
}

describe('a redaction job', () => {
  test('validates, is ready, is run, and has succeeded, each step when its time is over', async () => {
    const { id } = await sessionPaidBy();
    const job = await start({ checkout_sessions: [id] });
    expect(job).toMatchObject({ object: 'privacy.redaction_job', status: 'validating', validation_behavior: 'error' });
    expect(job).not.toHaveProperty('objects');
    started.clock.forward(999);
    expect((await read(job.id)).status).toBe('validating');
    expect((await later(job)).status).toBe('ready');
    expect((await act(job.id, 'run')).status).toBe('redacting');
    started.clock.forward(1000);
    await started.standIn.tick();
    expect(started.standIn.redactions()).toMatchObject([{ job: { id: job.id, status: 'succeeded' } }]);
  });

  test('tells what it is to redact when that is expanded, and is listed by its status', async () => {
    const { id } = await sessionPaidBy();
    const job: Job = await ask('POST', jobs, { objects: { checkout_sessions: [id] }, expand: ['objects'] });
    expect(job).toMatchObject({ objects: { checkout_sessions: [id], customers: null } });
    expect(await ask('GET', `${jobs}?status=validating&limit=1`)).toMatchObject({ data: [{ id: job.id }] });
    expect(await ask('GET', `${jobs}?status=ready`)).toMatchObject({ data: [] });
  });

  test('is canceled when it is ready or has failed, and then cannot be used again', async () => {
    const { id } = await sessionPaidBy();
    const job = await start({ checkout_sessions: [id] });
    await expect(act(job.id, 'cancel')).rejects.toMatchObject({ statusCode: 400 });
    await later(job);
    expect((await act(job.id, 'cancel')).status).toBe('canceling');
    expect((await later(job)).status).toBe('canceled');
    for (const name of ['run', 'validate', 'cancel']) {
      await expect(act(job.id, name)).rejects.toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
    }
    expect((await started.stripe.checkout.sessions.retrieve(id)).customer_details?.email).toContain('@');
  });

  test('is run when it is ready only, and validated again when it has failed only', async () => {
    const { id } = await sessionPaidBy();
    const job = await start({ checkout_sessions: [id] });
    await expect(act(job.id, 'run')).rejects.toMatchObject({ statusCode: 400 });
    await later(job);
    await expect(act(job.id, 'validate')).rejects.toMatchObject({ statusCode: 400 });
    await act(job.id, 'run');
    await expect(act(job.id, 'cancel')).rejects.toMatchObject({ statusCode: 400 });
    await later(job);
    await expect(act(job.id, 'run')).rejects.toMatchObject({ statusCode: 400 });
  });

  test('is made once for its key, and run once', async () => {
    const { id } = await sessionPaidBy();
    const make = () => ask('POST', jobs, { objects: { checkout_sessions: [id] } }, { idempotencyKey: 'erase-1' });
    const job: Job = await make();
    expect(await make()).toMatchObject({ id: job.id });
    expect(started.standIn.redactions()).toHaveLength(1);
    await later(job);
    const run = () => ask('POST', `${jobs}/${job.id}/run`, {}, { idempotencyKey: 'run-1' });
    expect([await run(), await run()]).toMatchObject([{ status: 'redacting' }, { status: 'redacting' }]);
  });

  test.each<[string, object, object]>([
    ['nothing to redact', {}, { code: 'parameter_missing', param: 'objects' }],
    ['an object that is not there', { objects: { checkout_sessions: ['cs_1'] } }, { code: 'resource_missing' }],
    ['an invoice', { objects: { invoices: ['in_1'] } }, { code: 'stand_in_unsupported' }],
    ['a kind that Stripe does not know', { objects: { people: ['p_1'] } }, { code: 'parameter_unknown' }],
    ['another behaviour', { objects: { charges: ['ch_1'] }, validation_behavior: 'force' }, { statusCode: 400 }],
  ])('is refused with %s', async (_, parameters, refusal) => {
    await expect(ask('POST', jobs, parameters)).rejects.toMatchObject(refusal);
    expect(started.standIn.redactions()).toEqual([]);
  });

  test('is refused with more than ten identifiers', async () => {
    const { id } = await sessionPaidBy();
    const ids = Array.from({ length: 11 }, () => id);
    await expect(start({ checkout_sessions: ids })).rejects.toMatchObject({ statusCode: 400, param: 'objects' });
  });

  test.each([
    ['in a version that is no preview', { apiVersion: '2026-10-28.endive' }, false],
    ['to an account that was not given the preview', {}, true],
  ])('is not known %s', async (_, options, withheld) => {
    const { id } = await sessionPaidBy();
    started.standIn.turn({ redactions: { withheld } });
    const asked = ask('POST', jobs, { objects: { checkout_sessions: [id] } }, options);
    await expect(asked).rejects.toMatchObject({ statusCode: 404, code: undefined });
  });

  test('that nobody made is a 404', async () => {
    await expect(read('prj_1')).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });
});

describe('a validation', () => {
  test('fails for a payment that the bank is working on and names it; once it has ended, the next one succeeds', async () => {
    const session = await sessionPaidBy({ method: 'sepa_debit' });
    const job = await later(await start({ checkout_sessions: [session.id] }, { validation_behavior: 'fix' }));
    expect(job).toMatchObject({
      status: 'failed',
      validation_errors: {
        data: [
          { code: 'invalid_state', erroring_object: { id: session.payment_intent, object_type: 'payment_intent' } },
          { code: 'invalid_cascading_source', erroring_object: { id: session.id } },
        ],
        has_more: false,
      },
    });
    expect(await ask('GET', `${jobs}/${job.id}/validation_errors?limit=1`)).toMatchObject({
      object: 'list',
      data: [{ object: 'privacy.redaction_job_validation_error', code: 'invalid_state' }],
      has_more: true,
    });
    await act(job.id, 'validate');
    expect((await later(job)).status).toBe('failed');
    started.standIn.settle(session.id, 'succeeded');
    expect(await act(job.id, 'validate')).toMatchObject({ status: 'validating', validation_errors: { data: [] } });
    expect((await later(job)).status).toBe('ready');
  });

  test('of an open session and of a debit that the bank refused fails, and passes with fix, which ends both', async () => {
    const { stripe, clock, standIn } = started;
    const open = await stripe.checkout.sessions.create(oneRing(clock));
    const refused = await sessionPaidBy({ method: 'sepa_debit' });
    standIn.settle(refused.id, 'failed');
    const job = await later(await start({ checkout_sessions: [open.id, refused.id] }));
    const named = job.validation_errors.data.map(({ erroring_object: object }) => object);
    expect(named).toMatchObject([{ id: refused.payment_intent }, { id: open.id }, { id: refused.id }]);
    expect(await ask('POST', `${jobs}/${job.id}`, { validation_behavior: 'fix' })).toMatchObject({ status: 'failed' });
    await act(job.id, 'validate');
    expect((await later(job)).status).toBe('ready');
    await act(job.id, 'run');
    expect((await later(job)).status).toBe('succeeded');
    expect(await stripe.checkout.sessions.retrieve(open.id)).toMatchObject({ status: 'expired' });
    expect(await stripe.paymentIntents.retrieve(String(refused.payment_intent))).toMatchObject({ status: 'canceled' });
  });

  test('fails for a payment younger than 90 days where that is the rule, unless it was given back', async () => {
    const { stripe, clock, standIn } = started;
    standIn.turn({ redactions: { youngestDays: 90 } });
    const session = await sessionPaidBy();
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(String(session.payment_intent));
    const job = await later(await start({ checkout_sessions: [session.id] }));
    expect(job.validation_errors.data[0]).toMatchObject({ code: 'invalid_state', erroring_object: { id: charge } });
    clock.forward(90 * day);
    await act(job.id, 'validate');
    expect((await later(job)).status).toBe('ready');
    const returned = await sessionPaidBy();
    await stripe.refunds.create({ payment_intent: String(returned.payment_intent) });
    expect((await later(await start({ checkout_sessions: [returned.id] }))).status).toBe('ready');
  });

  test('fails while another job has the object, until that one is canceled', async () => {
    const { id, payment_intent: intent } = await sessionPaidBy();
    const first = await later(await start({ payment_intents: [intent] }));
    const second = await later(await start({ checkout_sessions: [id] }));
    const [error] = second.validation_errors.data;
    expect(error).toMatchObject({ code: 'locked_by_other_job' });
    await act(first.id, 'cancel');
    await later(first);
    await act(second.id, 'validate');
    expect((await later(second)).status).toBe('ready');
  });

  test('happens once more when the job runs: what has changed since stops it', async () => {
    const { id } = await sessionPaidBy();
    const job = await later(await start({ checkout_sessions: [id] }));
    started.standIn.turn({ redactions: { youngestDays: 90 } });
    await act(job.id, 'run');
    expect((await later(job)).status).toBe('failed');
    expect((await started.stripe.checkout.sessions.retrieve(id)).customer_details?.email).toContain('@');
  });
});

describe('a redacted object', () => {
  test('has placeholders in the place of the person, and keeps what the books need', async () => {
    const { stripe } = started;
    const { id } = await sessionPaidBy();
    await redact(id);
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    const address = { line1: '[redacted]', line2: null, country: '[redacted]' };
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 149_500,
      metadata: {},
      success_url: '[redacted]',
      customer_details: { email: '[redacted]', name: '[redacted]', phone: '[redacted]', address },
      collected_information: { shipping_details: { name: '[redacted]', address } },
      payment_intent: {
        status: 'succeeded',
        metadata: {},
        shipping: { name: '[redacted]', address },
        latest_charge: {
          amount: 149_500,
          billing_details: { email: '[redacted]' },
          payment_method_details: { type: 'card', card: { brand: 'visa', last4: '[redacted]', exp_year: null } },
        },
      },
    });
    expect((await stripe.checkout.sessions.listLineItems(id)).data).toMatchObject([{ description: 'Ring' }]);
  });

  test('can be redacted again, and neither refunded nor opened', async () => {
    const { stripe, standIn } = started;
    const { id, payment_intent: intent } = await sessionPaidBy();
    await redact(id);
    expect((await redact(id)).status).toBe('succeeded');
    await expect(stripe.refunds.create({ payment_intent: String(intent) })).rejects.toMatchObject({ statusCode: 400 });
    expect((await fetch(`${standIn.url}/c/pay/${id}`)).status).toBe(404);
  });

  test('is one of a customer, who brings all of theirs', async () => {
    const { stripe, clock } = started;
    const created = await stripe.checkout.sessions.create(oneRing(clock, { customer_creation: 'always' }));
    await submitPayment(created);
    const { id, customer } = await stripe.checkout.sessions.retrieve(created.id);
    await redact(id);
    expect(await stripe.customers.retrieve(String(customer))).toMatchObject({ email: 'claire@shopper.example' });
    const job = await later(await start({ customers: [customer] }));
    await later(await act(job.id, 'run'));
    expect(await stripe.customers.retrieve(String(customer))).toMatchObject({ email: '[redacted]' });
  });
});

/** A mark as it stands by itself, since the identifiers that a stand-in draws by lot hold any four digits some day. */
const asAWord = (mark: string) => new RegExp(`(?<![0-9A-Za-z])${mark.replace(/[+.]/g, '\\$&')}(?![0-9A-Za-z])`);

test('nothing of a redacted person lies in the file or on a page; the neighbour’s data is as it was', async () => {
  const statePath = await restartWithFile();
  const { standIn, stripe, clock } = started;
  standIn.sendWebhooksTo(echo.url);
  const person = {
    email: 'mirabelle@shopper.example',
    phone: '+33 6 99 88 77 66',
    shippingName: 'Mirabelle Quill',
    shippingLine1: '7 rue du Canari',
    shippingPostalCode: '75019',
    billingName: 'M Quill',
  };
  const neighbour = await sessionPaidBy({ email: 'nina@neighbour.example', shippingName: 'Nina Neighbour' });
  const untouched = await stripe.paymentIntents.retrieve(String(neighbour.payment_intent));
  const metadata = { order: 'L-MARK' };
  const urls = { success_url: 'http://shop.example/order/#L-MARK', payment_intent_data: { metadata } };
  const asked = oneRing(clock, { metadata, client_reference_id: 'mark-7', ...urls });
  const session = await stripe.checkout.sessions.create(asked, { idempotencyKey: 'attempt' });
  const declinedThenChallengedThenPaid = ['4000000000000002', '4000002760003184', '5555555555554444'];
  for (const cardNumber of declinedThenChallengedThenPaid) await submitPayment(session, { ...person, cardNumber });
  const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  await stripe.refunds.create({ payment_intent: intent, amount: 1000, metadata: { why: 'mark-8' } });
  await standIn.idle();
  expect(standIn.deliveries().at(-1)?.detail).toBe(person.email);
  await redact(session.id);
  const again = await stripe.checkout.sessions.create(asked, { idempotencyKey: 'attempt' });
  const page = await (await fetch(standIn.url)).text();
  await restartWithFile();
  const kept = await readFile(statePath, 'utf8');
  await rm(statePath);
  for (const place of [kept, page, JSON.stringify(again), JSON.stringify(standIn.events())]) {
    for (const mark of [...Object.values(person), 'L-MARK', 'mark-7', 'mark-8', '4444'])
      expect(place).not.toMatch(asAWord(mark));
  }
  expect(kept).toContain('nina@neighbour.example');
  expect(standIn.sessions()[0]).toEqual(JSON.parse(JSON.stringify(neighbour)));
  expect(kept).toContain(JSON.stringify(untouched.shipping));
});

test('a job goes on after a restart, and a file from before there were jobs is taken', async () => {
  const statePath = await restartWithFile();
  const { id } = await sessionPaidBy();
  const job = await start({ checkout_sessions: [id] });
  await restartWithFile(statePath);
  const { redactions, ...older } = JSON.parse(await readFile(statePath, 'utf8')) as Record<string, unknown>;
  expect(redactions).toHaveLength(1);
  expect((await later(job)).status).toBe('ready');
  const olderPath = join(tmpdir(), `${randomUUID()}.json`);
  await writeFile(olderPath, JSON.stringify(older));
  await restartWithFile(olderPath);
  expect(started.standIn.sessions()).toMatchObject([{ id }]);
  await Promise.all([rm(statePath), rm(olderPath)]);
});

test('the first page shows jobs and what stands in their way', async () => {
  const session = await sessionPaidBy({ method: 'sepa_debit' });
  const job = await later(await start({ checkout_sessions: [session.id] }));
  const page = await (await fetch(started.standIn.url)).text();
  for (const part of [job.id, '1 checkout_sessions', 'failed', 'invalid_state', String(session.payment_intent)]) {
    expect(page).toContain(part);
  }
});
