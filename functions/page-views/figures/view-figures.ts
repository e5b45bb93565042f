import type { D1Database } from '@cloudflare/workers-types';
import { seriesMade } from '../../../src/api/figure-made.ts';
import type { FiguresBefore, PageViewFigures } from '../../../src/api/page-view-answers.ts';
import type { Shop } from '../../shop.ts';
import { dayMilliseconds, dayName } from '../days.ts';
import { fillSeries } from './fill-series.ts';
import { type CountedDayRow, selectCountedDays, selectFirstDay } from './queries.ts';
import { readCounters } from './read-counters.ts';
import type { FigurePeriod, FigureWish } from './read-period.ts';
import { shapeFigures, totalsOf } from './shape-figures.ts';
import { viewToday } from './view-today.ts';

/** All that is counted of a period, frozen or not, for the house. */
export async function viewFigures(
  { analytics, now }: Pick<Shop, 'analytics' | 'now'>,
  wish: FigureWish,
): Promise<PageViewFigures> {
  const earliest = wish.isCompared ? before(wish).from : wish.from;
  const [since, days, today] = await Promise.all([
    selectFirstDay(analytics),
    daysOf(analytics, earliest, wish.until),
    viewToday({ analytics, now }),
  ]);
  const frozen = frozenIn(wish, days);
  const { rows, values, folded } = await readCounters(analytics, {
    by: wish.by,
    from: wish.from,
    earliest,
    until: wish.until,
    days: days.map(({ startsAt }) => startsAt),
    frozen,
  });
  const totals = totalsOf(values);
  const series = (period: FigurePeriod) => fillSeries(period, { by: wish.by, rows, days });
  const { from, to } = namesOf(wish);
  return {
    from,
    to,
    by: wish.by,
    ...(since === null ? {} : { since: dayName(since) }),
    frozenDays: frozen.length,
    made: seriesMade(),
    totals: totals.now,
    series: series(wish),
    ...(wish.isCompared
      ? { before: { ...namesOf(before(wish)), totals: totals.before, series: series(before(wish)) } }
      : {}),
    figures: shapeFigures({
      values,
      folded,
      isCompared: wish.isCompared,
      hasFrozen: days.some(({ frozenAt }) => frozenAt !== null),
    }),
    today,
  } satisfies PageViewFigures & { before?: FiguresBefore };
}

/** The period as its two days. */
export function namesOf({ from, until }: FigurePeriod): { readonly from: string; readonly to: string } {
  return { from: dayName(from), to: dayName(until - dayMilliseconds) };
}

export async function daysOf(analytics: D1Database, from: number, until: number): Promise<CountedDayRow[]> {
  return (await selectCountedDays(analytics, from, until).all<CountedDayRow>()).results;
}

/** Of as many days, up to the day before. */
function before({ from, until }: FigurePeriod): FigurePeriod {
  return { from: from - (until - from), until: from };
}

function frozenIn({ from }: FigurePeriod, days: readonly CountedDayRow[]): number[] {
  return days.filter((day) => day.frozenAt !== null && day.startsAt >= from).map(({ startsAt }) => startsAt);
}
