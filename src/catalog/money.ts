/**
 * Money is a whole number of an ISO 4217 currency's minor units: cents for EUR,
 * yen for JPY. Nothing in this project adds, compares or stores anything else.
 */

import { language } from '../words/language.ts';

/** Digits after the decimal point. The one table that knows which currencies have none. Source: ISO 4217. */
const minorDigits = { EUR: 2, GBP: 2, USD: 2, CHF: 2, JPY: 0, AED: 2 } as const;

export type Currency = keyof typeof minorDigits;

/** The currencies in which the house sets prices, in the order in which they are offered. */
export const currencies = Object.keys(minorDigits) as readonly Currency[];

/** Amounts in minor units, one for each currency. */
export type PriceList = Readonly<Record<Currency, number>>;

export const houseCurrency: Currency = 'EUR';

export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && Object.hasOwn(minorDigits, value);
}

/** From whole units as the house writes them (4850 EUR) to minor units (485000). */
export function toMinor(wholeUnits: number, currency: Currency): number {
  return wholeUnits * 10 ** minorDigits[currency];
}

/** "4850", "99.50": in whole units with a decimal point, for programs (schema.org, Google's feeds). */
export function decimalAmount(amountMinor: number, currency: Currency): string {
  const amount = amountMinor / 10 ** minorDigits[currency];
  return amount.toFixed(Number.isInteger(amount) ? 0 : minorDigits[currency]);
}

/** "€4,850", "¥780,000", "AED 19,500"; decimals only where there are any. */
export function formatMoney(amountMinor: number, currency: Currency, locale: string = language()): string {
  const amount = amountMinor / 10 ** minorDigits[currency];
  const isWhole = Number.isInteger(amount);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: isWhole ? 0 : minorDigits[currency],
    maximumFractionDigits: isWhole ? 0 : minorDigits[currency],
  }).format(amount);
}
