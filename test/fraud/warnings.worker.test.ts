import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { sweepWarnings } from '../../functions/fraud/warnings.ts';
import { moveOrder } from '../../functions/order-life/move-order.ts';
import { receiveEvent } from '../../functions/payments/receive-event.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { number, standingOf, writeOrder } from '../order-life/order.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { oneRing, type Started, startWithClient, submitPayment } from '../stand-ins/stripe/stand-in.ts';
import { flagsOf } from './flagged.ts';

let opened: OpenShop;
let stripe: Started;
let intent: string;
beforeAll(async () => {
  stripe = await startWithClient();
  opened = await openShop(stripe.standIn.url);
});
afterAll(async () => {
  await opened.close();
  await stripe.standIn.close();
});
beforeEach(async () => {
  await emptyDatabase(opened.database);
  const { id } = await stripe.stripe.checkout.sessions.create(oneRing(stripe.clock));
  await submitPayment(await stripe.stripe.checkout.sessions.retrieve(id));
  intent = String((await stripe.stripe.checkout.sessions.retrieve(id)).payment_intent);
});
afterEach(() => stripe.standIn.resetSwitches());

const shop = () => opened.at(stripe.clock());

async function deliver(warningId: string): Promise<string> {
  const event = stripe.standIn.events().find(({ data }) => (data.object as { id: string }).id === warningId);
  if (!event) throw new Error(`Nothing was said of ${warningId}`);
  const object = event.data.object as { id: string; object: string };
  return receiveEvent(shop(), { id: event.id, type: event.type, data: { object } });
}

it('is put in front of a person: nothing is paid back, cancelled or written to the shopper', async () => {
  await writeOrder(opened.database, { intent });
  const before = await standingOf(opened.database);
  expect(await deliver(stripe.standIn.warnOfFraud(intent))).toBe('done');
  expect(await flagsOf(opened.database)).toEqual(['early-warning']);
  expect(await standingOf(opened.database)).toEqual({ ...before, state: 'under-review', moves: ['place', 'hold'] });
  expect(stripe.standIn.refunds()).toEqual([]);
});

it('that comes doubled, at once and later, is one', async () => {
  await writeOrder(opened.database, { intent });
  const id = stripe.standIn.warnOfFraud(intent);
  await Promise.all([deliver(id), deliver(id), deliver(id)]);
  expect(await deliver(id)).toBe('known');
  await sweepWarnings(shop());
  expect(await flagsOf(opened.database)).toEqual(['early-warning']);
  expect((await standingOf(opened.database)).moves).toEqual(['place', 'hold']);
});

it('that a person has looked at is not raised anew by a second one, or by the sweep', async () => {
  await writeOrder(opened.database, { intent });
  await deliver(stripe.standIn.warnOfFraud(intent));
  const by = { kind: 'staff', role: 'owner' } as const;
  await moveOrder(shop(), { number, move: 'release', by });
  await opened.database.prepare(`UPDATE fraud_flags SET settled_at = 1, settled_by = 'owner'`).run();
  expect(await deliver(stripe.standIn.warnOfFraud(intent))).toBe('done');
  await sweepWarnings(shop());
  expect(await flagsOf(opened.database)).toEqual(['early-warning, settled']);
  expect(await standingOf(opened.database)).toMatchObject({ state: 'paid' });
});

it('that comes before its order is known, or never, is found by the sweep', async () => {
  const id = stripe.standIn.warnOfFraud(intent);
  expect(await deliver(id)).toBe('ignored');
  await sweepWarnings(shop());
  await writeOrder(opened.database, { intent });
  await sweepWarnings(shop());
  expect(await flagsOf(opened.database)).toEqual(['early-warning']);
});

it('of an order that has left marks it, and holds nothing up', async () => {
  await writeOrder(opened.database, { intent, state: 'shipped' });
  await deliver(stripe.standIn.warnOfFraud(intent));
  expect(await flagsOf(opened.database)).toEqual(['early-warning']);
  expect(await standingOf(opened.database)).toMatchObject({ state: 'shipped', moves: ['place'] });
});

it('of another system’s payment, or while Stripe is away, changes nothing', async () => {
  await writeOrder(opened.database, { intent: 'pi_other' });
  const id = stripe.standIn.warnOfFraud(intent);
  expect(await deliver(id)).toBe('ignored');
  stripe.standIn.turn({ unreachable: true });
  expect(await deliver(id)).toBe('later');
  await sweepWarnings(shop());
  expect(await count(opened.database, 'fraud_flags')).toBe(0);
});

it.each([
  [
    'who has objected',
    `INSERT INTO objections (id, email, processing, objected_at)
     VALUES ('o', 'ada@example.com', 'fraud-checks', 0)`,
  ],
  [
    'whose data is restricted',
    `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
     VALUES ('r', 'ada@example.com', 'r', 'asked', 0)`,
  ],
  ['who was erased', `UPDATE orders SET email = ''`],
])('of somebody %s is not written down', async (_, text) => {
  await writeOrder(opened.database, { intent });
  await opened.database.prepare(text).run();
  expect(await deliver(stripe.standIn.warnOfFraud(intent))).toBe('ignored');
  expect(await count(opened.database, 'fraud_flags')).toBe(0);
  expect(await standingOf(opened.database)).toMatchObject({ state: 'paid' });
});
