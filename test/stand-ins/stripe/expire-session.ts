import { type Account, type Cause, noRequest, seconds } from './account.ts';
import { invalidRequest, missingResource } from './errors.ts';
import { recordEvent } from './events.ts';
import type { SessionRecord } from './ledger.ts';

/** Throws Stripe's 404 when there is no such session. A session whose time is over is expired first. */
export function findSession(account: Account, id: string): SessionRecord {
  const record = account.ledger.sessions.get(id);
  if (!record) throw missingResource('checkout.session', id, 'session');
  if (isDue(account, record)) expire(account, record, noRequest);
  return record;
}

/** POST /v1/checkout/sessions/:id/expire: open sessions only. */
export function expireByRequest(account: Account, id: string, cause: Cause): object {
  const record = findSession(account, id);
  if (record.session.status !== 'open') {
    throw invalidRequest(`Only an open session can be expired, and this one is ${record.session.status}.`);
  }
  expire(account, record, cause);
  return record.session;
}

/** Expires every session whose time is over. */
export function expireDueSessions(account: Account): void {
  for (const record of account.ledger.sessions.values()) if (isDue(account, record)) expire(account, record, noRequest);
}

function isDue(account: Account, { session }: SessionRecord): boolean {
  return session.status === 'open' && session.expires_at <= seconds(account);
}

function expire(account: Account, record: SessionRecord, cause: Cause): void {
  record.session.status = 'expired';
  record.session.url = null;
  record.challenge = null;
  cancelIntentOf(account, record, cause);
  recordEvent(account, 'checkout.session.expired', record.session, cause);
}

/** The session's payment can no longer be made. */
export function cancelIntentOf(account: Account, { session }: SessionRecord, cause: Cause): void {
  const intent =
    typeof session.payment_intent === 'string' ? account.ledger.intents.get(session.payment_intent) : undefined;
  if (!intent) return;
  intent.status = 'canceled';
  intent.canceled_at = seconds(account);
  intent.cancellation_reason = 'automatic';
  intent.next_action = null;
  recordEvent(account, 'payment_intent.canceled', intent, cause);
}
