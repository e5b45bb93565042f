import type Stripe from 'stripe';
import type { Decline } from './cards.ts';
import type { Dispute } from './disputes.ts';

/** A price as JSON carries it: the client turns `unit_amount_decimal` into its own Decimal. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string | null };
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice };

/** An authentication that the shopper's bank asked for and that has not ended. */
export interface Challenge {
  readonly payment: CardPayment;
  /** What the bank answers once the shopper has proved who they are; null: it pays. */
  readonly decline: Decline | null;
}

/** What of a card may be kept: what Stripe gives back, never the number or the code. */
export interface CardOnRecord {
  readonly brand: string;
  readonly last4: string;
  readonly fingerprint: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly country: string;
  readonly funding: string;
}

/** What the shopper filled in on the hosted page. */
export interface Collected {
  readonly email: string;
  readonly phone: string | null;
  readonly billingName: string;
  readonly billingAddress: Stripe.Address;
  readonly shipping: { readonly name: string; readonly address: Stripe.Address } | null;
  /** Identifier of the chosen shipping rate. */
  readonly shippingRate: string | null;
  readonly acceptsTerms: boolean;
}

export interface CardPayment {
  readonly collected: Collected;
  readonly card: CardOnRecord;
}

export interface SessionRecord {
  readonly session: Stripe.Checkout.Session;
  readonly lines: readonly WireLineItem[];
  readonly intentParameters: {
    readonly description: string | null;
    readonly metadata: Record<string, string>;
    readonly receiptEmail: string | null;
    readonly statementDescriptor: string | null;
    readonly statementDescriptorSuffix: string | null;
  };
  challenge: Challenge | null;
}

/** https://docs.stripe.com/api/privacy/redaction-job/object; `objects` is left out of an answer unless it is expanded. */
export interface RedactionJob {
  readonly id: string;
  readonly object: 'privacy.redaction_job';
  readonly created: number;
  readonly livemode: false;
  readonly objects: Readonly<Record<string, readonly string[] | null>>;
  status: 'canceled' | 'canceling' | 'failed' | 'ready' | 'redacting' | 'succeeded' | 'validating';
  validation_behavior: 'error' | 'fix';
}

/** https://docs.stripe.com/api/privacy/redaction-job-validation-error/object */
export interface RedactionValidationError {
  readonly id: string;
  readonly object: 'privacy.redaction_job_validation_error';
  readonly code: 'invalid_cascading_source' | 'invalid_state' | 'locked_by_other_job';
  readonly erroring_object: { readonly id: string; readonly object_type: string };
  readonly message: string;
}

export interface RedactionRecord {
  readonly job: RedactionJob;
  /** Of the newest validation. */
  validationErrors: readonly RedactionValidationError[];
  /** When the step that is under way ends, in milliseconds since the epoch; null when none is. */
  dueAt: number | null;
  /** Identifiers of what was redacted; empty before. */
  redacted: readonly string[];
}

/** An event with a snapshot of its object at that moment. */
export interface StoredEvent {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: unknown; readonly previous_attributes?: unknown };
  readonly livemode: false;
  pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

/** A delivery that is still to be tried. Times in milliseconds since the epoch. */
export interface PendingDelivery {
  readonly eventId: string;
  readonly attempt: number;
  readonly dueAt: number;
}

/** One attempt, as the log keeps it. */
export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  readonly attempt: number;
  readonly at: number;
  readonly outcome: 'delivered' | 'refused' | 'unanswered' | 'dropped';
  readonly status: number | null;
  readonly detail: string;
  /** When it is tried again; null when it is not. */
  readonly nextAt: number | null;
}

/** The answer kept for an idempotency key. */
export interface KeptAnswer {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly keptAt: number;
}

/** All that the stand-in knows. Maps keep the order in which things were made. */
export interface Ledger {
  readonly sessions: Map<string, SessionRecord>;
  readonly shippingRates: Map<string, Stripe.ShippingRate>;
  readonly products: Map<string, Stripe.Product>;
  readonly intents: Map<string, Stripe.PaymentIntent>;
  readonly charges: Map<string, Stripe.Charge>;
  readonly refunds: Map<string, Stripe.Refund>;
  readonly disputes: Map<string, Dispute>;
  readonly warnings: Map<string, Stripe.Radar.EarlyFraudWarning>;
  readonly customers: Map<string, Stripe.Customer>;
  readonly events: Map<string, StoredEvent>;
  readonly answers: Map<string, KeptAnswer>;
  readonly redactions: Map<string, RedactionRecord>;
  pending: PendingDelivery[];
  held: PendingDelivery[];
  deliveries: Delivery[];
}

export function emptyLedger(): Ledger {
  return {
    sessions: new Map(),
    shippingRates: new Map(),
    products: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    warnings: new Map(),
    customers: new Map(),
    events: new Map(),
    answers: new Map(),
    redactions: new Map(),
    pending: [],
    held: [],
    deliveries: [],
  };
}
