import Stripe from 'stripe';
import { z } from 'zod';
import type { Currency } from '../../src/catalog/money.ts';
import type { PaymentMeans } from '../../src/catalog/payment-means.ts';
import type { Language } from '../../src/languages.ts';
import type { Config } from '../config.ts';
import { failureOf, isUnreachable, reasonOf, unlessUnreachable } from './stripe-failures.ts';
import {
  type FraudWarning,
  type FraudWarningReading,
  listFraudWarnings,
  readFraudWarning,
  readOfFraud,
} from './stripe-fraud.ts';
import {
  type RedactionReading,
  type RedactionRequest,
  type RedactionStart,
  type RedactionStep,
  readOfRedaction,
  readRedaction,
  startRedaction,
  stepRedaction,
} from './stripe-redaction.ts';
import {
  createRefund,
  type DisputeAtStripe,
  type DisputeReading,
  findRefund,
  listDisputes,
  listRefunds,
  type RefundAtStripe,
  type RefundMaking,
  type RefundReading,
  type RefundRequest,
  readDispute,
  readOfRefunds,
  readRefund,
} from './stripe-refund.ts';

/** The only way to Stripe. What it sends and what it reads back, here, in stripe-refund.ts, stripe-fraud.ts and stripe-redaction.ts, is all there is. */

/** Everything that Stripe is told when a checkout starts. No name, address or message: the shopper gives those on Stripe's page. */
export interface SessionRequest {
  readonly checkoutId: string;
  readonly orderNumber: string;
  readonly currency: Currency;
  readonly country: string;
  readonly lines: readonly SessionRequestLine[];
  readonly delivery: {
    readonly name: string;
    readonly amountMinor: number;
    readonly daysFrom: number;
    readonly daysTo: number;
  };
  readonly paymentMeans: readonly PaymentMeans[];
  /** A language that Stripe has its page in. */
  readonly locale: Language;
  /** What stands beside the button of Stripe's page, in its Markdown; at most 1,200 characters. */
  readonly beforeButton: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Milliseconds since the epoch; Stripe takes 30 minutes at the least. */
  readonly expiresAt: number;
}

export interface SessionRequestLine {
  readonly name: string;
  readonly variant: string;
  readonly photographUrl: string;
  readonly quantity: number;
  readonly unitMinor: number;
}

