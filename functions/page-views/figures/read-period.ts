import { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import { problem } from '../../problem.ts';
import { dayMilliseconds } from '../days.ts';

/** How many days one look may take in, where they are shown by the day and by the hour. */
export const longestDays = { day: 366, hour: 31 } as const;

/** Whole days of UTC, milliseconds since the epoch; `until` is the first instant that is not in it. */
export interface FigurePeriod {
  readonly from: number;
  readonly until: number;
}

export interface FigureWish extends FigurePeriod {
  readonly by: 'day' | 'hour';
  readonly isCompared: boolean;
}

const day = z.iso
  .date()
  .refine((text) => text >= '2020' && text < '2100')
  .transform((text) => Date.parse(text));

const staffQuery = z.strictObject({
  from: day,
  to: day,
  by: z.enum(['day', 'hour']).default('day'),
  compare: z.literal('previous').optional(),
});

const publicQuery = z.strictObject({ from: day, to: day });

/** What the desk asks for, or why it can't be had. */
export function readWish(query: Readonly<Record<string, string>>): FigureWish | Problem {
  const parsed = staffQuery.safeParse(query);
  if (!parsed.success) return notRead(parsed.error);
  const { from, to, by, compare } = parsed.data;
  return periodOf(from, to, by) ?? { from, until: to + dayMilliseconds, by, isCompared: compare !== undefined };
}

/** The period that everybody may ask for; undefined where none is named. */
export function readPublicPeriod(query: Readonly<Record<string, string>>): FigurePeriod | Problem | undefined {
  if (Object.keys(query).length === 0) return undefined;
  const parsed = publicQuery.safeParse(query);
  if (!parsed.success) return notRead(parsed.error);
  const { from, to } = parsed.data;
  return periodOf(from, to, 'day') ?? { from, until: to + dayMilliseconds };
}

/** Why the days make no period, or undefined. */
function periodOf(from: number, to: number, by: FigureWish['by']): Problem | undefined {
  if (to < from) return refusal('The last day is before the first one.');
  const days = (to - from) / dayMilliseconds + 1;
  const longest = longestDays[by];
  if (days <= longest) return undefined;
  return refusal(`By the ${by}, at most ${longest} days can be seen at once; these are ${days}.`);
}

function notRead(error: z.ZodError): Problem {
  const known = ['from', 'to', 'by', 'compare'];
  const wrong = error.issues.flatMap(({ path }) => path.map(String)).filter((name) => known.includes(name));
  const what = wrong.length > 0 ? `What is not right: ${[...new Set(wrong)].join(', ')}. ` : '';
  return refusal(`${what}Days are written as 2026-11-26, and nothing else may be asked for than is described.`);
}

function refusal(detail: string): Problem {
  return problem('invalid-request', 'There are no figures for this period.', detail);
}
