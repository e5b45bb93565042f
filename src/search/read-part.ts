import { type Currency, currencies, type PriceList } from '../catalog/money.ts';
import { paths } from '../paths.ts';
import type { Entry, IndexPart, PieceRow } from './entry.ts';

/** From the rows of a file to what the search works with. */
export function readPart({ pieces = [], places = [] }: IndexPart): readonly Entry[] {
  return [
    ...pieces.map(entryOf),
    ...places.map(([group, address, title, label, text]): Entry => ({ group, address, title, label, text })),
  ];
}

function entryOf([slug, title, label, text, photograph, one, ...prices]: PieceRow): Entry {
  return {
    group: 'piece',
    address: paths.piece(slug),
    title,
    label,
    text,
    photograph,
    hasOnePrice: one === 1,
    prices: priceListFrom(prices),
  };
}

/** In the order of `currencies`, as the file was written. */
function priceListFrom(prices: readonly number[]): PriceList {
  return Object.fromEntries(currencies.map((currency, place) => [currency, prices[place] ?? Number.NaN])) as Record<
    Currency,
    number
  >;
}
