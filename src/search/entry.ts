import type { PriceList } from '../catalog/money.ts';

/**
 * What the search knows: the files under /search/<language>/. All of them are fetched, in their order, whatever is
 * asked: a file that is fetched for a word would tell the word to whoever serves it.
 */

export const groups = ['piece', 'collection', 'help'] as const;

export type Group = (typeof groups)[number];

export interface Entry {
  readonly group: Group;
  /** The page, and the place in it. */
  readonly address: string;
  readonly title: string;
  /** Beneath the title: "Ring in yellow gold or white gold". */
  readonly label: string;
  /** What else it is found by. */
  readonly text: string;
  readonly photograph?: string;
  /** Of the least expensive variant, in minor units. */
  readonly prices?: PriceList;
  readonly hasOnePrice?: boolean;
}

/** A piece travels as a row: at ten thousand pieces the names of its fields would be a fifth of the file. */
export type PieceRow = readonly [
  slug: string,
  title: string,
  label: string,
  text: string,
  photograph: string,
  hasOnePrice: 0 | 1,
  ...pricesMinor: readonly number[],
];

/** Collections and help. */
export type PlaceRow = readonly [
  group: 'collection' | 'help',
  address: string,
  title: string,
  label: string,
  text: string,
];

export interface IndexPart {
  readonly pieces?: readonly PieceRow[];
  readonly places?: readonly PlaceRow[];
}

/** So many pieces stand in one file, which makes it about 200 KB before compression. */
export const piecesInPart = 1000;
