import type { FieldCategory, RecipientId } from './recipients.ts';

/**
 * Every call that leaves the Worker: to whom, and field by field what is sent and what
 * is read of the answer. A list's items are written `[]`. A test records the calls of
 * every journey and fails on a host or a field that isn't here.
 */
export interface OutboundCall {
  readonly recipient: RecipientId;
  /** "POST /v1/checkout/sessions", an identifier in the path as `:id`; "send" for the e-mail binding. */
  readonly operation: string;
  readonly sends: Readonly<Record<string, FieldCategory>>;
  /** Header fields beyond those that any client sets (what it accepts, its own name, the body's type). */
  readonly headers?: Readonly<Record<string, FieldCategory>>;
  /** The allow-list of what is read back; everything else of the answer is dropped at the gateway. */
  readonly reads: Readonly<Record<string, FieldCategory>>;
}

/** Of the client and the host: our key, the version, the client's and the Worker's own names. */
const stripeHeaders = {
  authorization: 'none',
  'stripe-version': 'none',
  'x-stripe-client-user-agent': 'none',
  'cf-worker': 'none',
} as const;

/** So that the same act asked for twice is done once; made from our own attempt, or at random. */
const stripeActHeaders = { ...stripeHeaders, 'idempotency-key': 'transaction-records' } as const;

/** No card, no destination. */
const readOfRefund = {
  id: 'payment-status',
  status: 'payment-status',
  failure_reason: 'payment-status',
  'metadata.refund': 'transaction-records',
  amount: 'transaction-records',
  currency: 'transaction-records',
  payment_intent: 'payment-status',
  created: 'payment-status',
} as const;

