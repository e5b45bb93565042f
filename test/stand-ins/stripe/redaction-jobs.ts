import { type Account, noRequest, seconds } from './account.ts';
import { invalidRequest, missingResource, notActedOut } from './errors.ts';
import { cancelIntentOf, expireByRequest, expireDueSessions } from './expire-session.ts';
import { identifier } from './identifiers.ts';
import type { Ledger, RedactionJob, RedactionRecord } from './ledger.ts';
import { type CreateRedactionParameters, unsupportedRedactionObjects } from './parameters/redaction-parameters.ts';
import { redactObjects } from './redact-objects.ts';
import { relatedIds } from './related-objects.ts';
import { rootIds, validationErrors } from './validate-redaction.ts';

type Status = RedactionJob['status'];

/** "We have a limit of 10 object identifiers to redact in each new job": https://docs.stripe.com/privacy/redaction/example */
const mostIdentifiers = 10;

/** Checks what a schema alone cannot; nothing has happened when it refuses. */
export function prepareRedaction(account: Account, parameters: CreateRedactionParameters): RedactionRecord {
  const { objects, validation_behavior: behavior } = parameters;
  for (const kind of unsupportedRedactionObjects) if (objects[kind]) throw notActedOut(`objects[${kind}]`);
  const { charges, checkout_sessions: sessions, customers, payment_intents: intents } = objects;
  const { ledger } = account;
  refuseUnknown(charges, ledger.charges, 'charge');
  refuseUnknown(sessions, ledger.sessions, 'checkout.session');
  refuseUnknown(customers, ledger.customers, 'customer');
  refuseUnknown(intents, ledger.intents, 'payment_intent');
  const count = Object.values(objects).flatMap((ids) => ids ?? []).length;
  if (count === 0 || count > mostIdentifiers) {
    throw invalidRequest(`A job takes 1 to ${mostIdentifiers} identifiers, not ${count}.`, { param: 'objects' });
  }
  const job: RedactionJob = {
    id: identifier('prj_', 24),
    object: 'privacy.redaction_job',
    created: seconds(account),
    livemode: false,
    objects: {
      charges: charges ?? null,
      checkout_sessions: sessions ?? null,
      customers: customers ?? null,
      identity_verification_sessions: null,
      invoices: null,
      issuing_cardholders: null,
      payment_intents: intents ?? null,
      radar_value_list_items: null,
      setup_intents: null,
    },
    status: 'validating',
    validation_behavior: behavior,
  };
  return { job, validationErrors: [], dueAt: null, redacted: [] };
}

/** One missing object is not told from another: the error names no identifier's place. */
function refuseUnknown(ids: readonly string[] | undefined, kept: ReadonlyMap<string, unknown>, kind: string): void {
  const unknown = ids?.find((id) => !kept.has(id));
  if (unknown !== undefined) throw missingResource(kind, unknown, 'objects');
}

export function storeRedaction(account: Account, record: RedactionRecord): RedactionRecord {
  account.ledger.redactions.set(record.job.id, record);
  return begin(account, record, 'validating');
}

/** Throws Stripe's 404 when there is no such job. A step whose time is over has ended. */
export function findRedaction(account: Account, id: string): RedactionRecord {
  const record = account.ledger.redactions.get(id);
  if (!record) throw missingResource('privacy.redaction_job', id, 'job');
  advance(account, record);
  return record;
}

/** POST …/validate: a failed job only. */
export function validateAgain(account: Account, id: string): RedactionRecord {
  return begin(account, redactionIn(account, id, ['failed'], 'validated'), 'validating');
}

/** POST …/run: a ready job only, and it cannot be stopped afterwards. */
export function runRedaction(account: Account, id: string): RedactionRecord {
  return begin(account, redactionIn(account, id, ['ready'], 'run'), 'redacting');
}

/** POST …/cancel: a ready or failed job. */
export function cancelRedaction(account: Account, id: string): RedactionRecord {
  return begin(account, redactionIn(account, id, ['ready', 'failed'], 'canceled'), 'canceling');
}

export function isRedacted({ redactions }: Ledger, id: string): boolean {
  return [...redactions.values()].some(({ redacted }) => redacted.includes(id));
}

/** Ends every step whose time is over. */
export function advanceRedactions(account: Account): void {
  for (const record of account.ledger.redactions.values()) advance(account, record);
}

function redactionIn(account: Account, id: string, allowed: readonly Status[], act: string): RedactionRecord {
  const record = findRedaction(account, id);
  const { status } = record.job;
  if (!allowed.includes(status)) {
    throw invalidRequest(`Only a ${allowed.join(' or ')} job can be ${act}, and this one is ${status}.`);
  }
  return record;
}

function begin(account: Account, record: RedactionRecord, status: Status): RedactionRecord {
  record.job.status = status;
  record.validationErrors = [];
  record.dueAt = account.now() + account.redactionRules().stepMilliseconds;
  account.changed();
  return record;
}

function advance(account: Account, record: RedactionRecord): void {
  if (record.dueAt === null || record.dueAt > account.now()) return;
  record.dueAt = null;
  record.job.status = outcomeOf(account, record);
  account.changed();
}

function outcomeOf(account: Account, record: RedactionRecord): Status {
  const { status, validation_behavior: behavior } = record.job;
  if (status === 'canceling') return 'canceled';
  expireDueSessions(account);
  const ids = relatedIds(account.ledger, rootIds(record));
  if (status === 'redacting' && behavior === 'fix') endUnfinished(account, ids);
  record.validationErrors = validationErrors(account, record);
  if (record.validationErrors.length > 0) return 'failed';
  if (status !== 'redacting') return 'ready';
  redactObjects(account, ids);
  record.redacted = [...ids];
  return 'succeeded';
}

/** "The automatic fixes will be applied to objects at this step": what nobody has paid can no longer be paid. */
function endUnfinished(account: Account, ids: ReadonlySet<string>): void {
  const { sessions, intents } = account.ledger;
  for (const record of sessions.values()) {
    const { id, status, payment_intent: intentId } = record.session;
    if (!ids.has(id)) continue;
    if (status === 'open') expireByRequest(account, id, noRequest);
    else if (intents.get(String(intentId))?.status === 'requires_payment_method')
      cancelIntentOf(account, record, noRequest);
  }
}
