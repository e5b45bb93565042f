import type Stripe from 'stripe';
import { type Account, type Cause, noRequest, seconds } from './account.ts';
import { refuseDisputed } from './disputes.ts';
import { invalidRequest, missingResource } from './errors.ts';
import { recordEvent } from './events.ts';
import { identifier } from './identifiers.ts';
import { newestFirst, pageOf, type StripeList } from './lists.ts';
import type { CreateRefundParameters } from './parameters/refund-parameters.ts';
import { isRedacted } from './redaction-jobs.ts';

/** Gives back all or a part of a charge, never more than is left of it: https://docs.stripe.com/api/refunds/create */
export function createRefund(account: Account, parameters: CreateRefundParameters, cause: Cause): Stripe.Refund {
  const charge = chargeToRefund(account, parameters);
  if (isRedacted(account.ledger, charge.id)) {
    throw invalidRequest(`The charge ${charge.id} has been redacted, so it can no longer be refunded.`);
  }
  refuseDisputed(account, charge);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`The charge ${charge.id} has been refunded already.`, { code: 'charge_already_refunded' });
  }
  const amount = parameters.amount ?? left;
  if (amount > left) {
    throw invalidRequest(`A refund of ${amount} is more than the ${left} left of charge ${charge.id}.`, {
      param: 'amount',
    });
  }
  const refund = newRefund(account, charge, amount, parameters);
  account.ledger.refunds.set(refund.id, refund);
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  recordEvent(account, 'charge.refunded', charge, cause, before);
  recordEvent(account, 'refund.created', refund, cause);
  return refund;
}

function chargeToRefund(
  { ledger }: Account,
  { charge: chargeId, payment_intent: intentId }: CreateRefundParameters,
): Stripe.Charge {
  if (chargeId === undefined && intentId === undefined) {
    throw invalidRequest('Give the charge or the payment_intent to refund.', {
      code: 'parameter_missing',
      param: 'charge',
    });
  }
  const intent = intentId === undefined ? undefined : ledger.intents.get(intentId);
  if (intentId !== undefined && !intent) throw missingResource('payment_intent', intentId, 'payment_intent');
  const id = chargeId ?? (typeof intent?.latest_charge === 'string' ? intent.latest_charge : undefined);
  const charge = id === undefined ? undefined : ledger.charges.get(id);
  if (chargeId !== undefined && !charge) throw missingResource('charge', chargeId, 'charge');
  if (charge?.status !== 'succeeded' || (intent && charge.payment_intent !== intent.id)) {
    throw invalidRequest('There is no successful charge to refund.', {
      param: intentId === undefined ? 'charge' : 'payment_intent',
    });
  }
  return charge;
}

function newRefund(
  account: Account,
  charge: Stripe.Charge,
  amount: number,
  parameters: CreateRefundParameters,
): Stripe.Refund {
  return {
    id: identifier('re_3'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(account),
    currency: charge.currency,
    customer: typeof charge.customer === 'string' ? charge.customer : null,
    customer_account: null,
    metadata: parameters.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: parameters.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    // As with the cards that https://docs.stripe.com/testing has for it, and with a balance that does not suffice.
    status: account.refundsWait() ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
}

/**
 * The bank takes a refund that waits, or sends it back; that it may do days after it was called succeeded. What comes
 * back can be paid back anew. https://docs.stripe.com/refunds#failed-refunds
 */
export function settleRefund(account: Account, id: string, outcome: 'succeeded' | 'failed' | 'canceled'): void {
  const refund = account.ledger.refunds.get(id);
  if (!refund) throw missingResource('refund', id, 'refund');
  const isOver = refund.status === 'failed' || refund.status === 'canceled';
  if (isOver || (outcome !== 'failed' && refund.status !== 'pending')) {
    throw invalidRequest(`A refund that is ${refund.status} does not become ${outcome}.`);
  }
  const before = { status: refund.status };
  refund.status = outcome;
  if (outcome !== 'succeeded') giveBack(account, refund);
  if (outcome === 'failed') refund.failure_reason = 'expired_or_canceled_card';
  recordEvent(account, 'refund.updated', refund, noRequest, before);
  if (outcome === 'failed') recordEvent(account, 'refund.failed', refund, noRequest);
}

function giveBack({ ledger }: Account, { charge: chargeId, amount }: Stripe.Refund): void {
  const charge = ledger.charges.get(String(chargeId));
  if (!charge) return;
  charge.amount_refunded -= amount;
  charge.refunded = false;
}

/** What `expand[]=refunds` puts into a charge. */
export function chargeRefunds({ ledger }: Account, chargeId: string): StripeList<Stripe.Refund> {
  const refunds = newestFirst(ledger.refunds.values()).filter((refund) => refund.charge === chargeId);
  return pageOf(refunds, { limit: 10 }, `/v1/charges/${chargeId}/refunds`);
}
