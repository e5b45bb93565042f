/** For the build: what the files of src/words/<language>/ say. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, languages } from '../languages.ts';
import type { Translation, Words } from './language.ts';

/** The languages whose words stand in files: all but the one that the source is written in. */
export const translated: readonly Language[] = languages.filter((language) => language !== 'en');

export interface WordsFile {
  /** From the project's root. */
  readonly file: string;
  readonly words: Words;
}

export async function readWordsFiles(project: string, language: Language): Promise<readonly WordsFile[]> {
  const folder = join('src/words', language);
  const names = await readdir(join(project, folder));
  return Promise.all(
    names.sort().map(async (name) => {
      const file = join(folder, name);
      return { file, words: JSON.parse(await readFile(join(project, file), 'utf8')) as Record<string, Translation> };
    }),
  );
}

export async function readWords(project: string, language: Language): Promise<Words> {
  const files = await readWordsFiles(project, language);
  return Object.assign({}, ...files.map(({ words }) => words));
}

/** Those words of each language that some phrases need. */
export async function wordsFor(
  project: string,
  keys: ReadonlySet<string>,
): Promise<Readonly<Partial<Record<Language, Words>>>> {
  const all = await Promise.all(
    translated.map(async (language) => {
      const words = await readWords(project, language);
      return [language, Object.fromEntries(Object.entries(words).filter(([key]) => keys.has(key)))] as const;
    }),
  );
  return Object.fromEntries(all);
}
