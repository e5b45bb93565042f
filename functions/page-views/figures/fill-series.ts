import type { FigurePoint, ViewCounts } from '../../../src/api/page-view-answers.ts';
import { dayMilliseconds, hourMilliseconds, startOfDay, startOfHour } from '../days.ts';
import type { CountColumns, CountedDayRow, SeriesRow } from './queries.ts';
import type { FigurePeriod } from './read-period.ts';

export const nothing: ViewCounts = { views: 0, visits: 0, timedViews: 0, milliseconds: 0 };

interface Stored {
  readonly by: 'day' | 'hour';
  readonly rows: readonly SeriesRow[];
  readonly days: readonly CountedDayRow[];
}

/** Every day or hour of the period, with what is known of it: a day without views is told from one that nobody counted. */
export function fillSeries({ from, until }: FigurePeriod, { by, rows, days }: Stored): FigurePoint[] {
  const step = by === 'day' ? dayMilliseconds : hourMilliseconds;
  const counts = new Map(rows.map((row) => [row.startsAt, countsOf(row)]));
  const counted = new Map(days.map((day) => [day.startsAt, day]));
  return Array.from({ length: (until - from) / step }, (_, place) => {
    const at = from + place * step;
    return point(at, counted.get(startOfDay(at)), counts.get(at));
  });
}

/** The columns that the house counts by, and nothing else that the row has. */
export function countsOf({ views, visits, timedViews, milliseconds }: CountColumns): ViewCounts {
  return { views, visits, timedViews, milliseconds };
}

export function addCounts(all: readonly ViewCounts[]): ViewCounts {
  return all.reduce(
    (sum, each) => ({
      views: sum.views + each.views,
      visits: sum.visits + each.visits,
      timedViews: sum.timedViews + each.timedViews,
      milliseconds: sum.milliseconds + each.milliseconds,
    }),
    nothing,
  );
}

function point(at: number, day: CountedDayRow | undefined, counts: ViewCounts | undefined): FigurePoint {
  const startsAt = new Date(at).toISOString();
  if (day === undefined) return { startsAt, state: 'not-counted' };
  if (day.frozenAt !== null) return counts ? { startsAt, state: 'frozen', counts } : { startsAt, state: 'folded' };
  if (counts) return { startsAt, state: 'counted', counts };
  // Nothing was seen then, or it has not been counted yet.
  return at < startOfHour(day.countedAt)
    ? { startsAt, state: 'counted', counts: nothing }
    : { startsAt, state: 'not-counted' };
}
