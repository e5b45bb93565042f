import type { RedactionReading, RedactionStart, RedactionStep } from '../gateways/stripe-redaction.ts';
import type { Shop } from '../shop.ts';
import type { Redaction } from './queries.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A payment that was not given back in full can't be redacted earlier: docs.stripe.com/privacy/deletion-requests. */
const youngestPayment = 90 * day;
/** Stripe says that looking and redacting take up to 30 days each. */
const longestStep = 31 * day;
const longestPause = 6 * 60 * minute;

/**
 * The next call for one payment, and how it stands then. Stripe's own word decides: only `succeeded` is done. A call
 * without an answer is repeated under the same key, so that it is one to Stripe; a new attempt has a new one.
 */
export async function advanceRedaction(shop: Shop, redaction: Redaction): Promise<Redaction> {
  return alarmed(shop, await step(shop, redaction));
}

async function step(shop: Shop, redaction: Redaction): Promise<Redaction> {
  switch (redaction.state) {
    case 'asking':
      return ask(shop, redaction);
    case 'looking':
    case 'redacting':
      return look(shop, redaction);
    case 'blocked':
      return lookAgain(shop, redaction);
    case 'done':
      return redaction;
  }
}

async function ask(shop: Shop, redaction: Redaction): Promise<Redaction> {
  const { stripe_session_id: sessionId, stripe_payment_intent_id: intentId, attempt } = redaction;
  const request = { sessionIds: [sessionId], paymentIntentIds: intentId ? [intentId] : [] };
  const start: RedactionStart = await shop.stripe.startRedaction(request, `redact-${sessionId}-${attempt}`);
  if (start.kind === 'unreachable') return later(shop, redaction);
  if (start.kind === 'refused') return refused(shop, redaction, start.reason);
  return answered(shop, redaction, { state: 'looking', job_id: start.id, asked_at: shop.now });
}

async function look(shop: Shop, redaction: Redaction): Promise<Redaction> {
  const reading: RedactionReading = await shop.stripe.readRedaction(redaction.job_id);
  if (reading.kind === 'unreachable') return later(shop, redaction);
  if (reading.kind === 'refused') return refused(shop, redaction, reading.reason);
  if (reading.kind === 'missing') return anew(shop, redaction);
  switch (reading.status) {
    case 'succeeded':
      return { ...redaction, state: 'done', tries: 0 };
    case 'ready':
      return run(shop, redaction);
    case 'failed':
      return { ...answered(shop, redaction, { state: 'blocked' }), next_try_at: whenUnblocked(shop, redaction) };
    case 'canceling':
    case 'canceled':
      return anew(shop, redaction);
    case 'created':
    case 'validating':
    case 'redacting':
    case 'unknown':
      return { ...redaction, tries: 0, next_try_at: shop.now + pauseWhileItWorks(shop, redaction) };
  }
}

async function run(shop: Shop, redaction: Redaction): Promise<Redaction> {
  const { job_id: jobId, attempt } = redaction;
  const taken: RedactionStep = await shop.stripe.runRedaction(jobId, `run-${jobId}-${attempt}`);
  return afterStep(shop, redaction, taken, 'redacting');
}

async function lookAgain(shop: Shop, redaction: Redaction): Promise<Redaction> {
  const { job_id: jobId, attempt } = redaction;
  const taken: RedactionStep = await shop.stripe.validateRedactionAgain(jobId, `validate-${jobId}-${attempt}`);
  return afterStep(shop, redaction, taken, 'looking');
}

function afterStep(shop: Shop, redaction: Redaction, taken: RedactionStep, state: 'looking' | 'redacting'): Redaction {
  switch (taken.kind) {
    case 'taken':
      return answered(shop, redaction, { state, asked_at: shop.now });
    case 'unreachable':
      return later(shop, redaction);
    case 'missing':
      return anew(shop, redaction);
    case 'refused':
      // It was in another status than we thought: reading it tells which.
      return answered(shop, redaction, { state: 'looking' });
  }
}

/** A new attempt follows, under a new key. */
function answered(shop: Shop, redaction: Redaction, change: Partial<Redaction>): Redaction {
  const attempt = redaction.attempt + 1;
  return { ...redaction, attempt, tries: 0, next_try_at: shop.now + 5 * minute, ...change };
}

/** The same call again, after five minutes, ten, twenty … six hours. */
function later(shop: Shop, redaction: Redaction): Redaction {
  const pause = Math.min(5 * minute * 2 ** Math.min(redaction.tries, 10), longestPause);
  return { ...redaction, tries: redaction.tries + 1, next_try_at: shop.now + pause };
}

/** Stripe knows the job no more, or somebody has called it off: another one is begun. */
function anew(shop: Shop, redaction: Redaction): Redaction {
  return { ...answered(shop, redaction, { state: 'asking', job_id: '' }), next_try_at: shop.now + day };
}

/** Not as it was asked, or not for this account: a person has to look, and it is tried again each day. */
function refused(shop: Shop, redaction: Redaction, reason: string): Redaction {
  if (redaction.alarmed_at === null) console.error({ message: 'Stripe refused a redaction', reason });
  const next = answered(shop, redaction, { alarmed_at: redaction.alarmed_at ?? shop.now });
  return { ...next, next_try_at: shop.now + day };
}

/** What stands in the way is most often the payment's youth; anything else may be over tomorrow. */
function whenUnblocked(shop: Shop, redaction: Redaction): number {
  return Math.max(shop.now + day, redaction.paid_at + youngestPayment);
}

/** Often at first, then every six hours: it takes minutes in a sandbox, and weeks outside. */
function pauseWhileItWorks(shop: Shop, redaction: Redaction): number {
  const age = shop.now - (redaction.asked_at ?? shop.now);
  return Math.min(Math.max(5 * minute, age / 2), longestPause);
}

/** Told once, to whoever watches the log and on the request's page. */
function alarmed(shop: Shop, redaction: Redaction): Redaction {
  const { state, asked_at: askedAt, paid_at: paidAt, alarmed_at: alarmedAt } = redaction;
  if (state === 'done' || askedAt === null || alarmedAt !== null) return redaction;
  const since = state === 'blocked' ? Math.max(askedAt, paidAt + youngestPayment) : askedAt;
  if (shop.now - since <= longestStep) return redaction;
  console.error({ message: 'Stripe has not redacted a payment in its time', state, jobId: redaction.job_id });
  return { ...redaction, alarmed_at: shop.now };
}
