import type { Carrier } from '../../src/orders/parcels.ts';

/** One scan of one parcel: all that is taken of a push. */
export interface CarrierEvent {
  readonly carrier: Carrier;
  /** As `normaliseTrackingNumber` writes it. */
  readonly trackingNumber: string;
  /** The carrier's own; empty where it gave none. */
  readonly code: string;
  /** As the carrier wrote it; empty where it gave none. */
  readonly time: string;
  /** Milliseconds since the epoch; null where `time` can't be read. */
  readonly occurredAt: number | null;
  /** Two letters, or empty. */
  readonly country: string;
  /** The carrier says that the parcel is on its way back to the house. */
  readonly goesBack: boolean;
}

/** People type numbers in groups; carriers send them without. */
export function normaliseTrackingNumber(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toUpperCase();
}

/**
 * What tells an event from every other: SHA-256, in hexadecimal. Of the time as it was written, since an hour without
 * its zone is read against the clock.
 */
export async function eventIdOf({ carrier, trackingNumber, code, time }: CarrierEvent): Promise<string> {
  const text = JSON.stringify([carrier, trackingNumber, code, time]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Oldest first, those without a readable time last. */
export function inOrder(events: readonly CarrierEvent[]): CarrierEvent[] {
  return events.toSorted((one, other) => (one.occurredAt ?? Infinity) - (other.occurredAt ?? Infinity) || 0);
}
