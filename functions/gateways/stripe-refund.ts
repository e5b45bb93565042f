import Stripe from 'stripe';
import { z } from 'zod';
import { failureOf, isUnreachable, reasonOf, unlessUnreachable } from './stripe-failures.ts';

/** Refunds and disputes of a payment. Sources: docs.stripe.com/api/refunds, docs.stripe.com/api/disputes. */

export interface RefundRequest {
  /** Ours: the key of idempotency, and what the refund carries at Stripe, by which it is found again. */
  readonly refundId: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
}

export interface RefundAtStripe {
  readonly id: string;
  /** Stripe's word: `pending`, `requires_action`, `succeeded`, `failed` or `canceled`. */
  readonly status: string;
  /** Why it failed, a code of Stripe's; empty otherwise. */
  readonly failure: string;
  /** Ours, where it is one of ours; else empty. */
  readonly ownId: string;
  readonly amountMinor: number;
  /** In small letters. */
  readonly currency: string;
  readonly paymentIntentId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export type RefundMaking =
  | { readonly kind: 'made'; readonly refund: RefundAtStripe }
  /** For good: more than is left, refunded already, charged back. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

export type RefundReading =
  | { readonly kind: 'found'; readonly refund: RefundAtStripe }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreachable' };

export interface DisputeAtStripe {
  readonly id: string;
  readonly status: string;
  readonly paymentIntentId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export type DisputeReading =
  | { readonly kind: 'found'; readonly dispute: DisputeAtStripe }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreachable' };

const refund = z.object({
  id: z.string().max(255),
  status: z.string().nullable(),
  failure_reason: z.string().max(100).optional(),
  metadata: z
    .object({ refund: z.string().max(255) })
    .partial()
    .nullish(),
  amount: z.int(),
  currency: z.string(),
  payment_intent: z.string().nullable(),
  created: z.int(),
});
const refunds = z.object({ data: z.array(refund) });

const dispute = z.object({
  id: z.string().max(255),
  status: z.string(),
  payment_intent: z.string().nullable(),
  created: z.int(),
});
const disputes = z.object({ data: z.array(dispute) });

/** By operation, all that is read of an answer: no card, no destination, no evidence. */
export const readOfRefunds = {
  'POST /v1/refunds': refund,
  'GET /v1/refunds': refunds,
  'GET /v1/refunds/:id': refund,
  'GET /v1/disputes': disputes,
  'GET /v1/disputes/:id': dispute,
} as const;

export async function createRefund(
  stripe: Stripe,
  { refundId, paymentIntentId, amountMinor }: RefundRequest,
): Promise<RefundMaking> {
  try {
    const made = await stripe.refunds.create(
      { payment_intent: paymentIntentId, amount: amountMinor, metadata: { refund: refundId } },
      { idempotencyKey: refundId },
    );
    return { kind: 'made', refund: refundOf(refund.parse(made)) };
  } catch (error) {
    if (isRefused(error)) return { kind: 'refused', reason: reasonOf(error) };
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    console.error({ message: 'Stripe could not be asked for a refund', reason: reasonOf(error) });
    return { kind: 'unreachable' };
  }
}

/** Of a payment's refunds the one that carries our id. A payment has few; one page, at most 100, has them all. */
export async function findRefund(
  stripe: Stripe,
  paymentIntentId: string,
  refundId: string,
): Promise<Exclude<RefundMaking, { kind: 'refused' }> | 'missing'> {
  try {
    const page = refunds.parse(await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }));
    const found = page.data.find(({ metadata }) => metadata?.refund === refundId);
    return found ? { kind: 'made', refund: refundOf(found) } : 'missing';
  } catch (error) {
    if (isUnreachable(error)) return { kind: 'unreachable' };
    throw error;
  }
}

/** Those that were made since then, newest first, at most 100. */
export async function listRefunds(
  stripe: Stripe,
  madeSince: number,
): Promise<readonly RefundAtStripe[] | 'unreachable'> {
  const since = { gte: Math.floor(madeSince / 1000) };
  return unlessUnreachable(async () => {
    const page = refunds.parse(await stripe.refunds.list({ created: since, limit: 100 }));
    return page.data.map(refundOf);
  });
}

export async function readRefund(stripe: Stripe, id: string): Promise<RefundReading> {
  try {
    return { kind: 'found', refund: refundOf(refund.parse(await stripe.refunds.retrieve(id))) };
  } catch (error) {
    return failureOf(error);
  }
}

export async function readDispute(stripe: Stripe, id: string): Promise<DisputeReading> {
  try {
    return { kind: 'found', dispute: disputeOf(dispute.parse(await stripe.disputes.retrieve(id))) };
  } catch (error) {
    return failureOf(error);
  }
}

/** Newest first, a page of at most 100: those of a payment, or those that were opened since then. */
export async function listDisputes(
  stripe: Stripe,
  which: { readonly paymentIntentId: string } | { readonly openedSince: number },
): Promise<readonly DisputeAtStripe[] | 'unreachable'> {
  const filter =
    'paymentIntentId' in which
      ? { payment_intent: which.paymentIntentId }
      : { created: { gte: Math.floor(which.openedSince / 1000) } };
  return unlessUnreachable(async () => {
    const found = disputes.parse(await stripe.disputes.list({ ...filter, limit: 100 }));
    return found.data.map(disputeOf);
  });
}

/**
 * For good. That our key is not taken, or is in use, says nothing of the refund: that may be made later.
 */
function isRefused(error: unknown): error is InstanceType<typeof Stripe.errors.StripeInvalidRequestError> {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.statusCode === 400 || error.statusCode === 404;
}

function refundOf(read: z.output<typeof refund>): RefundAtStripe {
  return {
    id: read.id,
    status: read.status ?? 'pending',
    failure: read.failure_reason ?? '',
    ownId: read.metadata?.refund ?? '',
    amountMinor: read.amount,
    currency: read.currency,
    paymentIntentId: read.payment_intent ?? '',
    createdAt: read.created * 1000,
  };
}

function disputeOf(read: z.output<typeof dispute>): DisputeAtStripe {
  return {
    id: read.id,
    status: read.status,
    paymentIntentId: read.payment_intent ?? '',
    createdAt: read.created * 1000,
  };
}
