import { type Account, seconds } from './account.ts';
import { identifier } from './identifiers.ts';
import type { RedactionRecord, RedactionValidationError } from './ledger.ts';
import { relatedIds } from './related-objects.ts';

type Code = RedactionValidationError['code'];

const daySeconds = 24 * 60 * 60;
/** A failed job may be validated again, so it keeps its objects until it is canceled. */
const lockingStatuses: readonly string[] = ['validating', 'ready', 'failed', 'redacting', 'canceling'];
/** What `fix` cancels; a payment that the bank is working on can only be waited for. */
const cancelableStatuses: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/**
 * What stands in the way of redacting this job's objects, an error for each object; empty when nothing does.
 * https://docs.stripe.com/privacy/deletion-requests, https://docs.stripe.com/privacy/redaction
 */
export function validationErrors(account: Account, record: RedactionRecord): RedactionValidationError[] {
  const ids = relatedIds(account.ledger, rootIds(record));
  const locked = lockedByOthers(account, record);
  const found = new Map<string, RedactionValidationError>();
  const check = (id: string, type: string, ofItself: string | null, related: readonly unknown[]) => {
    if (!ids.has(id)) return;
    if (locked.has(id)) found.set(id, error(id, type, 'locked_by_other_job', 'Another redaction job has this object.'));
    else if (ofItself !== null) found.set(id, error(id, type, 'invalid_state', ofItself));
    else if (related.some((other) => typeof other === 'string' && found.has(other)))
      found.set(id, error(id, type, 'invalid_cascading_source', 'A related object cannot be redacted.'));
  };
  const fixes = record.job.validation_behavior === 'fix';
  const { charges, intents, sessions } = account.ledger;
  for (const charge of charges.values()) check(charge.id, 'charge', tooYoung(account, charge), []);
  for (const intent of intents.values()) {
    const tried = [...charges.values()].filter(({ payment_intent: id }) => id === intent.id).map(({ id }) => id);
    check(intent.id, 'payment_intent', unfinished(intent.status, fixes), tried);
  }
  for (const { session } of sessions.values()) {
    const open = session.status === 'open' && !fixes ? 'The Checkout Session is open. Expire it.' : null;
    check(session.id, 'checkout.session', open, [session.payment_intent]);
  }
  return [...found.values()];
}

export function rootIds({ job }: RedactionRecord): string[] {
  return Object.values(job.objects).flatMap((ids) => ids ?? []);
}

function lockedByOthers({ ledger }: Account, record: RedactionRecord): ReadonlySet<string> {
  const others = [...ledger.redactions.values()].filter(
    (other) => other !== record && lockingStatuses.includes(other.job.status),
  );
  return relatedIds(ledger, others.flatMap(rootIds));
}

function unfinished(status: string, fixes: boolean): string | null {
  if (status === 'succeeded' || status === 'canceled' || (fixes && cancelableStatuses.includes(status))) return null;
  return `The PaymentIntent is ${status}: it has to be confirmed or canceled first.`;
}

/** Paid and not given back in full: while the payment may still be disputed, outside of a sandbox. */
function tooYoung(account: Account, charge: { created: number; status: string; refunded: boolean }): string | null {
  const { youngestDays } = account.redactionRules();
  const isFree = charge.status === 'failed' || charge.refunded;
  if (isFree || charge.created + youngestDays * daySeconds <= seconds(account)) return null;
  return `The Charge is younger than ${youngestDays} days.`;
}

function error(id: string, type: string, code: Code, message: string): RedactionValidationError {
  return {
    id: identifier('prjve_', 24),
    object: 'privacy.redaction_job_validation_error',
    code,
    erroring_object: { id, object_type: type },
    message,
  };
}
