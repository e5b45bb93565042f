import { language, locale } from './language.ts';

/** "7 days" in the language that is spoken. */
export function inUnits(count: number, unit: 'minute' | 'hour' | 'day' | 'year'): string {
  const words = new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  // In a Japanese sentence nothing stands between a figure and what it counts.
  return language() === 'ja' ? words.replace(/\s/, '') : words;
}
