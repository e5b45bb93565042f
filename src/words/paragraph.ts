import { language } from './language.ts';

/** What stands between two sentences: a space, where the language has spaces. */
export function betweenSentences(): string {
  return /ja|zh/.test(language()) ? '' : ' ';
}

/** Sentences after each other, those that there are. */
export function paragraph(sentences: readonly (string | undefined)[]): string {
  return sentences.filter(Boolean).join(betweenSentences());
}