export type SessionCreation =
  | { readonly kind: 'created'; readonly id: string; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

const createdSession = z.object({ id: z.string(), url: z.url() });

const address = z.object({
  line1: z.string().nullish(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  postal_code: z.string().nullish(),
  country: z.string().nullish(),
});

/**
 * The allow-list of what is read from a Checkout Session: Zod drops every other field,
 * so no card brand, last four digits or fingerprint gets past this line.
 */
const session = z.object({
  id: z.string(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: z.int(),
  currency: z.string(),
  metadata: z.object({ order: z.string() }).partial().nullish(),
  payment_intent: z.object({ id: z.string(), status: z.string(), created: z.int() }).nullish(),
  customer_details: z
    .object({ name: z.string().nullish(), email: z.string().nullish(), phone: z.string().nullish() })
    .nullish(),
  collected_information: z
    .object({ shipping_details: z.object({ name: z.string().nullish(), address }).nullish() })
    .nullish(),
});

const lineItems = z.object({
  data: z.array(z.object({ quantity: z.int(), amount_total: z.int(), currency: z.string() })),
  has_more: z.boolean(),
});

/** By operation, all that is read of an answer; a test holds it against src/policy/outbound-calls.ts. */
export const readOfStripe = {
  'POST /v1/checkout/sessions': createdSession,
  'GET /v1/checkout/sessions/:id': session,
  'GET /v1/checkout/sessions/:id/line_items': lineItems,
  ...readOfRefunds,
  ...readOfFraud,
  ...readOfRedaction,
} as const;

export type StripeSession = z.output<typeof session>;

export type SessionReading =
  | { readonly kind: 'found'; readonly session: StripeSession }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreachable' };

export interface PaidLine {
  readonly quantity: number;
  readonly amountMinor: number;
}

const eventSchema = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  data: z.object({ object: z.object({ id: z.string().max(255), object: z.string() }) }),
});

export type StripeEvent = z.output<typeof eventSchema>;

/** Stripe refuses a signature older than this; its documentation advises five minutes. */
const signatureToleranceSeconds = 300;

export class StripeGateway {
  readonly #stripe: Stripe;
  readonly #webhookSecret: string;

  constructor(config: Config) {
    const base = new URL(config.stripeApiBase);
    const protocol = base.protocol === 'http:' ? 'http' : 'https';
    this.#webhookSecret = config.stripeWebhookSecret;
    this.#stripe = new Stripe(config.stripeSecretKey, {
      host: base.hostname,
      port: base.port || (protocol === 'http' ? '80' : '443'),
      protocol,
      httpClient: Stripe.createFetchHttpClient(),
      maxNetworkRetries: 1,
      timeout: 8_000,
      telemetry: false,
    });
  }

  /** The key of idempotency is our own attempt's: the same checkout asked for twice is one session. */
  async createSession(request: SessionRequest): Promise<SessionCreation> {
    try {
      const created = await this.#stripe.checkout.sessions.create(sessionParameters(request), {
        idempotencyKey: `checkout-${request.checkoutId}`,
      });
      const { id, url } = createdSession.parse(created);
      return { kind: 'created', id, url };
    } catch (error) {
      if (isUnreachable(error)) return { kind: 'unreachable' };
      if (error instanceof Stripe.errors.StripeError) return { kind: 'refused', reason: reasonOf(error) };
      throw error;
    }
  }

  async readSession(sessionId: string): Promise<SessionReading> {
    try {
      const found = await this.#stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] });
      return { kind: 'found', session: session.parse(found) };
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Ends an open session. `settled`: it was no longer open; read it to learn how it ended. */
  async expireSession(sessionId: string): Promise<'expired' | 'settled' | 'unreachable'> {
    try {
      await this.#stripe.checkout.sessions.expire(sessionId);
      return 'expired';
    } catch (error) {
      if (isUnreachable(error)) return 'unreachable';
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return 'settled';
      throw error;
    }
  }

  /** What was paid for, line by line. A bag has at most 20 lines, a page of Stripe's list 100. */
  readPaidLines(sessionId: string): Promise<readonly PaidLine[] | 'unreachable'> {
    return unlessUnreachable(async () => {
      const page = lineItems.parse(await this.#stripe.checkout.sessions.listLineItems(sessionId, { limit: 100 }));
      return page.data.map((line) => ({ quantity: line.quantity, amountMinor: line.amount_total }));
    });
  }

  /** Pays back so much of a payment. Our own id of the refund is the key of idempotency: asked for twice it is one. */
  createRefund(request: RefundRequest): Promise<RefundMaking> {
    return createRefund(this.#stripe, request);
  }

  /** The refund of a payment that carries our id, for when the key may be forgotten: Stripe keeps it for 24 hours. */
  findRefund(
    paymentIntentId: string,
    refundId: string,
  ): Promise<Exclude<RefundMaking, { kind: 'refused' }> | 'missing'> {
    return findRefund(this.#stripe, paymentIntentId, refundId);
  }

  /** Newest first, at most 100. @param madeSince milliseconds since the epoch */
  listRefunds(madeSince: number): Promise<readonly RefundAtStripe[] | 'unreachable'> {
    return listRefunds(this.#stripe, madeSince);
  }

  readRefund(stripeRefundId: string): Promise<RefundReading> {
    return readRefund(this.#stripe, stripeRefundId);
  }

  readDispute(disputeId: string): Promise<DisputeReading> {
    return readDispute(this.#stripe, disputeId);
  }

  /** Newest first, at most 100: those of a payment, or those opened since an instant (milliseconds since the epoch). */
  listDisputes(
    which: { readonly paymentIntentId: string } | { readonly openedSince: number },
  ): Promise<readonly DisputeAtStripe[] | 'unreachable'> {
    return listDisputes(this.#stripe, which);
  }

  readFraudWarning(warningId: string): Promise<FraudWarningReading> {
    return readFraudWarning(this.#stripe, warningId);
  }

  /** Newest first, at most 100: those since an instant, milliseconds since the epoch. */
  listFraudWarnings(since: { readonly createdSince: number }): Promise<readonly FraudWarning[] | 'unreachable'> {
    return listFraudWarnings(this.#stripe, since);
  }

  /**
   * Has Stripe look whether these can be redacted, which may take up to 30 days; ask with `readRedaction`.
   *
   * @param idempotencyKey at most 255 characters. Here and below, Stripe keeps the answer of a key for 24 hours, a
   * refusal too: the same key for the same attempt repeated, a new one for a new attempt
   */
  startRedaction(request: RedactionRequest, idempotencyKey: string): Promise<RedactionStart> {
    return startRedaction(this.#stripe, request, idempotencyKey);
  }

  /** How a job stands. Only `succeeded` means that the person is gone from Stripe; no webhook tells of it. */
  readRedaction(jobId: string): Promise<RedactionReading> {
    return readRedaction(this.#stripe, jobId);
  }

  /** Redacts what a `ready` job names, for good: it can then be neither refunded nor defended in a dispute. */
  runRedaction(jobId: string, idempotencyKey: string): Promise<RedactionStep> {
    return stepRedaction(this.#stripe, jobId, 'run', idempotencyKey);
  }

  /** Has Stripe look again at what a `failed` job names. The job keeps it locked, so a second one would fail too. */
  validateRedactionAgain(jobId: string, idempotencyKey: string): Promise<RedactionStep> {
    return stepRedaction(this.#stripe, jobId, 'validate', idempotencyKey);
  }

  /** The event, or undefined when the signature isn't Stripe's or is too old. Source: docs.stripe.com/webhooks/signature. */
  async readEvent(rawBody: string, signatureHeader: string, now: number): Promise<StripeEvent | undefined> {
    try {
      const event = await this.#stripe.webhooks.constructEventAsync(
        rawBody,
        signatureHeader,
        this.#webhookSecret,
        signatureToleranceSeconds,
        Stripe.createSubtleCryptoProvider(),
        now,
      );
      return eventSchema.parse(event);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
      if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
      throw error;
    }
  }
}

function sessionParameters(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const currency = request.currency.toLowerCase();
  return {
    mode: 'payment',
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt / 1000),
    // The price on our page is the price that is charged.
    adaptive_pricing: { enabled: false },
    submit_type: 'pay',
    locale: request.locale,
    // Of what the account has switched on, these: docs.stripe.com/changelog/endive/2026-09-30.
    allowed_payment_method_types: [...request.paymentMeans],
    custom_text: { submit: { message: request.beforeButton } },
    phone_number_collection: { enabled: true },
    shipping_address_collection: { allowed_countries: [request.country] },
    metadata: { order: request.orderNumber },
    payment_intent_data: { metadata: { order: request.orderNumber } },
    line_items: request.lines.map((line) => ({
      quantity: line.quantity,
      price_data: {
        currency,
        unit_amount: line.unitMinor,
        product_data: {
          name: line.name,
          ...(line.variant ? { description: line.variant } : {}),
          images: [line.photographUrl],
        },
      },
    })),
    shipping_options: [
      {
        shipping_rate_data: {
          type: 'fixed_amount',
          display_name: request.delivery.name,
          fixed_amount: { amount: request.delivery.amountMinor, currency },
          delivery_estimate: {
            minimum: { unit: 'business_day', value: request.delivery.daysFrom },
            maximum: { unit: 'business_day', value: request.delivery.daysTo },
          },
        },
      },
    ],
  };
}
