import type Stripe from 'stripe';
import { type Account, seconds } from './account.ts';
import type { WireLineItem } from './ledger.ts';
import type { CreateSessionParameters } from './parameters/session-parameters.ts';

interface NewSession {
  readonly id: string;
  readonly parameters: CreateSessionParameters;
  readonly currency: string;
  readonly expiresAt: number;
  readonly lines: readonly WireLineItem[];
  readonly rates: readonly Stripe.ShippingRate[];
  readonly methods: string[];
}

/** An open session, field by field: https://docs.stripe.com/api/checkout/sessions/object */
export function newSession(account: Account, made: NewSession): Stripe.Checkout.Session {
  const { parameters, rates } = made;
  const subtotal = made.lines.reduce((sum, line) => sum + line.amount_subtotal, 0);
  return {
    ...notActedOut(),
    ...asked(parameters),
    id: made.id,
    object: 'checkout.session',
    amount_subtotal: subtotal,
    ...shippingTotals(subtotal, rates[0] ?? null),
    collected_information: null,
    consent: null,
    created: seconds(account),
    currency: made.currency,
    customer: parameters.customer ?? null,
    customer_creation: parameters.customer === undefined ? (parameters.customer_creation ?? 'if_required') : null,
    customer_details: parameters.customer_email === undefined ? null : onlyEmail(parameters.customer_email),
    expires_at: made.expiresAt,
    livemode: false,
    mode: 'payment',
    payment_intent: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: made.methods,
    allowed_payment_method_types: parameters.allowed_payment_method_types ?? null,
    payment_status: 'unpaid',
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    status: 'open',
    ui_mode: 'hosted_page',
    url: `${account.url}/c/pay/${made.id}`,
  };
}

/** What the session repeats from its parameters. */
function asked(parameters: CreateSessionParameters) {
  const text = parameters.custom_text;
  return {
    adaptive_pricing: { enabled: parameters.adaptive_pricing?.enabled ?? false },
    billing_address_collection: parameters.billing_address_collection ?? null,
    cancel_url: parameters.cancel_url ?? null,
    client_reference_id: parameters.client_reference_id ?? null,
    consent_collection: consentCollection(parameters),
    custom_text: {
      after_submit: text?.after_submit ?? null,
      shipping_address: text?.shipping_address ?? null,
      submit: text?.submit ?? null,
      terms_of_service_acceptance: text?.terms_of_service_acceptance ?? null,
    },
    customer_email: parameters.customer_email ?? null,
    integration_identifier: parameters.integration_identifier ?? null,
    locale: parameters.locale ?? null,
    metadata: parameters.metadata ?? {},
    origin_context: parameters.origin_context ?? null,
    phone_number_collection: { enabled: parameters.phone_number_collection?.enabled ?? false },
    shipping_address_collection: parameters.shipping_address_collection ?? null,
    submit_type: parameters.submit_type ?? null,
    success_url: parameters.success_url,
  } satisfies Partial<Stripe.Checkout.Session>;
}

/** Fields of what the stand-in does not act out, as Stripe gives them when a session does not use them. */
function notActedOut() {
  return {
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    client_secret: null,
    currency_conversion: null,
    custom_fields: [],
    customer_account: null,
    discounts: [],
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    managed_payments: { enabled: false },
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    subscription: null,
    wallet_options: null,
  } satisfies Partial<Stripe.Checkout.Session>;
}

/** The totals that depend on the way of shipping; the first option counts until the shopper chooses. */
export function shippingTotals(
  subtotal: number,
  rate: Stripe.ShippingRate | null,
): Pick<Stripe.Checkout.Session, 'amount_total' | 'shipping_cost' | 'total_details'> {
  const shipping = rate?.fixed_amount?.amount ?? 0;
  return {
    amount_total: subtotal + shipping,
    shipping_cost: rate
      ? { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: rate.id }
      : null,
    total_details: { amount_discount: 0, amount_shipping: shipping, amount_tax: 0 },
  };
}

function consentCollection({
  consent_collection: consent,
}: CreateSessionParameters): Stripe.Checkout.Session['consent_collection'] {
  if (!consent) return null;
  return {
    payment_method_reuse_agreement: consent.payment_method_reuse_agreement ?? null,
    promotions: consent.promotions ?? null,
    terms_of_service: consent.terms_of_service ?? null,
  };
}

function onlyEmail(email: string): Stripe.Checkout.Session['customer_details'] {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}
