import { createHmac } from 'node:crypto';
import type { Account } from './account.ts';
import type { Delivery, PendingDelivery, StoredEvent } from './ledger.ts';
import type { Switches } from './switches.ts';

/**
 * Stripe retries for up to three days, further and further apart, and does not say when exactly. This is the same in
 * small: nine more tries over some twenty minutes. https://docs.stripe.com/webhooks#retries
 */
export const retryDelaysMilliseconds: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 600].map(
  (delay) => delay * 1000,
);

const keptDeliveries = 2000;

export interface WebhookOptions {
  readonly account: Account;
  /** Null: there is no endpoint, so nothing is sent. */
  readonly webhookUrl: string | null;
  readonly webhookSecret: string;
  readonly enabledEvents: ReadonlySet<string>;
  readonly timeoutMilliseconds: number;
  readonly switches: () => Switches;
}

export type ReleaseOrder = 'first-to-last' | 'last-to-first' | readonly string[];

export interface Webhooks {
  /** Puts a new event on its way, if the endpoint wants its type. */
  announce(event: StoredEvent): void;
  /** Sends what is due and resolves when those tries have ended. */
  sendDue(): Promise<void>;
  /** Sends held deliveries one after the other; a list of event identifiers releases only those, in that order. */
  release(order: ReleaseOrder): Promise<void>;
  /** Sends an event again now, whatever became of it before; false when there is no such event. */
  redeliver(eventId: string): Promise<boolean>;
  /** Resolves when no try is under way. */
  idle(): Promise<void>;
  /** Breaks off what is under way; those tries count as unanswered and are repeated after a restart. */
  stop(): Promise<void>;
}

export function makeWebhooks(options: WebhookOptions): Webhooks {
  const { account, switches } = options;
  const { ledger } = account;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  function start(pending: PendingDelivery): Promise<void> {
    const trying = tryDelivery(options, pending, stopping.signal).finally(() => underWay.delete(trying));
    underWay.add(trying);
    return trying;
  }

  async function sendDue(): Promise<void> {
    const due = ledger.pending.filter(({ dueAt }) => dueAt <= account.now());
    ledger.pending = ledger.pending.filter(({ dueAt }) => dueAt > account.now());
    await Promise.all(due.map(start));
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    announce(event) {
      if (options.webhookUrl === null || !options.enabledEvents.has(event.type)) return;
      event.pending_webhooks = 1;
      const pending = { eventId: event.id, attempt: 1, dueAt: account.now() + switches().webhooks.delayMilliseconds };
      if (switches().webhooks.hold) ledger.held.push(pending);
      else if (pending.dueAt > account.now()) ledger.pending.push(pending);
      // After the request that caused the event: its answer and the delivery race, as they do in reality.
      else start(pending).catch(reportFault);
    },
    sendDue,
    async release(order) {
      for (const pending of takeHeld(ledger, order)) await start(pending);
    },
    async redeliver(eventId) {
      if (!ledger.events.has(eventId) || options.webhookUrl === null) return false;
      await start({ eventId, attempt: 1, dueAt: account.now() });
      return true;
    },
    idle,
    async stop() {
      stopping.abort(new Error('The stand-in was stopped.'));
      await idle();
    },
  };
}

function takeHeld(ledger: Account['ledger'], order: ReleaseOrder): PendingDelivery[] {
  const held = ledger.held;
  if (order === 'first-to-last' || order === 'last-to-first') {
    ledger.held = [];
    return order === 'first-to-last' ? held : held.toReversed();
  }
  ledger.held = held.filter(({ eventId }) => !order.includes(eventId));
  return order.flatMap((eventId) => held.filter((pending) => pending.eventId === eventId));
}

async function tryDelivery(options: WebhookOptions, pending: PendingDelivery, stopped: AbortSignal): Promise<void> {
  const { account, switches } = options;
  const event = account.ledger.events.get(pending.eventId);
  const url = options.webhookUrl;
  if (!event || url === null) return;
  if (switches().webhooks.drop) {
    log(account, event, pending, { outcome: 'dropped', status: null, detail: 'The switch dropped it.', nextAt: null });
    return;
  }
  const copies = Array.from({ length: 1 + switches().webhooks.duplicates }, () => post(options, url, event, stopped));
  const results = await Promise.all(copies);
  const failed = results.find(({ outcome }) => outcome !== 'delivered');
  if (!failed) event.pending_webhooks = 0;
  const nextAt = failed ? retry(account, pending) : null;
  for (const result of results) log(account, event, pending, { ...result, nextAt: result === failed ? nextAt : null });
}

/** Plans the next try; null when there is none any more. */
function retry(account: Account, pending: PendingDelivery): number | null {
  const delay = retryDelaysMilliseconds[pending.attempt - 1];
  if (delay === undefined) return null;
  const dueAt = account.now() + delay;
  account.ledger.pending.push({ eventId: pending.eventId, attempt: pending.attempt + 1, dueAt });
  return dueAt;
}

type Result = Pick<Delivery, 'outcome' | 'status' | 'detail'>;

async function post(options: WebhookOptions, url: string, event: StoredEvent, stopped: AbortSignal): Promise<Result> {
  const payload = JSON.stringify(event, null, 2);
  const timestamp = Math.floor(options.account.now() / 1000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: '*/*; q=0.5, application/xml',
        'cache-control': 'no-cache',
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature(payload, timestamp, options.webhookSecret),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: payload,
      // A redirect counts as a failure, as Stripe documents.
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(options.timeoutMilliseconds)]),
    });
    const detail = (await response.text()).slice(0, 500);
    return { outcome: response.ok ? 'delivered' : 'refused', status: response.status, detail };
  } catch (error) {
    return { outcome: 'unanswered', status: null, detail: error instanceof Error ? error.message : String(error) };
  }
}

/** `t=…,v1=…`: https://docs.stripe.com/webhooks#verify-manually. Each try is signed anew. */
export function signature(payload: string, timestampSeconds: number, secret: string): string {
  const digest = createHmac('sha256', secret).update(`${timestampSeconds}.${payload}`).digest('hex');
  return `t=${timestampSeconds},v1=${digest}`;
}

function log(
  account: Account,
  event: StoredEvent,
  { attempt }: PendingDelivery,
  rest: Result & Pick<Delivery, 'nextAt'>,
): void {
  const { ledger } = account;
  ledger.deliveries.push({ eventId: event.id, type: event.type, attempt, at: account.now(), ...rest });
  if (ledger.deliveries.length > keptDeliveries) ledger.deliveries.splice(0, ledger.deliveries.length - keptDeliveries);
  account.changed();
}

function reportFault(error: unknown): void {
  console.error('The Stripe stand-in could not deliver a webhook:', error);
}
