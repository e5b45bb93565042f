import { type Account, apiVersion, type Cause, seconds } from './account.ts';
import { identifier } from './identifiers.ts';
import type { StoredEvent } from './ledger.ts';

/** Stripe lists events for 30 days: https://docs.stripe.com/api/events */
const keptSeconds = 30 * 24 * 60 * 60;

/** Stores an event with a snapshot of its object and announces it. */
export function recordEvent(
  account: Account,
  type: string,
  object: object,
  cause: Cause,
  previousAttributes?: object,
): void {
  const event: StoredEvent = {
    id: identifier('evt_1'),
    object: 'event',
    api_version: apiVersion,
    created: seconds(account),
    data: {
      object: structuredClone(object),
      ...(previousAttributes === undefined ? {} : { previous_attributes: structuredClone(previousAttributes) }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: cause,
    type,
  };
  account.ledger.events.set(event.id, event);
  forgetOldEvents(account);
  account.announce(event);
  account.changed();
}

function forgetOldEvents(account: Account): void {
  const oldest = seconds(account) - keptSeconds;
  for (const [id, event] of account.ledger.events) {
    if (event.created >= oldest) return;
    account.ledger.events.delete(id);
  }
}

/** `checkout.session.*` fits every event of Checkout Sessions. */
export function fitsType(type: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(type);
}
