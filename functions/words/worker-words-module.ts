import { readPhrases } from '../../src/words/read-phrases.ts';
import { wordsFor } from '../../src/words/read-words.ts';
import { houseModule } from '../page-views/house-module.ts';

/** The words that the Worker says, in each language but English, for the Worker. */
export const workerWordsModule = () => houseModule('house:worker-words', workerWords);

/** Of what pages and their scripts alone say it needs nothing. */
const ofPages = /^src\/(browser|components|layouts|pages)\//;

async function workerWords(project: string) {
  const phrases = await readPhrases(project);
  return wordsFor(project, new Set(phrases.filter(({ file }) => !ofPages.test(file)).map(({ key }) => key)));
}
