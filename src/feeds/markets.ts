import { servedCountries } from '../catalog/delivery.ts';
import { type Currency, houseCurrency } from '../catalog/money.ts';

/** A country in whose shop windows the house stands, with the currency that it shows there. */
export interface Market {
  /** "gb-gbp": its feed's name in the address. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: Currency;
}

/** Countries whose own currency the house sets prices in. */
const own: Readonly<Record<string, Currency>> = {
  GB: 'GBP',
  US: 'USD',
  CH: 'CHF',
  LI: 'CHF',
  JP: 'JPY',
  AE: 'AED',
};

/** Where people reckon foreign prices in dollars; nearer to the house, they reckon them in euros. */
const inDollars = ['AU', 'BH', 'CA', 'CN', 'HK', 'KR', 'KW', 'MO', 'NZ', 'OM', 'QA', 'SA', 'SG', 'TW'];

/** One for each country that the house delivers to. */
export const markets: readonly Market[] = servedCountries.map((country) => {
  const currency = own[country] ?? (inDollars.includes(country) ? 'USD' : houseCurrency);
  return { name: `${country}-${currency}`.toLowerCase(), country, currency };
});
