import type Stripe from 'stripe';
import { type Account, noRequest, seconds } from './account.ts';
import { type Decline, failedAuthentication, type JudgedCard } from './cards.ts';
import { recordEvent } from './events.ts';
import { identifier } from './identifiers.ts';
import type { CardPayment, Collected, SessionRecord } from './ledger.ts';
import { type BankAccountOnRecord, type Instrument, intentFor, newCharge } from './payment-objects.ts';
import { shippingTotals } from './session-object.ts';

export type PaymentOutcome =
  | { readonly kind: 'complete' }
  | { readonly kind: 'authenticate' }
  | { readonly kind: 'declined'; readonly decline: Decline };

/** The shopper confirms an open session with a card. The caller has checked that the session is open. */
export function payWithCard(
  account: Account,
  record: SessionRecord,
  collected: Collected,
  judged: JudgedCard,
): PaymentOutcome {
  chooseShipping(account, record, collected);
  const intent = intentFor(account, record, collected, noRequest);
  const payment: CardPayment = { collected, card: judged.card };
  if (!judged.authenticates) return finishCardPayment(account, record, intent, payment, judged.decline, false);
  record.challenge = { payment, decline: judged.decline };
  intent.status = 'requires_action';
  intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
  recordEvent(account, 'payment_intent.requires_action', intent, noRequest);
  return { kind: 'authenticate' };
}

/** The shopper comes back from their bank: either proved who they are or did not. */
export function endChallenge(
  account: Account,
  record: SessionRecord,
  passed: boolean,
): PaymentOutcome | 'no-challenge' {
  const { challenge } = record;
  if (!challenge) return 'no-challenge';
  record.challenge = null;
  const intent = intentFor(account, record, challenge.payment.collected, noRequest);
  if (passed) return finishCardPayment(account, record, intent, challenge.payment, challenge.decline, true);
  decline(account, intent, failedAuthentication, null);
  return { kind: 'declined', decline: failedAuthentication };
}

/** The shopper allows a bank debit: the session is complete at once, and paid only when the bank has moved the money. */
export function payWithBankDebit(
  account: Account,
  record: SessionRecord,
  collected: Collected,
  bank: BankAccountOnRecord,
): PaymentOutcome {
  chooseShipping(account, record, collected);
  const intent = intentFor(account, record, collected, noRequest);
  const charge = newCharge(account, intent, collected, { bank });
  intent.status = 'processing';
  intent.last_payment_error = null;
  recordEvent(account, 'charge.pending', charge, noRequest);
  recordEvent(account, 'payment_intent.processing', intent, noRequest);
  complete(account, record, collected, intent, 'unpaid');
  return { kind: 'complete' };
}

function finishCardPayment(
  account: Account,
  record: SessionRecord,
  intent: Stripe.PaymentIntent,
  { collected, card }: CardPayment,
  refusal: Decline | null,
  authenticated: boolean,
): PaymentOutcome {
  const instrument: Instrument = { card, authenticated };
  const charge = newCharge(account, intent, collected, instrument);
  if (refusal) {
    decline(account, intent, refusal, charge);
    return { kind: 'declined', decline: refusal };
  }
  capture(account, intent, charge);
  complete(account, record, collected, intent, 'paid');
  return { kind: 'complete' };
}

/** The money has moved. */
export function capture(account: Account, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  charge.status = 'succeeded';
  charge.paid = true;
  charge.captured = true;
  charge.amount_captured = charge.amount;
  charge.outcome = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'normal',
    seller_message: 'Payment complete.',
    type: 'authorized',
  };
  intent.status = 'succeeded';
  intent.amount_received = charge.amount;
  intent.last_payment_error = null;
  recordEvent(account, 'charge.succeeded', charge, noRequest);
  recordEvent(account, 'payment_intent.succeeded', intent, noRequest);
}

/** The money will not move; the intent waits for another way to pay. */
export function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  refusal: Decline,
  charge: Stripe.Charge | null,
): void {
  if (charge) {
    charge.status = 'failed';
    charge.failure_code = refusal.code;
    charge.failure_message = refusal.message;
    charge.outcome = {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: refusal.declineCode,
      risk_level: 'normal',
      seller_message: refusal.message,
      type: 'issuer_declined',
    };
    recordEvent(account, 'charge.failed', charge, noRequest);
  }
  intent.status = 'requires_payment_method';
  intent.next_action = null;
  intent.payment_method = null;
  intent.last_payment_error = {
    type: refusal.code === failedAuthentication.code ? 'invalid_request_error' : 'card_error',
    code: refusal.code,
    decline_code: refusal.declineCode,
    message: refusal.message,
    ...(charge ? { charge: charge.id } : {}),
  };
  recordEvent(account, 'payment_intent.payment_failed', intent, noRequest);
}

function chooseShipping(account: Account, { session }: SessionRecord, { shippingRate }: Collected): void {
  const rate = shippingRate === null ? null : (account.ledger.shippingRates.get(shippingRate) ?? null);
  Object.assign(session, shippingTotals(session.amount_subtotal ?? 0, rate));
}

function complete(
  account: Account,
  record: SessionRecord,
  collected: Collected,
  intent: Stripe.PaymentIntent,
  paymentStatus: 'paid' | 'unpaid',
): void {
  const { session } = record;
  if (session.customer_creation === 'always') session.customer = newCustomer(account, collected);
  intent.customer = session.customer;
  session.status = 'complete';
  session.payment_status = paymentStatus;
  session.url = null;
  session.customer_details = {
    address: collected.billingAddress,
    business_name: null,
    email: collected.email,
    individual_name: null,
    name: collected.billingName,
    phone: collected.phone,
    tax_exempt: 'none',
    tax_ids: [],
  };
  session.collected_information = {
    business_name: null,
    individual_name: null,
    shipping_details: collected.shipping
      ? { address: collected.shipping.address, name: collected.shipping.name }
      : null,
  };
  if (session.consent_collection) {
    session.consent = { promotions: null, terms_of_service: collected.acceptsTerms ? 'accepted' : null };
  }
  recordEvent(account, 'checkout.session.completed', session, noRequest);
}

function newCustomer(account: Account, collected: Collected): string {
  const customer: Stripe.Customer = {
    id: identifier('cus_', 14),
    object: 'customer',
    address: collected.billingAddress,
    balance: 0,
    created: seconds(account),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: collected.email,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: collected.billingName,
    phone: collected.phone,
    preferred_locales: [],
    shipping: collected.shipping
      ? { address: collected.shipping.address, name: collected.shipping.name, phone: collected.phone }
      : null,
    tax_exempt: 'none',
    test_clock: null,
  };
  account.ledger.customers.set(customer.id, customer);
  recordEvent(account, 'customer.created', customer, noRequest);
  return customer.id;
}
