import type Stripe from 'stripe';
import { type Account, type Cause, seconds } from './account.ts';
import { recordEvent } from './events.ts';
import { identifier } from './identifiers.ts';
import type { CardOnRecord, Collected, SessionRecord } from './ledger.ts';
import type { DelayedMethod } from './payment-methods.ts';

/** A bank account as far as Stripe gives it back. */
export interface BankAccountOnRecord {
  readonly type: DelayedMethod['type'];
  readonly last4: string;
  readonly fingerprint: string;
}

export type Instrument =
  | { readonly card: CardOnRecord; readonly authenticated: boolean }
  | { readonly bank: BankAccountOnRecord };

/** The session's payment intent: made when the shopper first tries to pay, kept over further tries. */
export function intentFor(
  account: Account,
  record: SessionRecord,
  collected: Collected,
  cause: Cause,
): Stripe.PaymentIntent {
  const { session } = record;
  const amount = session.amount_total ?? 0;
  const existing =
    typeof session.payment_intent === 'string' ? account.ledger.intents.get(session.payment_intent) : undefined;
  if (existing) {
    existing.amount = amount;
    existing.shipping = shippingOf(collected);
    existing.next_action = null;
    return existing;
  }
  const intent = newIntent(account, record, collected, amount);
  account.ledger.intents.set(intent.id, intent);
  session.payment_intent = intent.id;
  recordEvent(account, 'payment_intent.created', intent, cause);
  return intent;
}

function newIntent(
  account: Account,
  record: SessionRecord,
  collected: Collected,
  amount: number,
): Stripe.PaymentIntent {
  const { session, intentParameters } = record;
  const id = identifier('pi_3');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: identifier(`${id}_secret_`, 25),
    confirmation_method: 'automatic',
    created: seconds(account),
    currency: session.currency ?? '',
    customer: typeof session.customer === 'string' ? session.customer : null,
    customer_account: null,
    description: intentParameters.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: { ...intentParameters.metadata },
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [...session.payment_method_types],
    payment_record: null,
    processing: null,
    receipt_email: intentParameters.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: shippingOf(collected),
    source: null,
    statement_descriptor: intentParameters.statementDescriptor,
    statement_descriptor_suffix: intentParameters.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

function shippingOf(collected: Collected): Stripe.PaymentIntent['shipping'] {
  if (!collected.shipping) return null;
  const { name, address } = collected.shipping;
  return { address, carrier: null, name, phone: collected.phone, tracking_number: null };
}

/** One try to move the money: https://docs.stripe.com/api/charges/object */
export function newCharge(
  account: Account,
  intent: Stripe.PaymentIntent,
  collected: Collected,
  instrument: Instrument,
): Stripe.Charge {
  const paymentMethod = identifier('pm_1');
  const charge: Stripe.Charge = {
    id: identifier('bank' in instrument ? 'py_3' : 'ch_3'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: collected.billingAddress,
      email: collected.email,
      name: collected.billingName,
      phone: collected.phone,
      tax_id: null,
    },
    calculated_statement_descriptor: intent.statement_descriptor ?? account.merchantName.toUpperCase().slice(0, 22),
    captured: false,
    created: seconds(account),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: paymentMethod,
    payment_method_details:
      'bank' in instrument ? bankDetails(instrument.bank) : cardDetails(account, intent, instrument),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  };
  account.ledger.charges.set(charge.id, charge);
  intent.latest_charge = charge.id;
  intent.payment_method = paymentMethod;
  return charge;
}

function cardDetails(
  account: Account,
  intent: Stripe.PaymentIntent,
  { card, authenticated }: { card: CardOnRecord; authenticated: boolean },
): Stripe.Charge['payment_method_details'] {
  return {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: String(seconds(account)).slice(-6),
      brand: card.brand,
      checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' },
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.expiryMonth,
      exp_year: card.expiryYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: card.brand === 'mastercard' ? '02' : '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: null,
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

function bankDetails({ type, last4, fingerprint }: BankAccountOnRecord): Stripe.Charge['payment_method_details'] {
  switch (type) {
    case 'sepa_debit':
      return {
        type,
        sepa_debit: { bank_code: null, branch_code: null, country: null, fingerprint, last4, mandate: null },
      };
    case 'bacs_debit':
      return { type, bacs_debit: { fingerprint, last4, mandate: null, sort_code: null } };
    case 'us_bank_account':
      return {
        type,
        us_bank_account: {
          account_holder_type: 'individual',
          account_type: 'checking',
          bank_name: null,
          fingerprint,
          last4,
          payment_reference: null,
          routing_number: null,
        },
      };
  }
}
