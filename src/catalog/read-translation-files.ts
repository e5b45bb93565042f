import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { translated } from '../words/read-words.ts';
import type { House } from './house.ts';
import { translationMistakes } from './piece-translation.ts';
import type { ReadPiece } from './read-piece-files.ts';

/** The files of src/content/translations, read and held against what they translate. */

export interface TranslationFile {
  /** "fr/aurore-solitaire", and "fr/house" for the workshops. */
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Every file. Throws with all mistakes, in words: a piece without its words in a language is one. */
export async function readTranslationFiles(
  project: string,
  pieces: readonly ReadPiece[],
  house: House,
): Promise<readonly TranslationFile[]> {
  const files = (await Promise.all(translated.map((language) => readLanguage(project, language)))).flat();
  const byId = new Map(files.map((file) => [file.id, file.content]));
  const mistakes = translated.flatMap((language) => [
    ...pieces.flatMap(({ slug, piece }) => {
      const content = byId.get(`${language}/${slug}`);
      const found = content ? translationMistakes(piece, content) : ['is missing.'];
      return found.map((mistake) => `src/content/translations/${language}/${slug}.yaml  ${mistake}`);
    }),
    ...makerMistakes(language, byId.get(`${language}/house`), house),
  ]);
  if (mistakes.length > 0) throw new Error(`Words of the catalogue are wrong:\n  ${mistakes.join('\n  ')}`);
  return files;
}

/** One file after another: a catalogue may have more of them than a program may hold open. */
async function readLanguage(project: string, language: string): Promise<readonly TranslationFile[]> {
  const folder = join('src/content/translations', language);
  const names = (await readdir(join(project, folder))).filter((name) => name.endsWith('.yaml')).sort();
  const files: TranslationFile[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const content = parseFile(file, await readFile(join(project, file), 'utf8'));
    files.push({ id: `${language}/${name.replace('.yaml', '')}`, content });
  }
  return files;
}

function parseFile(file: string, text: string): TranslationFile['content'] {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${file} is not YAML: ${error instanceof Error ? error.message : error}`);
  }
}

function makerMistakes(language: string, content: unknown, house: House): readonly string[] {
  const { makers = {} } = (content ?? {}) as { readonly makers?: Readonly<Record<string, unknown>> };
  return Object.keys(house.makers)
    .filter((key) => typeof makers[key] !== 'string' || makers[key] === '')
    .map((key) => `src/content/translations/${language}/house.yaml  makers.${key} is missing.`);
}
