import { getCollection } from 'astro:content';
import { language } from '../words/language.ts';
import type { House, Maker } from './house.ts';
import { houseFacts } from './house-facts.ts';
import type { PieceFile } from './piece.ts';
import { inTranslation, type PieceTranslation } from './piece-translation.ts';

/** The words of src/content/translations in the language that is spoken, for pages. */

export interface Translations {
  readonly makers: House['makers'];
  /** The piece with its words, and what its options' values are called. */
  of(slug: string, piece: PieceFile): { readonly file: PieceFile; readonly wordFor: (value: string) => string };
}

const english: Translations = { makers: houseFacts.makers, of: (_, file) => ({ file, wordFor: String }) };

export async function readTranslations(): Promise<Translations> {
  const spoken = language();
  if (spoken === 'en') return english;
  // The build has held each file to what it translates (read-translation-files.ts): the types below say what it found.
  const entries = new Map((await getCollection('translations')).map(({ id, data }) => [id, data]));
  const named = entries.get(`${spoken}/house`) as unknown as
    | { readonly makers: Readonly<Record<string, string>> }
    | undefined;
  return {
    makers: Object.fromEntries(
      Object.entries(houseFacts.makers).map(([key, maker]): [string, Maker] => [
        key,
        { ...maker, workshop: named?.makers[key] ?? maker.workshop },
      ]),
    ),
    of: (slug, piece) => inTranslation(piece, entries.get(`${spoken}/${slug}`) as unknown as PieceTranslation),
  };
}
