import { locale } from '../words/language.ts';

/** Made when first asked for: it takes a slow phone a tenth of a second, and most pages have no day to write. */
let day: Intl.DateTimeFormat | undefined;

/** From an ISO 8601 instant: "24 November 2026", as it was where the reader is. */
export function dayInWords(instant: string): string {
  day ??= new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' });
  return day.format(new Date(instant));
}
