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
 * the calendar in UTC, to the same time of day; a span that begins on 29 February ends
 * on 1 March where there is no 29th, so that it is never shorter than it says.
 */
export function endOf(startsAt: number, span: Duration): number {
  if (span.days !== undefined) return startsAt + span.days * dayMilliseconds;
  if (span.minutes !== undefined) return startsAt + span.minutes * 60_000;
  const end = new Date(startsAt);
  end.setUTCFullYear(end.getUTCFullYear() + (span.years ?? 0));
  return end.getTime();
}

/**
 * The latest start whose span is over at `now`: what has started at or before it is due.
 * The exact inverse of `endOf`, leap days included.
 */
export function latestStartOver(now: number, span: Duration): number {
  if (span.days !== undefined) return now - span.days * dayMilliseconds;
  if (span.minutes !== undefined) return now - span.minutes * 60_000;
  const start = new Date(now);
  start.setUTCFullYear(start.getUTCFullYear() - (span.years ?? 0));
  // From 29 February back to a year without one, the calendar slips to 1 March, whose own span ends a day later.
  return endOf(start.getTime(), span) > now ? start.getTime() - dayMilliseconds : start.getTime();
}

/** "7 years", "30 days", "1 year". */
export function durationInWords(span: Duration): string {
  const [unit = 'days', count = 0] = Object.entries(span).find(([, value]) => value !== undefined) ?? [];
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
