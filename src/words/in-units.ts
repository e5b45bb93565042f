import { language, locale } from './language.ts';

/** "30 minutes"; from two hours on, in hours, the one that has begun counted whole. */
export function minutesInWords(minutes: number): string {
  return minutes < 120 ? inUnits(minutes, 'minute') : inUnits(Math.ceil(minutes / 60), 'hour');
}

/** "7 days" in the language that is spoken. */
export function inUnits(count: number, unit: 'minute' | 'hour' | 'day' | 'year'): string {
  const words = new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  // In a Japanese sentence nothing stands between a figure and what it counts.
  return language() === 'ja' ? words.replace(/\s/, '') : words;
}
