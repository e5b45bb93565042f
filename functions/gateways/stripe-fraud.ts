import type Stripe from 'stripe';
import { z } from 'zod';
import { failureOf, unlessUnreachable } from './stripe-failures.ts';

/** Early fraud warnings: what the card's bank tells Stripe. Source: docs.stripe.com/api/radar/early_fraud_warnings. */

export interface FraudWarning {
  readonly id: string;
  /** Empty where the charge is of no payment intent: none of ours. */
  readonly paymentIntentId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export type FraudWarningReading =
  | { readonly kind: 'found'; readonly warning: FraudWarning }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreachable' };

const warning = z.object({ id: z.string().max(255), payment_intent: z.string().nullish(), created: z.int() });
const warnings = z.object({ data: z.array(warning) });

/** By operation, all that is read of an answer: not the charge, and not what kind of fraud the bank takes it for. */
export const readOfFraud = {
  'GET /v1/radar/early_fraud_warnings': warnings,
  'GET /v1/radar/early_fraud_warnings/:id': warning,
} as const;

export async function readFraudWarning(stripe: Stripe, id: string): Promise<FraudWarningReading> {
  try {
    const found = warning.parse(await stripe.radar.earlyFraudWarnings.retrieve(id));
    return { kind: 'found', warning: warningOf(found) };
  } catch (error) {
    return failureOf(error);
  }
}

/** Newest first, a page of at most 100. */
export async function listFraudWarnings(
  stripe: Stripe,
  { createdSince }: { readonly createdSince: number },
): Promise<readonly FraudWarning[] | 'unreachable'> {
  const since = { gte: Math.floor(createdSince / 1000) };
  return unlessUnreachable(async () => {
    const found = warnings.parse(await stripe.radar.earlyFraudWarnings.list({ created: since, limit: 100 }));
    return found.data.map(warningOf);
  });
}

function warningOf({ id, payment_intent: intent, created }: z.output<typeof warning>): FraudWarning {
  return { id, paymentIntentId: intent ?? '', createdAt: created * 1000 };
}
