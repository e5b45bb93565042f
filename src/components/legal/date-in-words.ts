const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** From an ISO 8601 date, "2026-11-23", to "23 November 2026". */
export function dateInWords(date: string): string {
  return words.format(new Date(`${date}T00:00:00Z`));
}
