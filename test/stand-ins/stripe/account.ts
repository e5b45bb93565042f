import type { Ledger, StoredEvent } from './ledger.ts';
import type { Switches } from './switches.ts';

/** The version whose shapes the stand-in answers with, whatever version a request asks for. */
export const apiVersion = '2026-10-28.endive';

/** Who or what caused a change: an API request, or (both null) the shopper or the clock. */
export interface Cause {
  readonly id: string | null;
  readonly idempotency_key: string | null;
}

export const noRequest: Cause = { id: null, idempotency_key: null };

/** One Stripe account: what it knows, its clock, and how it tells of changes. */
export interface Account {
  readonly ledger: Ledger;
  readonly merchantName: string;
  /** Where this server is reached, without a slash at the end. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How redaction jobs go; the switches may change it. */
  readonly redactionRules: () => Switches['redactions'];
  /** Whether a refund waits for the bank before it is called succeeded. */
  readonly refundsWait: () => boolean;
  /** Called with every new event, after it is stored. */
  readonly announce: (event: StoredEvent) => void;
  /** Called after every change, so that it can be written down. */
  readonly changed: () => void;
}

/** Stripe's times: seconds since the epoch. */
export function seconds(account: Account): number {
  return Math.floor(account.now() / 1000);
}
