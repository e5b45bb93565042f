import { language } from './language.ts';

/** Words that begin with a capital by themselves, within a sentence. German writes its nouns large wherever they stand. */
export function inSentence(words: string): string {
  return language() === 'de' ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
