import Stripe from 'stripe';

/** Stripe's trouble (5xx, 409 while a key is in use, 429) or the network's: the same call may go through later. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError
  );
}

/** What becomes of a reading that failed; throws what neither is. */
export function failureOf(error: unknown): { readonly kind: 'missing' | 'unreachable' } {
  if (isUnreachable(error)) return { kind: 'unreachable' };
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return { kind: 'missing' };
  throw error;
}

/** What was read, or that it can't be read now; throws any other failure. */
export async function unlessUnreachable<Read>(read: () => Promise<Read>): Promise<Read | 'unreachable'> {
  try {
    return await read();
  } catch (error) {
    if (isUnreachable(error)) return 'unreachable';
    throw error;
  }
}

/** Safe to log: a status, a code and the name of a parameter, never a value. */
export function reasonOf(error: InstanceType<typeof Stripe.errors.StripeError>): string {
  return [error.type, error.statusCode, error.code, error.param].filter(Boolean).join(' ');
}
