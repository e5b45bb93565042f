import { type Collection, collectionName, collectionSlugs } from '../catalog/collections.ts';
import { currencies } from '../catalog/money.ts';
import type { Piece } from '../catalog/read-pieces.ts';
import { paths } from '../paths.ts';
import { type PieceRow, type PlaceRow, piecesInPart } from './entry.ts';
import { otherWordsFor } from './other-words.ts';
import { wordsOf } from './words.ts';

/** The rows of the search's files, from the catalogue. Pure. */

/** The file with the sections of the pages: made after them, by search/help-index.ts. */
export const helpPart = 'help';

/** The names of all files, in the order in which they are fetched. */
export function partNames(pieceCount: number): readonly string[] {
  const files = Math.max(1, Math.ceil(pieceCount / piecesInPart));
  return [...Array.from({ length: files }, (_, place) => String(place)), helpPart];
}

/** "Ring in yellow gold or rose gold" is written by the page; the photograph's address is known to the build alone. */
export interface ShownPiece {
  readonly piece: Pick<
    Piece,
    | 'slug'
    | 'name'
    | 'kind'
    | 'collection'
    | 'summary'
    | 'materials'
    | 'options'
    | 'wordFor'
    | 'maker'
    | 'pricesFrom'
    | 'hasOnePrice'
  >;
  readonly label: string;
  readonly photograph: string;
}

export function pieceRow({ piece, label, photograph }: ShownPiece, language: string): PieceRow {
  const shown = new Set([...wordsOf(piece.name), ...wordsOf(label)]);
  const told = [
    collectionName(piece.collection),
    piece.summary,
    ...piece.materials.flatMap(({ part, of }) => [part, of]),
    ...piece.options.flatMap(({ values }) => values.map(piece.wordFor)),
    piece.maker.workshop,
  ];
  const words = wordsOf(told.join(' ')).filter((word) => !shown.has(word));
  // By what it is, not by what it is made of: the case of a watch is no wallet.
  const named = wordsOf(`${piece.kind} ${collectionName(piece.collection)}`);
  const others = otherWordsFor([...shown, ...named], language);
  return [
    piece.slug,
    piece.name,
    label,
    [...new Set([...words, ...wordsOf(others)])].join(' '),
    photograph,
    piece.hasOnePrice ? 1 : 0,
    ...currencies.map((currency) => piece.pricesFrom[currency]),
  ];
}

/** A collection is found by its name and by what is in it. */
export function collectionRows(
  pieces: readonly Pick<Piece, 'collection' | 'kind'>[],
  inWords: (count: number) => string,
  language: string,
): readonly PlaceRow[] {
  return collectionSlugs.map((slug: Collection): PlaceRow => {
    const own = pieces.filter(({ collection }) => collection === slug);
    const kinds = [...new Set(own.map(({ kind }) => kind))].join(' ');
    const others = otherWordsFor([...wordsOf(collectionName(slug)), ...wordsOf(kinds)], language);
    return ['collection', paths.collection(slug), collectionName(slug), inWords(own.length), `${kinds} ${others}`];
  });
}
