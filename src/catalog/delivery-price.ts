import type { DeliveryOption } from './delivery.ts';
import type { Currency } from './money.ts';

/** Apart from the table of deliveries, which is long: a piece's page needs the rule and not the table. */

/** What delivery costs for a bag of this much, both in minor units of the currency. */
export function deliveryPriceMinor(option: DeliveryOption, currency: Currency, subtotalMinor: number): number {
  return subtotalMinor >= option.freeFrom[currency] ? 0 : option.prices[currency];
}
