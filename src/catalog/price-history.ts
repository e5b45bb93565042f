import { dayInWords } from '../api/day-in-words.ts';
import { currencies, formatMoney, type PriceList } from './money.ts';
import type { Variant } from './variants.ts';

/** What a variant costs and has cost, a line for each, the present first: for whoever counts the stock. */
export function priceLines({ prices, earlierPrices }: Pick<Variant, 'prices' | 'earlierPrices'>): readonly string[] {
  return [
    `Now ${allOf(prices)}`,
    ...earlierPrices.map((earlier) => `Until ${dayInWords(earlier.until)} ${allOf(earlier.prices)}`),
  ];
}

function allOf(prices: PriceList): string {
  return currencies.map((currency) => formatMoney(prices[currency], currency)).join(', ');
}
