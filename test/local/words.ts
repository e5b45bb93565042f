/**
 * npm run words                     says what is wrong with the words of each language
 * npm run words -- missing fr       writes what French lacks, as JSON to fill in; a second word says of which files
 * npm run words -- tidy             puts away what nothing says any more
 */
import { writeFile } from 'node:fs/promises';
import { isLanguage, type Language } from '../../src/languages.ts';
import { wordMistakes } from '../../src/words/check-words.ts';
import { readPhrases } from '../../src/words/read-phrases.ts';
import { readWords, readWordsFiles, translated } from '../../src/words/read-words.ts';

const project = process.cwd();

async function missing(language: Language, files: string): Promise<void> {
  const known = await readWords(project, language);
  const phrases = await readPhrases(project);
  const lacking = phrases.filter(({ key, file }) => known[key] === undefined && file.startsWith(files));
  const forms = Object.fromEntries(
    new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((name) => [name, '']),
  );
  console.log(
    JSON.stringify(Object.fromEntries(lacking.map(({ key, isPlural }) => [key, isPlural ? forms : ''])), null, 2),
  );
}

async function tidy(): Promise<void> {
  const said = new Set((await readPhrases(project)).map(({ key }) => key));
  for (const language of translated) {
    for (const { file, words } of await readWordsFiles(project, language)) {
      const kept = Object.fromEntries(Object.entries(words).filter(([key]) => said.has(key)));
      await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
    }
  }
}

const [act, language, files = ''] = process.argv.slice(2);
if (act === 'missing' && isLanguage(language)) await missing(language, files);
else if (act === 'tidy') await tidy();
else {
  const mistakes = await wordMistakes(project);
  console.log([...mistakes, `${mistakes.length} mistakes.`].join('\n'));
  if (mistakes.length > 0) process.exitCode = 1;
}
