import type { Problem, ProblemCode } from '../src/api/answers.ts';
import { languageTags } from '../src/languages.ts';
import { language } from '../src/words/language.ts';

const statuses = {
  'invalid-request': 400,
  'invalid-signature': 400,
  'not-signed-in': 401,
  'step-up-needed': 403,
  'not-allowed': 403,
  'wrong-credentials': 403,
  'weak-password': 422,
  'not-found': 404,
  conflict: 409,
  'link-ended': 410,
  'sold-out': 409,
  'fewer-left': 409,
  'already-paid': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'unknown-sku': 422,
  'invalid-quantity': 422,
  'too-many-lines': 422,
  'unsupported-currency': 422,
  'unsupported-country': 422,
  'unsupported-delivery': 422,
  'too-many-requests': 429,
  internal: 500,
  'stripe-refused': 502,
  'stripe-unreachable': 503,
  'access-unreachable': 503,
  'not-configured': 503,
} as const satisfies Record<ProblemCode, number>;

/** An expected refusal: returned by acts, turned into an answer by `app.ts` alone. */
export function problem(
  code: ProblemCode,
  title: string,
  detail: string,
  more: Pick<Problem, 'lines' | 'link' | 'retryAfterSeconds'> = {},
): Problem {
  return { type: `urn:lien:problem:${code}`, title, status: statuses[code], detail, code, ...more };
}

/** RFC 9457. A refusal that time may cure says when to come back; one that signing in cures, that a token is wanted. */
export function problemResponse(refusal: Problem): Response {
  const headers = new Headers({
    'Content-Type': 'application/problem+json',
    'Content-Language': languageTags[language()],
    'Cache-Control': 'no-store',
  });
  const seconds = refusal.retryAfterSeconds ?? (refusal.status === 503 ? 30 : undefined);
  if (seconds !== undefined) headers.set('Retry-After', String(seconds));
  // RFC 9110, section 15.5.2: a 401 without it is none.
  if (refusal.status === 401) headers.set('WWW-Authenticate', 'Bearer');
  return new Response(JSON.stringify(refusal), { status: refusal.status, headers });
}

export function isProblem(outcome: object): outcome is Problem {
  return 'code' in outcome && 'detail' in outcome && 'status' in outcome;
}
