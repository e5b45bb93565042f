import type Stripe from 'stripe';
import { type Account, type Cause, seconds } from './account.ts';
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
    status: 'succeeded',
    transfer_reversal: null,
  };
}

/** What `expand[]=refunds` puts into a charge. */
export function chargeRefunds({ ledger }: Account, chargeId: string): StripeList<Stripe.Refund> {
  const refunds = newestFirst(ledger.refunds.values()).filter((refund) => refund.charge === chargeId);
  return pageOf(refunds, { limit: 10 }, `/v1/charges/${chargeId}/refunds`);
}
