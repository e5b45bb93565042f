import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { jsonAnswer } from '../http/markup.ts';
import type { Answer, Call } from '../http/serve.ts';
import { type Account, apiVersion, type Cause } from './account.ts';
import { invalidRequest, type StripeErrorBody, StripeRefusal } from './errors.ts';
import { canonicalForm, parseForm } from './form-encoding.ts';
import { type Idempotency, type IdempotencyKey, idempotencyKey } from './idempotency.ts';
import { identifier } from './identifiers.ts';
import type { Operation, Prepared } from './operation.ts';
import { operations } from './operations.ts';
import type { Switches } from './switches.ts';

/** One request as the log keeps it: no parameters, no answer. */
export interface RequestOnRecord {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly idempotencyKey: string | null;
  readonly replayed: boolean;
}

export interface Api {
  readonly account: Account;
  readonly secretKey: string;
  readonly idempotency: Idempotency;
  /** Changed in place as counted switches are used up. */
  readonly switches: () => Switches;
  readonly requests: RequestOnRecord[];
}

const keptRequests = 2000;

interface Finished {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly replayed?: boolean;
}

/** Answers a request under /v1 as Stripe's API does. */
export async function answerApi(api: Api, call: Call): Promise<Answer> {
  if (api.switches().unreachable) return { hangUp: true };
  const requestId = identifier('req_', 14);
  const finished = await finish(api, call, requestId).catch((error: unknown) => refused(error));
  api.requests.push({
    id: requestId,
    at: api.account.now(),
    method: call.method,
    path: call.url.pathname,
    status: finished.status,
    idempotencyKey: headerText(call, 'idempotency-key'),
    replayed: finished.replayed ?? false,
  });
  if (api.requests.length > keptRequests) api.requests.splice(0, api.requests.length - keptRequests);
  if (api.switches().loseNextAnswers > 0) {
    api.switches().loseNextAnswers -= 1;
    return { hangUp: true };
  }
  return {
    status: finished.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
      'request-id': requestId,
      'stripe-version': headerText(call, 'stripe-version') ?? apiVersion,
      ...finished.headers,
    },
    body: finished.body,
  };
}

async function finish(api: Api, call: Call, requestId: string): Promise<Finished> {
  refuseStranger(api, call);
  refuseVersion(call);
  const { operation, id } = operationFor(call);
  if (operation.isPreview) refuseWithoutPreview(call, api.switches());
  const form = call.method === 'POST' ? call.body.toString('utf8') : call.url.search.slice(1);
  refuseContentType(call);
  failBefore(api.switches());
  const key = idempotencyKey(call.method, call.headers);
  const fingerprint = createHash('sha256')
    .update(`${call.url.pathname}\n${canonicalForm(form)}`)
    .digest('hex');
  const standing = api.idempotency.begin(key, fingerprint);
  if (standing.kind === 'replay') {
    const { status, body, requestId: original } = standing.answer;
    const headers = { 'idempotent-replayed': 'true', 'original-request': original };
    return { status, body, headers, replayed: true };
  }
  try {
    if (api.switches().delayMilliseconds > 0) await wait(api.switches().delayMilliseconds);
    const prepared = operation.prepare(api.account, parseForm(form), id);
    refuseCreate(api.switches(), operation);
    return carryOut(api, prepared, { key, fingerprint, requestId });
  } finally {
    // Does nothing when the answer was kept; otherwise the key is free again, as after a failed validation.
    api.idempotency.release(key);
  }
}

/** From here on the outcome is kept, errors included. */
function carryOut(
  api: Api,
  prepared: Prepared,
  { key, fingerprint, requestId }: { key: IdempotencyKey; fingerprint: string; requestId: string },
): Finished {
  const cause: Cause = { id: requestId, idempotency_key: key };
  const outcome = attempt(() => prepared(cause));
  const finished = failAfter(api.switches()) ?? outcome;
  api.idempotency.keep(key, { fingerprint, status: finished.status, body: finished.body, requestId });
  return finished;
}

