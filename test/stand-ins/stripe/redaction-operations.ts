import type { Account } from './account.ts';
import { expanded } from './expand.ts';
import type { FormValues } from './form-encoding.ts';
import type { RedactionJob, RedactionRecord, RedactionValidationError } from './ledger.ts';
import { newestFirst, pageOf, type StripeList } from './lists.ts';
import type { Operation, Prepared } from './operation.ts';
import { parseParameters } from './parameters/parse-parameters.ts';
import {
  createRedactionParameters,
  listRedactionsParameters,
  updateRedactionParameters,
} from './parameters/redaction-parameters.ts';
import { expandOnly, pageOnly } from './parameters/session-parameters.ts';
import {
  advanceRedactions,
  cancelRedaction,
  findRedaction,
  prepareRedaction,
  runRedaction,
  storeRedaction,
  validateAgain,
} from './redaction-jobs.ts';

const job = '/v1/privacy/redaction_jobs/([^/]+)';

/** https://docs.stripe.com/api/privacy/redaction-job, a public preview. */
export const redactionOperations: readonly Operation[] = [
  { method: 'POST', path: /^\/v1\/privacy\/redaction_jobs$/, isPreview: true, prepare: create },
  { method: 'GET', path: /^\/v1\/privacy\/redaction_jobs$/, isPreview: true, prepare: list },
  { method: 'GET', path: new RegExp(`^${job}$`), isPreview: true, prepare: act(findRedaction) },
  { method: 'POST', path: new RegExp(`^${job}$`), isPreview: true, prepare: update },
  { method: 'POST', path: new RegExp(`^${job}/run$`), isPreview: true, prepare: act(runRedaction) },
  { method: 'POST', path: new RegExp(`^${job}/validate$`), isPreview: true, prepare: act(validateAgain) },
  { method: 'POST', path: new RegExp(`^${job}/cancel$`), isPreview: true, prepare: act(cancelRedaction) },
  { method: 'GET', path: new RegExp(`^${job}/validation_errors$`), isPreview: true, prepare: listErrors },
];

function create(account: Account, raw: FormValues): Prepared {
  const parameters = parseParameters(createRedactionParameters, raw);
  const prepared = prepareRedaction(account, parameters);
  return () => answer(storeRedaction(account, prepared), parameters.expand);
}

function list(account: Account, raw: FormValues): Prepared {
  const { expand, status, ...page } = parseParameters(listRedactionsParameters, raw);
  advanceRedactions(account);
  const objects = expand.includes('data.objects') ? ['objects'] : [];
  const jobs = newestFirst(account.ledger.redactions.values())
    .filter((record) => status === undefined || record.job.status === status)
    .map((record) => answer(record, objects));
  return () => pageOf(jobs, page, '/v1/privacy/redaction_jobs');
}

/** A failed job that is changed is not validated again by that alone. */
function update(account: Account, raw: FormValues, id: string): Prepared {
  const { expand, validation_behavior: behavior } = parseParameters(updateRedactionParameters, raw);
  return () => {
    const record = findRedaction(account, id);
    record.job.validation_behavior = behavior ?? record.job.validation_behavior;
    account.changed();
    return answer(record, expand);
  };
}

function act(carryOut: (account: Account, id: string) => RedactionRecord): Operation['prepare'] {
  return (account, raw, id) => {
    const { expand } = parseParameters(expandOnly, raw);
    return () => answer(carryOut(account, id), expand);
  };
}

function listErrors(account: Account, raw: FormValues, id: string): Prepared {
  const { expand, ...page } = parseParameters(pageOnly, raw);
  const url = `/v1/privacy/redaction_jobs/${id}/validation_errors`;
  return () => expanded(account, pageOf(findRedaction(account, id).validationErrors, page, url), expand);
}

/** A job as it is answered: the first ten errors come along, what it is to redact only when asked for. */
interface AnsweredJob extends Omit<RedactionJob, 'objects'> {
  readonly objects?: RedactionJob['objects'];
  readonly validation_errors: StripeList<RedactionValidationError>;
}

function answer({ job: whole, validationErrors }: RedactionRecord, expand: readonly string[]): AnsweredJob {
  const { objects, ...shown } = whole;
  const errors = pageOf(validationErrors, { limit: 10 }, `/v1/privacy/redaction_jobs/${whole.id}/validation_errors`);
  return { ...shown, ...(expand.includes('objects') ? { objects } : {}), validation_errors: errors };
}
