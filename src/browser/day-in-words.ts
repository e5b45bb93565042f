const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** From an ISO 8601 instant: "24 November 2026", as it was where the reader is. */
export function dayInWords(instant: string): string {
  return day.format(new Date(instant));
}
