const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "1 December 2026", of UTC: in letters and on requests a day is the same for whoever reads it. */
export function dayInWords(instant: string | number): string {
  return day.format(new Date(instant));
}
