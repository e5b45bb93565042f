import Stripe from 'stripe';

/** Stripe's trouble (5xx, 409 while a key is in use, 429) or the network's: the same call may go through later. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError
  );
}

/** Safe to log: a status, a code and the name of a parameter, never a value. */
export function reasonOf(error: InstanceType<typeof Stripe.errors.StripeError>): string {
  return [error.type, error.statusCode, error.code, error.param].filter(Boolean).join(' ');
}
