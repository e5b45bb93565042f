import { locale } from '../../words/language.ts';

/** From an ISO 8601 date, "2026-11-23", to "23 November 2026". */
export function dateInWords(date: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}
