import type { Account } from './account.ts';
import type { Ledger } from './ledger.ts';

/** The placeholder that https://docs.stripe.com/privacy/redaction names. */
export const redacted = '[redacted]';

/** Fields that tell of a person, or open a page that does; Stripe does not list which ones it overwrites. */
const personalFields: ReadonlySet<string> = new Set([
  'address',
  'authorization_code',
  'billing_details',
  'business_name',
  'cancel_url',
  'client_reference_id',
  'country',
  'customer_email',
  'description',
  'email',
  'exp_month',
  'exp_year',
  'fingerprint',
  'individual_name',
  'last4',
  'name',
  'phone',
  'receiptEmail',
  'receipt_email',
  'receipt_url',
  'shipping',
  'shipping_address_collection',
  'shipping_details',
  'success_url',
]);

/**
 * Overwrites what tells of a person in the objects with these identifiers, and in the events and kept answers that
 * repeat them. Amounts, dates, lines, statuses and the identifiers themselves stay.
 */
export function redactObjects({ ledger }: Account, ids: ReadonlySet<string>): void {
  redactSessions(ledger, ids);
  for (const kept of [ledger.intents, ledger.charges, ledger.refunds, ledger.customers]) {
    for (const [id, object] of kept) if (ids.has(id)) overwrite(object);
  }
  redactEvents(ledger, ids);
  redactAnswers(ledger, ids);
}

function redactSessions({ sessions }: Ledger, ids: ReadonlySet<string>): void {
  for (const record of sessions.values()) {
    if (!ids.has(record.session.id)) continue;
    overwrite(record.session);
    overwrite(record.intentParameters);
    record.challenge = null;
  }
}

/** The events' snapshots, and what the endpoint answered when they were delivered. */
function redactEvents(ledger: Ledger, ids: ReadonlySet<string>): void {
  const touched = new Set<string>();
  for (const event of ledger.events.values()) {
    if (!isFields(event.data.object) || !ids.has(String(event.data.object['id']))) continue;
    overwrite(event.data);
    touched.add(event.id);
  }
  ledger.deliveries = ledger.deliveries.map((delivery) =>
    touched.has(delivery.eventId) && delivery.detail !== '' ? { ...delivery, detail: redacted } : delivery,
  );
}

/** "Redacting an object also redacts … request logs": so a repeated key brings nothing back. */
function redactAnswers({ answers }: Ledger, ids: ReadonlySet<string>): void {
  for (const [key, answer] of answers) {
    if (![...ids].some((id) => answer.body.includes(id))) continue;
    const body: unknown = JSON.parse(answer.body);
    overwrite(body);
    answers.set(key, { ...answer, body: JSON.stringify(body, null, 2) });
  }
}

function overwrite(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) overwrite(item);
  if (!isFields(value)) return;
  for (const [name, content] of Object.entries(value)) {
    if (name === 'metadata') value[name] = {};
    else if (personalFields.has(name)) value[name] = blank(content);
    else overwrite(content);
  }
}

/** The same shape with every text replaced. It is new, because parts are shared with objects that may stay. */
function blank(value: unknown): unknown {
  if (typeof value === 'string') return redacted;
  if (Array.isArray(value)) return value.map(blank);
  if (!isFields(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, blank(content)]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
