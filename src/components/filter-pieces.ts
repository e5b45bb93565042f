/** By what a collection can be filtered, from the catalogue alone. Pure. */
import { type OptionAxis, optionNames } from '../catalog/collections.ts';
import type { Piece } from '../catalog/read-pieces.ts';
import { looksAxes } from './describe-piece.ts';

type Filtered = Pick<Piece, 'kind' | 'options' | 'materials'>;

export interface Filter {
  /** Its name in the address. */
  readonly key: 'kind' | OptionAxis;
  readonly legend: string;
  readonly values: readonly string[];
}

/** Only those that leave something out: a filter that every piece passes is none. */
export function filtersOf(pieces: readonly Filtered[]): readonly Filter[] {
  const kinds: Filter = { key: 'kind', legend: 'Kind', values: distinct(pieces.map((piece) => piece.kind)) };
  const looks = looksAxes.map((axis): Filter => {
    const values = pieces.flatMap((piece) => piece.options.find((option) => option.axis === axis)?.values ?? []);
    return { key: axis, legend: optionNames[axis], values: distinct(values) };
  });
  return [kinds, ...looks].filter(({ values }) => values.length > 1);
}

/**
 * Whether a piece passes. One that comes in one look only has no such option: it
 * passes when its materials name the value ("18 carat yellow gold").
 */
export function passes(piece: Filtered, { key }: Pick<Filter, 'key'>, value: string): boolean {
  if (key === 'kind') return piece.kind === value;
  const option = piece.options.find(({ axis }) => axis === key);
  if (option) return option.values.includes(value);
  return piece.materials.some(({ of }) => of.toLowerCase().includes(value.toLowerCase()));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
