const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "24 November 2026", in UTC. */
export function dayOf(instant: number): string {
  return day.format(instant);
}
