/** Days and hours of the counters: UTC, milliseconds since the epoch. */

export const hourMilliseconds = 60 * 60_000;
export const dayMilliseconds = 24 * hourMilliseconds;

export function startOfDay(ms: number): number {
  return Math.floor(ms / dayMilliseconds) * dayMilliseconds;
}

export function startOfHour(ms: number): number {
  return Math.floor(ms / hourMilliseconds) * hourMilliseconds;
}

/** YYYY-MM-DD */
export function dayName(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
