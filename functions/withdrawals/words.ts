import { locale } from '../../src/words/language.ts';

const exact = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
} as const;

/** "26 November 2026 at 23:59:07 UTC": a date and a time that can be proved with. */
export function instantInWords(instant: string | number): string {
  return `${new Intl.DateTimeFormat(locale(), exact).format(new Date(instant))} UTC`;
}

const day = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
} as const;

/** Of a date of the calendar, `2026-12-10`: "Thursday 10 December 2026". */
export function dateInWords(date: string): string {
  return new Intl.DateTimeFormat(locale(), day).format(new Date(`${date}T00:00:00Z`));
}
