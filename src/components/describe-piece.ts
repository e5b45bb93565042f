/** What the catalogue's facts are in words, for pages. Pure. */
import type { OptionAxis } from '../catalog/collections.ts';
import type { Photograph, Piece } from '../catalog/read-pieces.ts';

/** Beneath a name in a grid: "Ring in yellow gold, rose gold or white gold". Sizes and nibs can wait for the page itself. */
export function kindAndChoices(piece: Pick<Piece, 'kind' | 'options'>): string {
  const looks = piece.options.find(({ axis }) => looksAxes.includes(axis));
  if (!looks) return piece.kind;
  const values = looks.values.map((value) => value.charAt(0).toLowerCase() + value.slice(1));
  return `${piece.kind} in ${eitherOf.format(values)}`;
}

/** The face's other look: one of the same variant where there is one, so that hovering does not change the colour. */
export function secondLook(piece: Pick<Piece, 'photographs'>): Photograph | undefined {
  const [face, ...others] = piece.photographs;
  return others.find((other) => isOfTheSame(other, face)) ?? others[0];
}

/** ISO 3166-1 alpha-2 to "Italy". */
export function countryName(code: string): string {
  return regions.of(code) ?? code;
}

/** "24.5 mm". */
export function measure({ value, unit }: { value: number; unit: string }): string {
  return `${value.toLocaleString('en')} ${unit}`;
}

/** "1 piece", "5 pieces". */
export function piecesInWords(count: number): string {
  return count === 1 ? '1 piece' : `${count} pieces`;
}

/** The options that change how a piece looks: those that a collection is filtered by. */
export const looksAxes: readonly OptionAxis[] = ['metal', 'case', 'colour'];

const eitherOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const regions = new Intl.DisplayNames('en', { type: 'region' });

function isOfTheSame(other: Photograph, face: Photograph | undefined): boolean {
  return Object.entries(other.shows).every(([axis, value]) => face?.shows[axis as OptionAxis] === value);
}
