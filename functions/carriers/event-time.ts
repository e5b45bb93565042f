const written = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * When a scan was, in milliseconds since the epoch; null when the text is no time. DHL may give the hour of the place
 * without its zone. It is then taken as late as a clock anywhere on earth shows it (UTC−12), and no later than it was
 * told: the days to withdraw begin with a delivery, and must not begin too early.
 *
 * @param now when it was told, milliseconds since the epoch
 */
export function instantOf(text: string, now: number): number | null {
  const found = written.exec(text);
  if (!found) return null;
  const isZoned = found[1] !== undefined;
  const instant = Date.parse(isZoned ? text : `${text}-12:00`);
  if (Number.isNaN(instant)) return null;
  return isZoned ? instant : Math.min(instant, now);
}
