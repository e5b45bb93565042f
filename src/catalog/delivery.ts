import type { Currency, PriceList } from './money.ts';

/** A way to deliver to one country, priced for one currency. Filled by `deliveryOptions`. */
export interface DeliveryOption {
  readonly id: string;
  readonly carrier: 'DHL' | 'FedEx';
  /** "DHL Express" */
  readonly name: string;
  /** Working days after the piece leaves the house. */
  readonly daysFrom: number;
  readonly daysTo: number;
  /** Minor units. */
  readonly prices: PriceList;
  /** Minor units: a bag of this much or more is delivered free. */
  readonly freeFrom: PriceList;
}

export type { Currency };
