/** The body of an error as Stripe's API gives it: https://docs.stripe.com/api/errors */
export interface StripeErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly doc_url?: string;
}

/**
 * A refusal in Stripe's shape. It is thrown rather than returned because it ends a request from any depth, and one
 * place (api.ts) turns it into the answer.
 */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.name = 'StripeRefusal';
    this.status = status;
    this.body = body.code
      ? { ...body, doc_url: `https://docs.stripe.com/error-codes#${body.code.replaceAll('_', '-')}` }
      : body;
  }
}

export function invalidRequest(
  message: string,
  where: { param?: string; code?: string; status?: number } = {},
): StripeRefusal {
  const { param, code, status = 400 } = where;
  return new StripeRefusal(status, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

export function missingResource(kind: string, id: string, param: string): StripeRefusal {
  return invalidRequest(`There is no ${kind} '${id}'.`, { status: 404, code: 'resource_missing', param });
}

/** Stripe takes this parameter; the stand-in does not act it out and says so rather than pretending. */
export function notActedOut(
  param: string,
  why = 'The stand-in does not act this out; Stripe itself would accept it.',
): StripeRefusal {
  return invalidRequest(`${param}: ${why}`, { code: 'stand_in_unsupported', param });
}
