import { z } from 'zod';
import { type Push, proofOf } from './push-body.ts';

const minute = 60_000;

/**
 * When a push that wasn't taken is sent again: FedEx three times at five minutes, then it waits for somebody to ask;
 * DHL after an hour and after six more. Sources: docs/carriers.md.
 */
const retryDelays: Readonly<Record<Push['carrier'], readonly number[]>> = {
  FedEx: [5 * minute, 5 * minute, 5 * minute],
  DHL: [60 * minute, 360 * minute],
};

export const switchesSchema = z.strictObject({
  /** Every push is sent this many more times, all at once. */
  duplicates: z.number().int().min(0).max(20),
  /** Pushes wait until they are released, in the order then given. */
  hold: z.boolean(),
  /** Pushes are lost on the way, and not sent again. */
  drop: z.boolean(),
  /** The first try of a push waits this long. */
  delayMilliseconds: z
    .number()
    .int()
    .min(0)
    .max(24 * 60 * minute),
});

export type Switches = z.output<typeof switchesSchema>;

export const allOff: Switches = { duplicates: 0, hold: false, drop: false, delayMilliseconds: 0 };

export interface Delivery {
  readonly carrier: Push['carrier'];
  readonly what: string;
  readonly attempt: number;
  readonly outcome: 'delivered' | 'refused' | 'unanswered' | 'dropped';
  readonly status: number | null;
  readonly nextAt: number | null;
}

interface Pending {
  readonly push: Push;
  readonly attempt: number;
  readonly dueAt: number;
}

export interface SendingOptions {
  readonly shopUrl: string;
  readonly dhlToken: string;
  readonly fedexSecret: string;
  readonly now: () => number;
  readonly switches: () => Switches;
}

export interface Sending {
  readonly deliveries: readonly Delivery[];
  /** Resolves when the push was tried, or is held, delayed or lost. */
  send(push: Push): Promise<void>;
  /** Tries what is due. */
  sendDue(): Promise<void>;
  /** Sends what is held, one after the other. */
  release(order: 'first-to-last' | 'last-to-first'): Promise<void>;
  heldCount(): number;
}

/** Carries pushes to the shop, signed, with each carrier's retries. */
export function makeSending(options: SendingOptions): Sending {
  const deliveries: Delivery[] = [];
  let pending: Pending[] = [];
  let held: Pending[] = [];

  async function attempt(one: Pending): Promise<void> {
    const copies = Array.from({ length: 1 + options.switches().duplicates }, () => post(options, one.push));
    const results = await Promise.all(copies);
    const failed = results.some(({ outcome }) => outcome !== 'delivered');
    const delay = failed ? retryDelays[one.push.carrier][one.attempt - 1] : undefined;
    const nextAt = delay === undefined ? null : options.now() + delay;
    if (nextAt !== null) pending.push({ push: one.push, attempt: one.attempt + 1, dueAt: nextAt });
    for (const result of results) note(one, { ...result, nextAt });
  }

  function note({ push, attempt: number }: Pending, result: Pick<Delivery, 'outcome' | 'status' | 'nextAt'>): void {
    deliveries.push({ carrier: push.carrier, what: push.what, attempt: number, ...result });
    if (deliveries.length > 500) deliveries.splice(0, deliveries.length - 500);
  }

  return {
    deliveries,
    async send(push) {
      const { drop, hold, delayMilliseconds } = options.switches();
      const one = { push, attempt: 1, dueAt: options.now() + delayMilliseconds };
      if (drop) note(one, { outcome: 'dropped', status: null, nextAt: null });
      else if (hold) held.push(one);
      else if (delayMilliseconds > 0) pending.push(one);
      else await attempt(one);
    },
    async sendDue() {
      const due = pending.filter(({ dueAt }) => dueAt <= options.now());
      pending = pending.filter(({ dueAt }) => dueAt > options.now());
      for (const one of due) await attempt(one);
    },
    async release(order) {
      const all = order === 'first-to-last' ? held : held.toReversed();
      held = [];
      for (const one of all) await attempt(one);
    },
    heldCount: () => held.length,
  };
}

/** FedEx takes 200 and 202 for an answer; DHL 200 within five seconds. */
async function post(options: SendingOptions, push: Push): Promise<Pick<Delivery, 'outcome' | 'status'>> {
  const path = push.carrier === 'DHL' ? '/api/carriers/dhl' : '/api/carriers/fedex';
  try {
    const response = await fetch(options.shopUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...proofOf(push, options) },
      body: push.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    const isTaken = response.status === 200 || (push.carrier === 'FedEx' && response.status === 202);
    return { outcome: isTaken ? 'delivered' : 'refused', status: response.status };
  } catch {
    return { outcome: 'unanswered', status: null };
  }
}
