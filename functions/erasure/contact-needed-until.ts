import { deliveryOption } from '../../src/catalog/delivery.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';
import { readItem } from '../catalog/read-item.ts';
import type { Shop } from '../shop.ts';

const dayMilliseconds = 24 * 60 * 60_000;
/** Without a term of its own a piece is due within 30 days: Directive 2011/83/EU, Art. 18(1). */
const daysToDeliver = 30;
/** Of a piece that the house no longer sells the weeks of making are not known: the longest that the catalogue takes. */
const longestMakingDays = 52 * 7;
/** Working days of an option that is no longer offered. */
const longestWayWorkingDays = 10;

export interface OrderToDeliver {
  /** Milliseconds since the epoch. */
  readonly paidAt: number;
  readonly country: string;
  readonly delivery: string;
  readonly skus: readonly string[];
}

/** Days that a piece may take until it leaves the house. Ask `makingDays` once for each piece, however many orders. */
export type MakingDays = (sku: string) => Promise<number>;

export function makingDays(shop: Shop): MakingDays {
  const known = new Map<string, Promise<number>>();
  return (sku) => {
    const days = known.get(sku) ?? readMakingDays(shop, sku);
    known.set(sku, days);
    return days;
  };
}

async function readMakingDays(shop: Shop, sku: string): Promise<number> {
  const item = await readItem(shop.assets, shop.config.siteOrigin, sku);
  if (!item) return longestMakingDays;
  return Math.max(daysToDeliver, (item.madeToOrderWeeks ?? 0) * 7);
}

/**
 * The instant, in milliseconds since the epoch, from which nobody needs the phone number, the address or the gift
 * message of an order any more: it has arrived, and the days to withdraw from it are over. When a parcel arrives
 * the shop doesn't know, so each span is the longest that it may be.
 */
export async function contactNeededUntil(order: OrderToDeliver, daysOf: MakingDays): Promise<number> {
  const making = Math.max(daysToDeliver, ...(await Promise.all(order.skus.map(daysOf))));
  const workingDays = deliveryOption(order.country, order.delivery)?.daysTo ?? longestWayWorkingDays;
  const arrivedAt = order.paidAt + (making + inCalendarDays(workingDays)) * dayMilliseconds;
  return withdrawalEnd(arrivedAt, order.country).at;
}

/** With each weekend that may lie in between, and one more. */
function inCalendarDays(workingDays: number): number {
  return workingDays + 2 * (Math.ceil(workingDays / 5) + 1);
}
