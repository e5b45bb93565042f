/** What the catalogue's facts are in words, for pages. Pure. */
import type { OptionAxis } from '../catalog/collections.ts';
import type { Photograph, Piece } from '../catalog/read-pieces.ts';
import { inSentence } from '../words/in-sentence.ts';
import { locale } from '../words/language.ts';
import { plural, say } from '../words/say.ts';

/** Beneath a name in a grid: "Ring in yellow gold, rose gold or white gold". Sizes and nibs can wait for the page itself. */
export function kindAndChoices(piece: Pick<Piece, 'kind' | 'options' | 'wordFor'>): string {
  const looks = piece.options.find(({ axis }) => looksAxes.includes(axis));
  if (!looks) return piece.kind;
  const values = looks.values.map((value) => inSentence(piece.wordFor(value)));
  return say`${piece.kind} in ${new Intl.ListFormat(locale(), { type: 'disjunction' }).format(values)}`;
}

/** The face's other look: one of the same variant where there is one, so that hovering does not change the colour. */
export function secondLook(piece: Pick<Piece, 'photographs'>): Photograph | undefined {
  const [face, ...others] = piece.photographs;
  return others.find((other) => isOfTheSame(other, face)) ?? others[0];
}

/** ISO 3166-1 alpha-2 to "Italy". */
export function countryName(code: string): string {
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
}

/** "24.5 mm". */
export function measure({ value, unit }: { value: number; unit: string }): string {
  return `${value.toLocaleString(locale())} ${unit}`;
}

/** "1 piece", "5 pieces". */
export function piecesInWords(count: number): string {
  return plural('{1} piece', '{1} pieces', count);
}

/** "from €95": what stands before the least of several prices, and what after it. */
export function aroundLeastPrice(): readonly string[] {
  return say`from ${'€'}`.split('€');
}

/** The options that change how a piece looks: those that a collection is filtered by. */
export const looksAxes: readonly OptionAxis[] = ['metal', 'case', 'colour'];

function isOfTheSame(other: Photograph, face: Photograph | undefined): boolean {
  return Object.entries(other.shows).every(([axis, value]) => face?.shows[axis as OptionAxis] === value);
}
