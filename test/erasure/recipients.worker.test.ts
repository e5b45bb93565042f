import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { confirmErasure } from '../../functions/erasure/confirm-erasure.ts';
import { forgetAddresses } from '../../functions/erasure/forget-addresses.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { acknowledgeRecipient } from '../../functions/recipients/acknowledge-recipient.ts';
import { selectRecipients } from '../../functions/recipients/queries.ts';
import { sweepRedactions } from '../../functions/redactions/sweep-redactions.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import { emptyDatabase } from '../retention/database.ts';
import { oneRing, type Started, startWithClient, submitPayment } from '../stand-ins/stripe/stand-in.ts';
import { type OpenShop, openShop } from './open-shop.ts';
import { ask, everyRow, live, rowsWith, type Somebody, somebody } from './person.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let stripe: Started;
let shop: OpenShop;
let ada: Somebody;
let now: number;
beforeAll(async () => {
  stripe = await startWithClient();
  shop = await openShop(stripe.standIn.url);
  ada = await somebody('ada');
});
afterAll(() => Promise.all([shop.close(), stripe.standIn.close()]));
beforeEach(async () => {
  await emptyDatabase(shop.database);
  shop.letters.length = 0;
  stripe.standIn.resetSwitches();
  stripe.standIn.turn({ redactions: { stepMilliseconds: minute, youngestDays: 90 } });
  now = stripe.clock();
});

/** An order that was paid through Stripe and has long arrived, and the erasure that its person confirms. */
async function erasedAfter(days: number): Promise<void> {
  const { id } = await stripe.stripe.checkout.sessions.create(oneRing(stripe.clock));
  await submitPayment(await stripe.stripe.checkout.sessions.retrieve(id), { method: 'card' });
  const { payment_intent: intent } = await stripe.stripe.checkout.sessions.retrieve(id);
  const order = { stripe_session_id: id, stripe_payment_intent_id: String(intent), paid_at: now };
  await live(shop.database, ada, now, [order]);
  forward(days * day);
  await ask(shop.database, ada, 'erasure', ada.request, now);
  const request = await selectRequest(shop.database, ada.request);
  if (!request) throw new Error('It was written');
  await confirmErasure(shop.at(now), request);
  // Nothing of what follows is about the carrier: it has answered.
  const deleted = { state: 'acknowledged', words: 'The carrier has deleted it.' } as const;
  await acknowledgeRecipient(shop.at(now), ada.request, 'carriers', deleted);
  const { objects } = await shop.ledger.list();
  for (const { key } of objects) await shop.ledger.delete(key);
}

function forward(milliseconds: number): void {
  stripe.clock.forward(milliseconds);
  now = stripe.clock();
}

/** As often as the schedule would, but in fewer steps. */
async function sweepFor(span: number, step: number): Promise<void> {
  for (const end = now + span; now < end; ) {
    forward(Math.min(step, end - now));
    await sweepRedactions(shop.at(now));
  }
}

async function stripeRow() {
  return (await selectRecipients(shop.database, ada.request)).find(({ recipient }) => recipient === 'stripe');
}

describe('Stripe, after an erasure', () => {
  test('[rights.erasure] redacts an old payment; then the request is done, and the address forgotten', async () => {
    await erasedAfter(100);
    await sweepFor(30 * minute, 6 * minute);
    expect(await stripeRow()).toMatchObject({ state: 'acknowledged', words: 'Your payment is redacted.' });
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done', email: ada.email });
    await forgetAddresses(shop.at(now));
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ email: ada.email });

    await sweepMail(shop.at(now));
    await forgetAddresses(shop.at(now));
    expect(shop.letters.map(({ subject }) => subject)).toEqual([
      'Your data is deleted here',
      'Your request to delete your data is done',
    ]);
    expect(shop.letters[1]?.text).toMatch(/Receipt: entry \d+ of our register, [0-9a-f]{64}/);
    expect(await rowsWith(shop.database, ada.email)).toEqual({});
    const done = await everyRow(shop.database);
    await sweepRedactions(shop.at(now + day));
    expect(await everyRow(shop.database)).toEqual(done);
  });

  test('is asked under one key while it is away, and the request is not complete before it answers', async () => {
    await erasedAfter(100);
    stripe.standIn.turn({ unreachable: true });
    await sweepFor(day, hour);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'working', closed_at: null });
    expect(await stripeRow()).toMatchObject({ state: 'waiting' });
    expect(shop.letters).toEqual([]);
    stripe.standIn.turn({ unreachable: false, loseNextAnswers: 1 });
    await sweepFor(day, hour);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done' });
    expect(stripe.standIn.redactions().filter(({ job }) => job.created * 1000 > now - 2 * day)).toHaveLength(1);
  });

  test('is asked again when the payment is ninety days old, where it was too young', async () => {
    await erasedAfter(60);
    await sweepFor(3 * hour, hour);
    expect(await stripeRow()).toMatchObject({ state: 'told', words: expect.stringContaining('not redacted yet') });
    await sweepFor(29 * day, day);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'working' });
    await sweepFor(3 * day, 2 * hour);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done' });
  });

  test('is not asked while the order may still be given back', async () => {
    await erasedAfter(1);
    await sweepFor(40 * day, 10 * day);
    expect(await stripeRow()).toMatchObject({ state: 'waiting' });
    await sweepFor(12 * day, 12 * hour);
    expect(await stripeRow()).toMatchObject({ state: 'told' });
  });

  test('that refuses is told to a person, and never taken for done', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    await erasedAfter(100);
    stripe.standIn.turn({ redactions: { withheld: true } });
    await sweepFor(3 * day, 6 * hour);
    expect(said).toHaveBeenCalledTimes(1);
    expect(await stripeRow()).toMatchObject({
      state: 'waiting',
      words: expect.stringContaining('one of us is looking'),
    });
    const answer = { state: 'explained', words: 'Stripe has done it by hand.' } as const;
    expect(await acknowledgeRecipient(shop.at(now), ada.request, 'stripe', answer)).toBe('noted');
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done' });
    expect(await acknowledgeRecipient(shop.at(now), ada.request, 'stripe', answer)).toMatchObject({ code: 'conflict' });
  });
});
