import { say } from '../words/say.ts';
import { optionAxes } from './collections.ts';
import type { PriceList } from './money.ts';
import { nameInWords } from './name-in-words.ts';
import { type Choices, isShownBy, type PieceFile } from './piece.ts';

/** A variant with everything that it has from its piece already filled in. */
export interface Variant {
  readonly sku: string;
  readonly gtin: string;
  /** "Yellow gold, size 52"; empty where the piece has one variant only. */
  readonly name: string;
  readonly options: Choices;
  /** Minor units. */
  readonly prices: PriceList;
  /** What it cost before, the latest first; `until` is the last day at these prices. */
  readonly earlierPrices: readonly { readonly until: string; readonly prices: PriceList }[];
  readonly openingStock: number;
  readonly weightGrams: number;
  readonly customsCode: string;
  /** Places in the piece's list of photographs, the face first; never empty. */
  readonly photographs: readonly number[];
}

/** @param wordFor what an option's value is called in the language that is spoken */
export function variantsOf(piece: PieceFile, wordFor: (value: string) => string = String): readonly Variant[] {
  return piece.variants.map((variant) => ({
    sku: variant.sku,
    gtin: variant.gtin,
    name: variantName(variant.options, wordFor),
    options: variant.options,
    prices: variant.prices ?? piece.prices,
    // A variant with a price of its own has a past of its own.
    earlierPrices: variant.earlierPrices ?? (variant.prices ? undefined : piece.earlierPrices) ?? [],
    openingStock: variant.openingStock,
    weightGrams: variant.weightGrams ?? piece.weightGrams,
    customsCode: variant.customsCode ?? piece.customsCode,
    photographs: piece.photographs.flatMap((photograph, index) =>
      isShownBy(variant.options, photograph.shows) ? [index] : [],
    ),
  }));
}

function variantName(options: Variant['options'], wordFor: (value: string) => string): string {
  const words = optionAxes.flatMap((axis) => {
    const value = options[axis];
    if (value === undefined) return [];
    const word = wordFor(value);
    if (axis === 'size') return say`size ${word}`;
    if (axis === 'nib') return say`${word.toLowerCase()} nib`;
    return word;
  });
  if (words.length === 0) return '';
  const name = words.reduce(nameInWords);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
