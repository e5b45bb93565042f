import { language } from './language.ts';

/** Sentences after each other, those that there are: with a space between where the language has spaces. */
export function paragraph(sentences: readonly (string | undefined)[]): string {
  const hasNoSpaces = language() === 'ja' || language() === 'zh';
  return sentences.filter(Boolean).join(hasNoSpaces ? '' : ' ');
}
