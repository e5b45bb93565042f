/** Months as YYYY-MM, of UTC. */

/** The month that the page's address names, or undefined. */
export function monthAsked(search: string): string | undefined {
  const month = new URLSearchParams(search).get('month') ?? '';
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined;
}

/** Every month from that of the first day to that of the last one, the newest first. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let at = numberOf(to); at >= numberOf(from); at -= 1) months.push(nameOf(at));
  return months;
}

/** What the Worker is asked for: the month's days. */
export function questionOfMonth(month: string): string {
  const last = new Date(Date.parse(`${nameOf(numberOf(month) + 1)}-01`) - 1).toISOString().slice(0, 10);
  return `?${new URLSearchParams({ from: `${month}-01`, to: last })}`;
}

/** Months counted from the year 0, so that they can be added to. */
function numberOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function nameOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
