/** For Node and the Worker, where one program speaks to many at once: each answer has its own language. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '../languages.ts';
import { type Speech, speakAs, type Words } from './language.ts';

const speeches = new AsyncLocalStorage<Speech>();

const english: Speech = { language: 'en', words: {} };

/** Whatever `act` says, and what it sets going, is in that language. */
export type InLanguage = <Result>(language: Language, act: () => Result) => Result;

/** That which is spoken here; undefined where nothing is asked in one: by Stripe, a carrier, the desk, the schedule. */
export function languageAsked(): Language | undefined {
  return speeches.getStore()?.language;
}

/** @param wordsOf what each language but English says */
export function speaker(wordsOf: (language: Language) => Words): InLanguage {
  speakAs(() => speeches.getStore() ?? english);
  return (language, act) => speeches.run(language === 'en' ? english : { language, words: wordsOf(language) }, act);
}
