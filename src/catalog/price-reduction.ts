import { type Currency, currencies } from './money.ts';
import type { Variant } from './variants.ts';

/**
 * What has to stand beside a reduced price: the lowest that the house asked in the thirty days before the reduction.
 * Source: Directive 98/6/EC, Art. 6a, and CJEU C-330/23: a reduction is measured by that price and by no other.
 */
export interface Reduction {
  /** Minor units. */
  readonly lowestMinor: number;
  /** The first day at the present price: YYYY-MM-DD. */
  readonly since: string;
}

/** A currency is missing where its price has not been reduced. */
export type Reductions = Readonly<Partial<Record<Currency, Reduction>>>;

type Priced = Pick<Variant, 'prices' | 'earlierPrices'>;

/** The days before a reduction within which its lowest price is looked for. */
const daysLookedBack = 30;

export function reductionsOf(variant: Priced): Reductions {
  return Object.fromEntries(
    currencies.flatMap((currency) => {
      const reduction = reductionIn(variant, currency);
      return reduction ? [[currency, reduction]] : [];
    }),
  );
}

/** Of "from €420": only where everything at that price is reduced, as else the price is somebody's usual one. */
export function reductionsFrom(variants: readonly Priced[]): Reductions {
  return Object.fromEntries(
    currencies.flatMap((currency) => {
      const from = Math.min(...variants.map(({ prices }) => prices[currency]));
      const cheapest = variants.filter(({ prices }) => prices[currency] === from);
      const reductions = cheapest.flatMap((variant) => reductionIn(variant, currency) ?? []);
      if (reductions.length < cheapest.length) return [];
      const [lowest] = reductions.sort((one, other) => one.lowestMinor - other.lowestMinor);
      return lowest ? [[currency, lowest]] : [];
    }),
  );
}

/** None where the price went up and came down again no lower than it was: that takes nothing off. */
function reductionIn({ prices, earlierPrices }: Priced, currency: Currency): Reduction | undefined {
  const present = prices[currency];
  // A line may have been written for another currency's sake: this one's price is as old as the first that differs.
  const changed = earlierPrices.findIndex((earlier) => earlier.prices[currency] !== present);
  const before = earlierPrices.slice(changed);
  const [last] = before;
  if (changed === -1 || !last || last.prices[currency] <= present) return undefined;
  const since = dayAfter(last.until, 1);
  const windowBegins = dayAfter(since, -daysLookedBack);
  // Each price held until its last day; what ended before the window is no longer looked at.
  const looked = before.filter(({ until }) => until >= windowBegins).map((earlier) => earlier.prices[currency]);
  const lowestMinor = Math.min(...looked);
  return lowestMinor > present ? { lowestMinor, since } : undefined;
}

/** Of days as the catalogue writes them; no hour, so no zone moves them. */
function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
