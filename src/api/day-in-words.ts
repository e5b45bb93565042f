import { locale } from '../words/language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "1 December 2026", of UTC: in letters and on requests a day is the same for whoever reads it. */
export function dayInWords(instant: string | number): string {
  const format = formats.get(locale()) ?? formatOf(locale());
  return format.format(new Date(instant));
}

function formatOf(place: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  formats.set(place, format);
  return format;
}
