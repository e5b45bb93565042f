import type { Carrier } from '../orders/parcels.ts';

/** One thing that a carrier told and that is kept aside. Instants in ISO 8601. */
export interface CarrierEventAside {
  readonly id: string;
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  readonly code: string;
  /** Absent where the carrier gave no time that can be read. */
  readonly at?: string;
  /** Two letters; empty where the carrier gave none. */
  readonly country: string;
  /** In words, for whoever is to deal with it. */
  readonly why: string;
  /** What is needed to deal with it, such as the secret that activates a subscription; mostly empty. */
  readonly detail: string;
  /** The order's number, where the parcel is known. */
  readonly order?: string;
  readonly receivedAt: string;
}

/** 200 of GET /api/staff/carrier-events. */
export interface CarrierEventsAside {
  readonly events: readonly CarrierEventAside[];
  /** Give it as `after` for the next page; absent on the last. */
  readonly next?: string;
}

/** 200 of POST /api/staff/carrier-events/:id/settle. */
export interface CarrierEventSettled {
  readonly outcome: 'delivered' | 'lost' | 'nothing';
}
