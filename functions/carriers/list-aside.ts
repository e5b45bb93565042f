import type { CarrierEventAside, CarrierEventsAside } from '../../src/api/carrier-answers.ts';
import type { Shop } from '../shop.ts';
import { type ReasonAside, reasonsAside } from './judge-event.ts';
import { type KeptEvent, selectEventsAside } from './queries.ts';

const pageSize = 50;

export interface PlaceAside {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id: string;
}

export const placeAsidePattern = /^\d{1,16}\.[0-9a-f]{64}$/;

export function readPlaceAside(place: string): PlaceAside {
  const [at = '', id = ''] = place.split('.', 2);
  return { at: Number(at), id };
}

/** A page of what carriers told that is kept aside, the oldest first. */
export async function listAside(
  shop: Shop,
  withRestricted: boolean,
  after: PlaceAside = { at: 0, id: '' },
): Promise<CarrierEventsAside> {
  const found = await selectEventsAside(shop.database, withRestricted, after, pageSize + 1);
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  return { events: shown.map(lineOf), ...(last ? { next: `${last.received_at}.${last.id}` } : {}) };
}

function lineOf(event: KeptEvent): CarrierEventAside {
  return {
    id: event.id,
    carrier: event.carrier,
    trackingNumber: event.tracking_number,
    code: event.code,
    ...(event.occurred_at === null ? {} : { at: instant(event.occurred_at) }),
    country: event.country,
    why: Object.hasOwn(reasonsAside, event.why) ? reasonsAside[event.why as ReasonAside] : event.why,
    detail: event.detail,
    ...(event.order_number === null ? {} : { order: event.order_number }),
    receivedAt: instant(event.received_at),
  };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
