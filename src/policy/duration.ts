import { z } from 'zod';

/** A span of the calendar: exactly one unit, a whole number of it. */
export const duration = z
  .strictObject({
    years: z.int().positive().optional(),
    days: z.int().positive().optional(),
    minutes: z.int().positive().optional(),
  })
  .refine((span) => Object.values(span).filter((count) => count !== undefined).length === 1, {
    error: 'A duration has one unit, such as { days: 30 } or { years: 7 }.',
  });

export type Duration = z.output<typeof duration>;

const dayMilliseconds = 24 * 60 * 60_000;

/**
 * The first instant after the span, in milliseconds since the epoch. Years are years of
 * the calendar in UTC, to the same time of day. A span that begins on 29 February ends,
 * where there is no 29th, with the last moment of 28 February, as Regulation 1182/71,
 * Article 3(2)(c), counts years: its first instant after is 1 March, 00:00. So a later
 * start never ends earlier.
 */
export function endOf(startsAt: number, span: Duration): number {
  if (span.days !== undefined) return startsAt + span.days * dayMilliseconds;
  if (span.minutes !== undefined) return startsAt + span.minutes * 60_000;
  const end = moveYears(startsAt, span.years ?? 0);
  return hasSlipped(startsAt, end) ? startOfDay(end) : end;
}

/**
 * The latest start whose span is over at `now`: what has started at or before it is due,
 * and nothing else is. The exact inverse of `endOf`, leap days included.
 */
export function latestStartOver(now: number, span: Duration): number {
  if (span.days !== undefined) return now - span.days * dayMilliseconds;
  if (span.minutes !== undefined) return now - span.minutes * 60_000;
  const start = moveYears(now, -(span.years ?? 0));
  // On 29 February all of 28 February's spans are over, and none of 1 March's.
  return hasSlipped(now, start) ? startOfDay(start) - 1 : start;
}

function moveYears(instant: number, years: number): number {
  const moved = new Date(instant);
  return moved.setUTCFullYear(moved.getUTCFullYear() + years);
}

/** From 29 February to a year without one, the calendar slips to 1 March. */
function hasSlipped(from: number, to: number): boolean {
  return new Date(from).getUTCMonth() !== new Date(to).getUTCMonth();
}

function startOfDay(instant: number): number {
  return new Date(instant).setUTCHours(0, 0, 0, 0);
}

/** "7 years", "30 days", "1 year". */
export function durationInWords(span: Duration): string {
  const [unit = 'days', count = 0] = Object.entries(span).find(([, value]) => value !== undefined) ?? [];
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
