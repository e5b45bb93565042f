/**
 * What tax is in a price, by where the piece goes. The house sends from the European Union, and its prices are what the
 * shopper pays: inside the Union they have the VAT of the country of arrival in them (distance sales, Directive
 * 2006/112/EC, Art. 33(a), declared in the one-stop shop); outside it there is none in them, for it is an export.
 */

/**
 * Standard rates in hundredths of a percent, with the rises of 2025 in Estonia (July), Romania (August) and Slovakia
 * (January). Nothing announces the next one here: whoever keeps the books compares them with the Commission's database
 * "Taxes in Europe" before the shop opens, and each January.
 */
const standardRates: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  // Taken as a part of France for VAT: Directive 2006/112/EC, Art. 7.
  MC: 2000,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SI: 2200,
  SK: 2300,
};
/** Goods that go to Northern Ireland are sold under the Union's rules, at the United Kingdom's rate. */
const northernIreland = { postcode: /^BT\d/i, rate: 2000 };

export type SaleTax =
  /** Of which the price has so many hundredths of a percent. */
  { readonly kind: 'vat'; readonly rate: number } | { readonly kind: 'export' };

/** @param country ISO 3166-1 alpha-2 */
export function saleTax(country: string, postcode: string): SaleTax {
  if (country === 'GB' && northernIreland.postcode.test(postcode.trim())) {
    return { kind: 'vat', rate: northernIreland.rate };
  }
  const rate = standardRates[country];
  return rate === undefined ? { kind: 'export' } : { kind: 'vat', rate };
}

/** The tax that is in a price with it; both in minor units, rounded half up. */
export function taxWithin(grossMinor: number, rate: number): number {
  return grossMinor - Math.round((grossMinor * 10_000) / (10_000 + rate));
}

/** "20 %", "25.5 %" */
export function rateInWords(rate: number): string {
  return `${rate / 100} %`;
}
