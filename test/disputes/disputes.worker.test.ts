import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { sweepDisputes } from '../../functions/disputes/sweep-disputes.ts';
import { receiveEvent } from '../../functions/payments/receive-event.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { standingOf, writeOrder } from '../order-life/order.ts';
import { emptyDatabase } from '../retention/database.ts';
import { oneRing, type Started, startWithClient, submitPayment } from '../stand-ins/stripe/stand-in.ts';

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
  await writeOrder(opened.database, { intent });
});
afterEach(() => stripe.standIn.resetSwitches());

async function deliver(order: 'first' | 'last', disputeId: string): Promise<string[]> {
  const events = stripe.standIn.events().filter(({ data }) => (data.object as { id: string }).id === disputeId);
  const outcomes: string[] = [];
  for (const { id, type, data } of order === 'first' ? events : events.toReversed()) {
    const object = data.object as { id: string; object: string };
    outcomes.push(await receiveEvent(opened.at(stripe.clock()), { id, type, data: { object } }));
  }
  return outcomes;
}

function dispute() {
  return opened.database
    .prepare('SELECT dispute, disputed_at FROM orders')
    .first<{ dispute: string; disputed_at: number }>();
}

it('is put in front of staff, and neither holds nor cancels the order', async () => {
  const id = stripe.standIn.dispute(intent);
  await deliver('first', id);
  expect(await dispute()).toEqual({ dispute: 'open', disputed_at: Math.floor(stripe.clock() / 1000) * 1000 });
  expect(await standingOf(opened.database)).toMatchObject({ state: 'paid', moves: ['place', 'dispute'], refunds: [] });
});

it.each([
  ['won', 'won'],
  ['lost', 'lost'],
] as const)('that is %s ends so, whatever order its notices come in', async (to, said) => {
  for (const order of ['first', 'last'] as const) {
    await emptyDatabase(opened.database);
    await writeOrder(opened.database, { intent });
    const id = stripe.standIn.dispute(intent);
    stripe.standIn.moveDispute(id, 'under_review');
    stripe.standIn.moveDispute(id, to);
    await Promise.all([deliver(order, id), deliver(order, id)]);
    await deliver(order, id);
    expect(await dispute()).toMatchObject({ dispute: said });
    expect((await standingOf(opened.database)).moves).toEqual(['place', 'dispute', 'dispute-closed']);
  }
});

it('that is only an inquiry ends without a loss', async () => {
  const id = stripe.standIn.dispute(intent, 'inquiry');
  await deliver('first', id);
  expect(await dispute()).toMatchObject({ dispute: 'open' });
  stripe.standIn.moveDispute(id, 'closed');
  await deliver('last', id);
  expect(await dispute()).toMatchObject({ dispute: 'won' });
});

it('is learned of without any notice', async () => {
  const id = stripe.standIn.dispute(intent);
  await sweepDisputes(opened.at(stripe.clock()));
  expect(await dispute()).toMatchObject({ dispute: 'open' });
  // Long after it was opened it is asked about by its payment.
  stripe.clock.forward(40 * 24 * 60 * 60_000);
  stripe.standIn.moveDispute(id, 'lost');
  await sweepDisputes(opened.at(stripe.clock()));
  expect(await dispute()).toMatchObject({ dispute: 'lost' });
});

it('of another system’s payment, or while Stripe is away, changes nothing', async () => {
  await opened.database.prepare(`UPDATE orders SET stripe_payment_intent_id = 'pi_other'`).run();
  const id = stripe.standIn.dispute(intent);
  expect(await deliver('first', id)).toEqual(['ignored']);
  stripe.standIn.turn({ unreachable: true });
  expect(await deliver('first', id)).toEqual(['later']);
  expect(await dispute()).toMatchObject({ dispute: '' });
});
