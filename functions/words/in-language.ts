import words from 'house:worker-words';
import { speaker } from '../../src/words/in-language.ts';

/** Answers and letters are written in here, each in the language of whoever it is for. */
export const inLanguage = speaker((language) => words[language] ?? {});