function attempt(run: () => object): Finished {
  try {
    return { status: 200, body: JSON.stringify(run(), null, 2) };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Finished {
  if (error instanceof StripeRefusal) {
    const answer = { error: error.body };
    const rateLimited: Record<string, string> =
      error.status === 429 ? { 'stripe-rate-limited-reason': 'global-rate' } : {};
    return { status: error.status, body: JSON.stringify(answer, null, 2), headers: rateLimited };
  }
  console.error('The Stripe stand-in failed:', error);
  const body: StripeErrorBody = { type: 'api_error', message: 'The stand-in itself failed; its output says why.' };
  return { status: 500, body: JSON.stringify({ error: body }, null, 2) };
}

/** Bearer, or Basic with the key as the user name: https://docs.stripe.com/api/authentication */
function refuseStranger({ secretKey }: Api, call: Call): void {
  const [scheme = '', credentials = ''] = (call.headers.authorization ?? '').split(' ', 2);
  const given =
    scheme.toLowerCase() === 'basic'
      ? (Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] ?? '')
      : credentials;
  if (given === '') throw invalidRequest('No API key came with the request.', { status: 401 });
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(secretKey))) {
    throw invalidRequest(`The API key ${given.slice(0, 8)}… is not valid here.`, { status: 401 });
  }
}

function refuseVersion(call: Call): void {
  const version = headerText(call, 'stripe-version');
  if (version !== null && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) {
    throw invalidRequest(`'${version}' is not an API version.`);
  }
}

function refuseContentType(call: Call): void {
  if (call.method !== 'POST' || call.body.length === 0) return;
  const type = headerText(call, 'content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw invalidRequest(`The body must be application/x-www-form-urlencoded, not '${type}'.`);
  }
}

function operationFor(call: Call): { operation: Operation; id: string } {
  for (const operation of operations) {
    const found = operation.method === call.method ? operation.path.exec(call.url.pathname) : null;
    if (found) return { operation, id: decodeURIComponent(found[1] ?? '') };
  }
  throw invalidRequest(`The stand-in knows no ${call.method} ${call.url.pathname}.`, { status: 404 });
}

/** As for an address that does not exist: https://docs.stripe.com/release-phases */
function refuseWithoutPreview(call: Call, { redactions }: Switches): void {
  const version = headerText(call, 'stripe-version') ?? apiVersion;
  if (version.endsWith('.preview') && !redactions.withheld) return;
  throw invalidRequest(`${call.method} ${call.url.pathname} is not known to this account in version ${version}.`, {
    status: 404,
  });
}

function failBefore({ failNext }: Switches): void {
  if (failNext.count === 0 || failNext.stage !== 'before') return;
  failNext.count -= 1;
  throw failure(failNext.status);
}

function failAfter({ failNext }: Switches): Finished | null {
  if (failNext.count === 0 || failNext.stage !== 'after') return null;
  failNext.count -= 1;
  // Stripe's clients repeat a 5xx unless told not to; a kept one would only come back the same.
  return { ...refused(failure(failNext.status)), headers: { 'stripe-should-retry': 'false' } };
}

function failure(status: number): StripeRefusal {
  if (status === 429) return invalidRequest('Too many requests came at once.', { status, code: 'rate_limit' });
  return new StripeRefusal(status, { type: 'api_error', message: 'Something went wrong on the side of the API.' });
}

function refuseCreate(switches: Switches, operation: Operation): void {
  const refusal = switches.refuseNextCreate;
  if (!refusal || operation !== operations[0]) return;
  switches.refuseNextCreate = null;
  const { status, type, code, message } = refusal;
  throw new StripeRefusal(status, { type, code, message });
}

function headerText(call: Call, name: string): string | null {
  const value = call.headers[name];
  return typeof value === 'string' ? value : null;
}

export function requestLog(requests: readonly RequestOnRecord[]): Answer {
  return jsonAnswer(200, requests);
}
