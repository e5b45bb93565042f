/** By what a collection can be filtered, from the catalogue alone. Pure. */
import { type OptionAxis, optionNames } from '../catalog/collections.ts';
import type { Piece } from '../catalog/read-pieces.ts';
import { say } from '../words/say.ts';
import { looksAxes } from './describe-piece.ts';

type Filtered = Pick<Piece, 'kind' | 'options' | 'inEnglish' | 'wordFor'>;

export interface Filter {
  /** Its name in the address. */
  readonly key: 'kind' | OptionAxis;
  readonly legend: string;
  /** As the address has them, the same in every language. */
  readonly values: readonly string[];
  readonly wordFor: (value: string) => string;
}

/** Only those that leave something out: a filter that every piece passes is none. */
export function filtersOf(pieces: readonly Filtered[]): readonly Filter[] {
  const kindWords = new Map(pieces.map(({ inEnglish, kind }) => [inEnglish.kind, kind]));
  const kinds: Filter = {
    key: 'kind',
    legend: say`Kind`,
    values: [...kindWords.keys()],
    wordFor: (value) => kindWords.get(value) ?? value,
  };
  const looks = looksAxes.map((axis): Filter => {
    const offering = pieces.flatMap((piece) =>
      (piece.options.find((option) => option.axis === axis)?.values ?? []).map((value) => [value, piece] as const),
    );
    const owners = new Map(offering);
    return {
      key: axis,
      legend: say(optionNames[axis]),
      values: [...owners.keys()],
      wordFor: (value) => owners.get(value)?.wordFor(value) ?? value,
    };
  });
  return [kinds, ...looks].filter(({ values }) => values.length > 1);
}

/**
 * Whether a piece passes. One that comes in one look only has no such option: it
 * passes when its materials name the value ("18 carat yellow gold").
 */
export function passes(piece: Filtered, { key }: Pick<Filter, 'key'>, value: string): boolean {
  if (key === 'kind') return piece.inEnglish.kind === value;
  const option = piece.options.find(({ axis }) => axis === key);
  if (option) return option.values.includes(value);
  return piece.inEnglish.materials.some(({ of }) => of.toLowerCase().includes(value.toLowerCase()));
}
