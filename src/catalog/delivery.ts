import { locale } from '../words/language.ts';
import { deliveryPriceMinor } from './delivery-price.ts';
import { type Currency, currencies, type PriceList, toMinor } from './money.ts';

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

/** Countries that are delivered to on the same terms. */
export interface DeliveryZone {
  /** "The European Union and Monaco" */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly options: readonly DeliveryOption[];
}

export type { Currency };

/** Whole units, in the order of `currencies`: EUR, GBP, USD, CHF, JPY, AED. Set by the house, not converted. */
type Amounts = readonly [number, number, number, number, number, number];

const free = {
  small: [250, 220, 280, 240, 42000, 1000],
  large: [800, 700, 900, 780, 135000, 3300],
} as const satisfies Record<string, Amounts>;

const services = {
  'dhl-parcel': ['DHL', 'DHL Parcel'],
  'dhl-express': ['DHL', 'DHL Express'],
  'fedex-priority': ['FedEx', 'FedEx Priority'],
} as const;

/** Service, days from, days to, price, free from. */
type Row = readonly [keyof typeof services, number, number, Amounts, Amounts];

/** This table travels to the browser with the bag: rows, not objects, and nothing computed until it is asked for. */
const zones: readonly (readonly [name: string, countries: string, rows: readonly Row[]])[] = [
  [
    'The European Union and Monaco',
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK',
    [
      ['dhl-parcel', 3, 5, [12, 10, 14, 12, 2000, 50], free.small],
      ['dhl-express', 1, 2, [25, 22, 28, 24, 4200, 100], free.large],
      ['fedex-priority', 1, 3, [22, 19, 25, 21, 3700, 90], free.large],
    ],
  ],
  [
    'The United Kingdom',
    'GB',
    [
      ['fedex-priority', 2, 3, [24, 20, 26, 23, 4000, 95], free.small],
      ['dhl-express', 1, 2, [30, 25, 33, 29, 5000, 120], free.large],
    ],
  ],
  [
    'Switzerland, Liechtenstein, Norway and Iceland',
    'CH IS LI NO',
    [
      ['fedex-priority', 2, 4, [26, 23, 29, 25, 4400, 105], free.small],
      ['dhl-express', 1, 3, [32, 28, 35, 30, 5400, 130], free.large],
    ],
  ],
  [
    'The United States and Canada',
    'CA US',
    [
      ['fedex-priority', 3, 5, [35, 30, 35, 34, 5900, 140], free.small],
      ['dhl-express', 2, 3, [45, 39, 45, 43, 7600, 180], free.large],
    ],
  ],
  [
    'The Gulf',
    'AE BH KW OM QA SA',
    [
      ['fedex-priority', 3, 5, [35, 30, 39, 34, 5900, 140], free.small],
      ['dhl-express', 2, 4, [42, 37, 46, 40, 7100, 165], free.large],
    ],
  ],
  [
    'Japan, East Asia and Singapore',
    'CN HK JP KR MO SG TW',
    [
      ['fedex-priority', 3, 5, [38, 33, 42, 37, 6000, 155], free.small],
      ['dhl-express', 2, 4, [48, 42, 52, 46, 7500, 195], free.large],
    ],
  ],
  [
    'Australia and New Zealand',
    'AU NZ',
    [
      ['fedex-priority', 4, 6, [42, 37, 46, 40, 7000, 170], free.small],
      ['dhl-express', 3, 5, [52, 45, 57, 50, 8700, 210], free.large],
    ],
  ],
];

/** Undefined where the house does not ship. Cheapest first. */
export function deliveryOptions(country: string): readonly DeliveryOption[] | undefined {
  const zone = zones.find(([, countries]) => countries.split(' ').includes(country));
  return zone?.[2].map(optionFrom);
}

/** The option of that name for that country; undefined where there is none, or no longer. */
export function deliveryOption(country: string, id: string): DeliveryOption | undefined {
  return deliveryOptions(country)?.find((option) => option.id === id);
}

/** What is chosen until the shopper chooses: the cheapest and, of those, the fastest. Undefined where there are none. */
export function firstChoice(
  options: readonly DeliveryOption[],
  currency: Currency,
  subtotalMinor: number,
): DeliveryOption | undefined {
  const price = (option: DeliveryOption) => deliveryPriceMinor(option, currency, subtotalMinor);
  return [...options].sort((one, other) => price(one) - price(other) || one.daysTo - other.daysTo)[0];
}

/** ISO 3166-1 alpha-2, in alphabetical order of the codes. */
export const servedCountries: readonly string[] = zones.flatMap(([, countries]) => countries.split(' ')).sort();

/** For the page that tells them all. */
export function deliveryZones(): readonly DeliveryZone[] {
  return zones.map(([name, countries, rows]) => ({
    name,
    countries: countries.split(' '),
    options: rows.map(optionFrom),
  }));
}

/** "Japan"; the code itself where the browser knows no name for it. */
export function countryName(code: string, place = locale()): string {
  return new Intl.DisplayNames(place, { type: 'region', fallback: 'code' }).of(code) ?? code;
}

function optionFrom([id, daysFrom, daysTo, prices, freeFrom]: Row): DeliveryOption {
  const [carrier, name] = services[id];
  return { id, carrier, name, daysFrom, daysTo, prices: priceListFrom(prices), freeFrom: priceListFrom(freeFrom) };
}

function priceListFrom(amounts: Amounts): PriceList {
  // `currencies` has every currency and the tuple as many amounts, so the record is whole.
  return Object.fromEntries(
    currencies.map((currency, place) => [currency, toMinor(amounts[place] ?? Number.NaN, currency)]),
  ) as Record<Currency, number>;
}
