import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oneRing, type Started, startWithClient, submitPayment } from './stand-in.ts';

/** What becomes of a payment afterwards: https://docs.stripe.com/refunds, https://docs.stripe.com/disputes */
let started: Started;
let intent: string;
beforeEach(async () => {
  started = await startWithClient();
  const { id } = await started.stripe.checkout.sessions.create(oneRing(started.clock));
  await submitPayment(await started.stripe.checkout.sessions.retrieve(id));
  intent = String((await started.stripe.checkout.sessions.retrieve(id)).payment_intent);
});
afterEach(() => started.standIn.close());

const types = () => started.standIn.events().map(({ type }) => type);

describe('a refund that waits for the bank', () => {
  test('is pending until the bank has taken it', async () => {
    started.standIn.turn({ refundsWait: true });
    const { id, status } = await started.stripe.refunds.create({ payment_intent: intent, amount: 1000 });
    expect(status).toBe('pending');
    started.standIn.settleRefund(id, 'succeeded');
    expect(await started.stripe.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' });
    expect(types().at(-1)).toBe('refund.updated');
    expect(() => started.standIn.settleRefund(id, 'canceled')).toThrow();
  });

  test('that comes back, though it had succeeded, may be paid back anew', async () => {
    const { id } = await started.stripe.refunds.create({ payment_intent: intent });
    started.standIn.settleRefund(id, 'failed');
    expect(await started.stripe.refunds.retrieve(id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(types().slice(-2)).toEqual(['refund.updated', 'refund.failed']);
    expect(await started.stripe.refunds.create({ payment_intent: intent })).toMatchObject({ status: 'succeeded' });
  });
});

test('a bank’s warning is listed, told of once, and stands in no refund’s way', async () => {
  const id = started.standIn.warnOfFraud(intent);
  const { radar, refunds } = started.stripe;
  expect(await radar.earlyFraudWarnings.retrieve(id)).toMatchObject({ actionable: true, payment_intent: intent });
  expect((await radar.earlyFraudWarnings.list({ payment_intent: intent })).data).toHaveLength(1);
  const later = { gte: Math.floor(started.clock() / 1000) + 1 };
  expect((await radar.earlyFraudWarnings.list({ created: later })).data).toEqual([]);
  expect(types().at(-1)).toBe('radar.early_fraud_warning.created');
  expect(await refunds.create({ payment_intent: intent })).toMatchObject({ status: 'succeeded' });
  expect(() => started.standIn.warnOfFraud('pi_nobody')).toThrow();
});

describe('a dispute', () => {
  test('stands in the way of a refund, is listed, and ends won or lost', async () => {
    const id = started.standIn.dispute(intent);
    expect(await started.stripe.disputes.retrieve(id)).toMatchObject({
      status: 'needs_response',
      payment_intent: intent,
      is_charge_refundable: false,
    });
    expect((await started.stripe.disputes.list({ payment_intent: intent })).data).toHaveLength(1);
    expect((await started.stripe.disputes.list({ payment_intent: 'pi_other' })).data).toEqual([]);
    await expect(started.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      statusCode: 400,
      code: 'charge_disputed',
    });
    started.standIn.moveDispute(id, 'lost');
    expect(types().slice(-3)).toEqual(['charge.dispute.created', 'charge.dispute.updated', 'charge.dispute.closed']);
    await expect(started.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
  });

  test('that is only an inquiry may be ended by paying back, and is closed rather than won', async () => {
    const id = started.standIn.dispute(intent, 'inquiry');
    expect(await started.stripe.refunds.create({ payment_intent: intent, amount: 1 })).toMatchObject({ amount: 1 });
    started.standIn.moveDispute(id, 'closed');
    expect(await started.stripe.disputes.retrieve(id)).toMatchObject({ status: 'warning_closed' });
  });

  test('is not closed by a word for inquiries', () => {
    const id = started.standIn.dispute(intent);
    expect(() => started.standIn.moveDispute(id, 'closed')).toThrow();
    expect(() => started.standIn.dispute('pi_nobody')).toThrow();
  });
});
