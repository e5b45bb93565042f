import Stripe from 'stripe';
import { z } from 'zod';
import { isUnreachable, reasonOf } from './stripe-failures.ts';

/**
 * Stripe's redaction jobs, which overwrite what its dashboard and API show of a person. A public preview: the client
 * has no method for it, and its addresses are known in a preview version and to an account that was given it, no other.
 * Source: docs.stripe.com/privacy/redaction, docs.stripe.com/api/privacy/redaction-job.
 */

/** Fixed, as the shapes of a preview may change from one version to the next. */
const previewVersion = '2026-09-30.preview';

/** Stripe takes no more in one job: docs.stripe.com/privacy/redaction/example. */
export const mostIdentifiersOfRedaction = 10;

/** What is to be redacted; a session's intent and charges belong to it whether they are named or not. */
export interface RedactionRequest {
  readonly sessionIds: readonly string[];
  readonly paymentIntentIds: readonly string[];
  /**
   * What becomes of a payment that is not over: `report` (the default) makes it an error of the validation; `end` has
   * Stripe cancel it when the job runs. Where there may be a dispute, `end` could give it up, so it is for checkouts
   * that are known to have come to nothing.
   */
  readonly unfinished?: 'report' | 'end';
}

const statuses = [
  'created',
  'validating',
  'ready',
  'failed',
  'redacting',
  'succeeded',
  'canceling',
  'canceled',
  'unknown',
] as const;

/** `unknown`: a word that this version of the preview did not have; to be asked about again. */
export type RedactionStatus = (typeof statuses)[number];

/** `refused`: Stripe will not do it as it was asked, or not for this account; a person must look. */
export type RedactionStart =
  | { readonly kind: 'started'; readonly id: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

export type RedactionReading =
  | {
      readonly kind: 'found';
      readonly status: RedactionStatus;
      /** Why it failed, an entry for each object in the way; of a job that has not failed, none. */
      readonly validationErrors: readonly RedactionValidationError[];
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

export interface RedactionValidationError {
  /** `invalid_state`, `invalid_cascading_source`, `locked_by_other_job`, `too_many_objects`, `invalid_file_purpose`. */
  readonly code: string;
  /** Such as pi_…; null when it is about no one object. */
  readonly objectId: string | null;
}

/** `refused` also when the job was in another status: read it to learn which. */
export type RedactionStep =
  | { readonly kind: 'taken'; readonly status: RedactionStatus }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

const status = z.enum(statuses).catch('unknown');
const startedJob = z.object({ id: z.string().max(255) });
const job = z.object({ status });
const validationErrors = z.object({
  data: z.array(z.object({ code: z.string(), erroring_object: z.object({ id: z.string() }).nullish() })),
});

/** By operation, all that is read of an answer; no message of Stripe's, which may quote. */
export const readOfRedaction = {
  'POST /v1/privacy/redaction_jobs': startedJob,
  'GET /v1/privacy/redaction_jobs/:id': job,
  'GET /v1/privacy/redaction_jobs/:id/validation_errors': validationErrors,
  'POST /v1/privacy/redaction_jobs/:id/run': job,
  'POST /v1/privacy/redaction_jobs/:id/validate': job,
} as const;

const jobsPath = '/v1/privacy/redaction_jobs';

export async function startRedaction(
  stripe: Stripe,
  { sessionIds, paymentIntentIds, unfinished = 'report' }: RedactionRequest,
  idempotencyKey: string,
): Promise<RedactionStart> {
  const parameters = {
    objects: {
      ...(sessionIds.length > 0 ? { checkout_sessions: [...sessionIds] } : {}),
      ...(paymentIntentIds.length > 0 ? { payment_intents: [...paymentIntentIds] } : {}),
    },
    validation_behavior: unfinished === 'end' ? 'fix' : 'error',
  };
  try {
    const answer = await stripe.rawRequest('POST', jobsPath, parameters, {
      apiVersion: previewVersion,
      idempotencyKey,
    });
    return { kind: 'started', id: startedJob.parse(answer).id };
  } catch (error) {
    if (isUnreachable(error)) return { kind: 'unreachable' };
    if (error instanceof Stripe.errors.StripeError) return { kind: 'refused', reason: reasonOf(error) };
    throw error;
  }
}

export async function readRedaction(stripe: Stripe, jobId: string): Promise<RedactionReading> {
  try {
    const found = job.parse(await stripe.rawRequest('GET', pathOf(jobId), undefined, { apiVersion: previewVersion }));
    const errors = found.status === 'failed' ? await readValidationErrors(stripe, jobId) : [];
    return { kind: 'found', status: found.status, validationErrors: errors };
  } catch (error) {
    return failureOf(error);
  }
}

/** A job has few objects, so one page of Stripe's list, at most 100, holds what is wrong with them. */
async function readValidationErrors(stripe: Stripe, jobId: string): Promise<readonly RedactionValidationError[]> {
  const path = `${pathOf(jobId)}/validation_errors?limit=100`;
  const answer = await stripe.rawRequest('GET', path, undefined, { apiVersion: previewVersion });
  return validationErrors
    .parse(answer)
    .data.map(({ code, erroring_object: object }) => ({ code, objectId: object?.id ?? null }));
}

export async function stepRedaction(
  stripe: Stripe,
  jobId: string,
  step: 'run' | 'validate',
  idempotencyKey: string,
): Promise<RedactionStep> {
  try {
    const options = { apiVersion: previewVersion, idempotencyKey };
    const answer = await stripe.rawRequest('POST', `${pathOf(jobId)}/${step}`, undefined, options);
    return { kind: 'taken', status: job.parse(answer).status };
  } catch (error) {
    return failureOf(error);
  }
}

function pathOf(jobId: string): string {
  return `${jobsPath}/${encodeURIComponent(jobId)}`;
}

/** An account without the preview gets a 404 too, though without this code: its jobs are not gone. */
function failureOf(error: unknown): Exclude<RedactionStep, { kind: 'taken' }> {
  if (isUnreachable(error)) return { kind: 'unreachable' };
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return error.code === 'resource_missing' ? { kind: 'missing' } : { kind: 'refused', reason: reasonOf(error) };
}
