import { type Currency, type PriceList, toMinor } from '../../src/catalog/money.ts';
import type { FraudReason } from '../../src/orders/fraud-reasons.ts';

/** What the signals look at: an order that is paid, and where its checkout was begun. */
export interface PaidOrder {
  /** As CameFrom has it. */
  readonly ipCountry: string;
  /** ISO 3166-1 alpha-2. */
  readonly destination: string;
  /** Checkouts from its address within `attemptWindowMilliseconds` until its own, that one too. */
  readonly attempts: number;
  readonly currency: Currency;
  readonly totalMinor: number;
}

export const attemptWindowMilliseconds = 24 * 60 * 60_000;
export const mostAttempts = 5;

/** More than the dearest piece costs, in whole units of each currency. */
const remarkableWholeUnits: PriceList = {
  EUR: 20_000,
  GBP: 17_500,
  USD: 21_500,
  CHF: 19_500,
  JPY: 3_400_000,
  AED: 80_000,
};

/** Each says of itself alone whether it is lit. There is no sum of them, no score, and nothing that follows by itself. */
const signals: Readonly<Record<Exclude<FraudReason, 'early-warning'>, (order: PaidOrder) => boolean>> = {
  country: ({ ipCountry, destination }) => ipCountry !== 'XX' && ipCountry !== destination,
  attempts: ({ attempts }) => attempts > mostAttempts,
  value: ({ currency, totalMinor }) => totalMinor > toMinor(remarkableWholeUnits[currency], currency),
};

/** Why a person is to look at the order; empty for most. Stripe's early warnings come later, by themselves. */
export function litSignals(order: PaidOrder): FraudReason[] {
  return (Object.keys(signals) as (keyof typeof signals)[]).filter((reason) => signals[reason](order));
}
