/**
 * The language that is spoken here and now, and its words. In a browser the page says it; while pages are built, and
 * in the Worker, whoever begins to answer does (in-language.ts).
 */
import type { Language } from '../languages.ts';

/** A phrase in English, whitespace made single, and what it is in another language. */
export type Words = Readonly<Record<string, Translation>>;

/** Where a number decides, a form for each category of plural that the language has. Source: `Intl.PluralRules`. */
export type Translation = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface Speech {
  readonly language: Language;
  readonly words: Words;
}

const english: Speech = { language: 'en', words: {} };

let ofPage: Speech | undefined;
let speech = (): Speech => (ofPage ??= readPage());

/** Every page says its language, and brings the words of its scripts (every-language.ts). */
function readPage(): Speech {
  const page = (globalThis as { document?: PageOfWords }).document;
  if (!page) return english;
  const language = page.documentElement.lang.slice(0, 2) as Language;
  return { language, words: JSON.parse(page.getElementById('words')?.textContent ?? '{}') };
}

/** What is read of a browser's document. */
interface PageOfWords {
  readonly documentElement: { readonly lang: string };
  getElementById(id: string): { readonly textContent: string | null } | null;
}

/** Told once, by the place that the program runs in. */
export function speakAs(source: () => Speech): void {
  speech = source;
}

export function language(): Language {
  return speech().language;
}

export function words(): Words {
  return speech().words;
}

/** For `Intl`: days and numbers are written as this language writes them. */
export function locale(): string {
  return language() === 'en' ? 'en-GB' : language();
}