export const outboundCalls: readonly OutboundCall[] = [
  {
    recipient: 'stripe',
    operation: 'POST /v1/checkout/sessions',
    sends: {
      mode: 'none',
      success_url: 'transaction-records',
      cancel_url: 'transaction-records',
      expires_at: 'none',
      'adaptive_pricing.enabled': 'none',
      submit_type: 'none',
      locale: 'none',
      'allowed_payment_method_types[]': 'none',
      'custom_text.submit.message': 'none',
      'phone_number_collection.enabled': 'none',
      'shipping_address_collection.allowed_countries[]': 'order-information',
      'metadata.order': 'transaction-records',
      'payment_intent_data.metadata.order': 'transaction-records',
      'line_items[].quantity': 'transaction-records',
      'line_items[].price_data.currency': 'transaction-records',
      'line_items[].price_data.unit_amount': 'transaction-records',
      'line_items[].price_data.product_data.name': 'transaction-records',
      'line_items[].price_data.product_data.description': 'transaction-records',
      'line_items[].price_data.product_data.images[]': 'none',
      'shipping_options[].shipping_rate_data.type': 'none',
      'shipping_options[].shipping_rate_data.display_name': 'transaction-records',
      'shipping_options[].shipping_rate_data.fixed_amount.amount': 'transaction-records',
      'shipping_options[].shipping_rate_data.fixed_amount.currency': 'transaction-records',
      'shipping_options[].shipping_rate_data.delivery_estimate.minimum.unit': 'none',
      'shipping_options[].shipping_rate_data.delivery_estimate.minimum.value': 'none',
      'shipping_options[].shipping_rate_data.delivery_estimate.maximum.unit': 'none',
      'shipping_options[].shipping_rate_data.delivery_estimate.maximum.value': 'none',
    },
    headers: stripeActHeaders,
    reads: { id: 'payment-status', url: 'transaction-records' },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/checkout/sessions/:id',
    sends: { 'expand[]': 'none' },
    headers: stripeHeaders,
    reads: {
      id: 'payment-status',
      status: 'payment-status',
      payment_status: 'payment-status',
      amount_total: 'transaction-records',
      currency: 'transaction-records',
      'metadata.order': 'transaction-records',
      'payment_intent.id': 'payment-status',
      'payment_intent.status': 'payment-status',
      'payment_intent.created': 'payment-status',
      'customer_details.name': 'order-information',
      'customer_details.email': 'order-information',
      'customer_details.phone': 'order-information',
      'collected_information.shipping_details.name': 'order-information',
      'collected_information.shipping_details.address.line1': 'order-information',
      'collected_information.shipping_details.address.line2': 'order-information',
      'collected_information.shipping_details.address.city': 'order-information',
      'collected_information.shipping_details.address.state': 'order-information',
      'collected_information.shipping_details.address.postal_code': 'order-information',
      'collected_information.shipping_details.address.country': 'order-information',
    },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/checkout/sessions/:id/line_items',
    sends: { limit: 'none' },
    headers: stripeHeaders,
    reads: {
      'data[].quantity': 'transaction-records',
      'data[].amount_total': 'transaction-records',
      'data[].currency': 'transaction-records',
      has_more: 'none',
    },
  },
  {
    recipient: 'stripe',
    operation: 'POST /v1/checkout/sessions/:id/expire',
    sends: {},
    headers: stripeActHeaders,
    reads: {},
  },
  {
    // The amount and two numbers: why, and which pieces, Stripe is not told.
    recipient: 'stripe',
    operation: 'POST /v1/refunds',
    sends: {
      payment_intent: 'payment-status',
      amount: 'transaction-records',
      'metadata.refund': 'transaction-records',
    },
    headers: stripeActHeaders,
    reads: readOfRefund,
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/refunds',
    sends: { payment_intent: 'payment-status', 'created.gte': 'none', limit: 'none' },
    headers: stripeHeaders,
    reads: Object.fromEntries(Object.entries(readOfRefund).map(([field, category]) => [`data[].${field}`, category])),
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/refunds/:id',
    sends: {},
    headers: stripeHeaders,
    reads: readOfRefund,
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/disputes',
    sends: { payment_intent: 'payment-status', 'created.gte': 'none', limit: 'none' },
    headers: stripeHeaders,
    reads: {
      'data[].id': 'payment-status',
      'data[].status': 'payment-status',
      'data[].payment_intent': 'payment-status',
      'data[].created': 'payment-status',
    },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/disputes/:id',
    sends: {},
    headers: stripeHeaders,
    reads: {
      id: 'payment-status',
      status: 'payment-status',
      payment_intent: 'payment-status',
      created: 'payment-status',
    },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/radar/early_fraud_warnings',
    sends: { 'created.gte': 'none', limit: 'none' },
    headers: stripeHeaders,
    reads: {
      'data[].id': 'payment-status',
      'data[].payment_intent': 'payment-status',
      'data[].created': 'payment-status',
    },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/radar/early_fraud_warnings/:id',
    sends: {},
    headers: stripeHeaders,
    reads: { id: 'payment-status', payment_intent: 'payment-status', created: 'payment-status' },
  },
  {
    recipient: 'stripe',
    operation: 'POST /v1/privacy/redaction_jobs',
    sends: {
      'objects.checkout_sessions[]': 'payment-status',
      'objects.payment_intents[]': 'payment-status',
      validation_behavior: 'none',
    },
    headers: stripeActHeaders,
    reads: { id: 'payment-status' },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/privacy/redaction_jobs/:id',
    sends: {},
    headers: stripeHeaders,
    reads: { status: 'payment-status' },
  },
  {
    recipient: 'stripe',
    operation: 'GET /v1/privacy/redaction_jobs/:id/validation_errors',
    sends: { limit: 'none' },
    headers: stripeHeaders,
    reads: { 'data[].code': 'payment-status', 'data[].erroring_object.id': 'payment-status' },
  },
  {
    recipient: 'stripe',
    operation: 'POST /v1/privacy/redaction_jobs/:id/run',
    sends: {},
    headers: stripeActHeaders,
    reads: { status: 'payment-status' },
  },
  {
    recipient: 'stripe',
    operation: 'POST /v1/privacy/redaction_jobs/:id/validate',
    sends: {},
    headers: stripeActHeaders,
    reads: { status: 'payment-status' },
  },
  {
    // The public keys of the staff sign-in's tokens. Nothing of a token or of a person goes there.
    recipient: 'cloud-hosting',
    operation: 'GET /cdn-cgi/access/certs',
    sends: {},
    headers: { 'cf-worker': 'none' },
    reads: {
      'keys[].kid': 'none',
      'keys[].kty': 'none',
      'keys[].alg': 'none',
      'keys[].use': 'none',
      'keys[].n': 'none',
      'keys[].e': 'none',
    },
  },
  {
    recipient: 'email-service',
    operation: 'send',
    sends: {
      'from.email': 'none',
      'from.name': 'none',
      to: 'order-information',
      subject: 'transaction-records',
      text: 'order-information',
      html: 'order-information',
      'headers.X-Entity-Ref-ID': 'message-log',
      'headers.Content-Language': 'message-log',
    },
    reads: { messageId: 'message-log' },
  },
];
