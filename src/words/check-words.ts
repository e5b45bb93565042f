/** For the build: that each language says every phrase of the source, as the source says it, and nothing else. */
import type { Language } from '../languages.ts';
import type { Translation } from './language.ts';
import { readPhrases, type SaidPhrase } from './read-phrases.ts';
import { readWordsFiles, translated, type WordsFile } from './read-words.ts';

/** A sentence for each mistake, with the file and the phrase; empty where there is none. */
export async function wordMistakes(project: string): Promise<readonly string[]> {
  const phrases = await readPhrases(project);
  const lists = await Promise.all(
    translated.map(async (language) => mistakesOf(language, phrases, await readWordsFiles(project, language))),
  );
  return lists.flat();
}

export function mistakesOf(
  language: Language,
  phrases: readonly SaidPhrase[],
  files: readonly WordsFile[],
): readonly string[] {
  const said = new Map(phrases.map((phrase) => [phrase.key, phrase]));
  const seen = new Set<string>();
  const mistakes: string[] = [];
  for (const { file, words } of files) {
    for (const [key, translation] of Object.entries(words)) {
      const phrase = said.get(key);
      if (seen.has(key)) mistakes.push(`${file} says once more: ${key}`);
      else if (!phrase) mistakes.push(`${file} has words that nothing says: ${key}`);
      else mistakes.push(...formMistakes(language, phrase, translation).map((mistake) => `${file} ${mistake}: ${key}`));
      seen.add(key);
    }
  }
  const missing = [...said.values()].filter(({ key }) => !seen.has(key));
  return [...mistakes, ...missing.map(({ key, file }) => `src/words/${language}/ lacks, for ${file}: ${key}`)];
}

function formMistakes(language: Language, { key, isPlural }: SaidPhrase, translation: Translation): string[] {
  if (typeof translation !== 'object') {
    const mustHaveForms = isPlural && categories(language).length > 1;
    return mustHaveForms ? ['has one form where a number decides'] : wordingMistakes(key, translation, false);
  }
  if (!isPlural) return ['has forms where no number decides'];
  const wanted = categories(language);
  const has = Object.keys(translation);
  const differs = wanted.some((category) => !has.includes(category)) || has.length !== wanted.length;
  if (differs) return [`wants the forms ${wanted.join(', ')}`];
  return Object.entries(translation).flatMap(([category, form]) => wordingMistakes(key, form, category !== 'other'));
}

/** @param mayOmit a form such as "one" may say "a piece" without its number */
function wordingMistakes(key: string, translation: string | undefined, mayOmit: boolean): string[] {
  if (!translation?.trim()) return ['says nothing'];
  const placesOf = (text: string): string[] => (text.match(/\{\d\}/g) ?? []).sort();
  const marksOf = (text: string) => (text.match(/<\/?[a-z]+>/g) ?? []).sort();
  const [wanted, has] = [placesOf(key), placesOf(translation)];
  const differs = mayOmit ? has.some((place) => !wanted.includes(place)) : wanted.join() !== has.join();
  const marks = marksOf(key).join() === marksOf(translation).join();
  return [...(differs ? ['has other values'] : []), ...(marks ? [] : ['has other marks'])];
}

/** Those that whole numbers below a million need. */
function categories(language: Language): readonly string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, number) => rules.select(number)))].sort();
}
