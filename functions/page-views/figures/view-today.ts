import type { PresentVisits, TodayFigures } from '../../../src/api/page-view-answers.ts';
import type { Shop } from '../../shop.ts';
import { dayMilliseconds, hourMilliseconds, startOfDay, startOfHour } from '../days.ts';
import { longestViewMilliseconds } from '../page-view.ts';
import { presentMade, todayMade } from './describe-figures.ts';
import { addCounts, countsOf } from './fill-series.ts';
import { type CountedDayRow, countPresent, type SeriesRow, selectCountedDays, selectSeries } from './queries.ts';

const weekMilliseconds = 7 * dayMilliseconds;
/** As long as somebody counts as being here after they were last seen. */
const presentMilliseconds = 5 * 60_000;

/** The full hours of today that are counted, against the same hours a week ago. */
export async function viewToday({ analytics, now }: Pick<Shop, 'analytics' | 'now'>): Promise<TodayFigures> {
  const today = startOfDay(now);
  const hours = (from: number, until: number) => selectSeries(analytics, { period: 'hour', from, until });
  const [days, ofToday, ofThatDay] = await analytics.batch([
    selectCountedDays(analytics, today, today + dayMilliseconds),
    hours(today, startOfHour(now)),
    hours(today - weekMilliseconds, startOfHour(now) - weekMilliseconds),
  ]);
  // A batch has one type for all its statements; each has the rows of its own.
  const rows = (ofToday?.results ?? []) as SeriesRow[];
  const rowsBefore = (ofThatDay?.results ?? []) as SeriesRow[];
  const [day] = (days?.results ?? []) as CountedDayRow[];
  const until = Math.min(startOfHour(now), day ? startOfHour(day.countedAt) : today);
  const before = (row: SeriesRow) => row.startsAt + hourMilliseconds <= until;
  return {
    made: todayMade,
    until: new Date(until).toISOString(),
    today: addCounts(rows.filter(before).map(countsOf)),
    weekAgo: addCounts(
      rowsBefore.filter((row) => before({ ...row, startsAt: row.startsAt + weekMilliseconds })).map(countsOf),
    ),
  };
}

/** How many visits are here now. Nothing of any of them leaves the database. */
export async function viewPresent({ analytics, now }: Pick<Shop, 'analytics' | 'now'>): Promise<PresentVisits> {
  const seenAfter = now - presentMilliseconds;
  const openedAfter = seenAfter - longestViewMilliseconds;
  return { made: presentMade, visits: await countPresent(analytics, { openedAfter, seenAfter }) };
}
