import type { D1Database } from '@cloudflare/workers-types';
import { figureNames, type PublicFigures } from '../../../src/api/page-view-answers.ts';
import type { Shop } from '../../shop.ts';
import { dayMilliseconds, dayName } from '../days.ts';
import { seriesMade } from './describe-figures.ts';
import { fillSeries } from './fill-series.ts';
import {
  type FoldedRow,
  type FrozenDays,
  type SeriesRow,
  selectFirstDay,
  selectFolded,
  selectFrozenDays,
  selectSeries,
  selectValues,
  type ValueRow,
} from './queries.ts';
import type { FigurePeriod } from './read-period.ts';
import { shapeFigures, shownValues, totalsOf } from './shape-figures.ts';
import { daysOf, namesOf } from './view-figures.ts';

/**
 * Frozen days alone, in which nobody can be singled out: what of the period is not frozen is not told, not even that
 * it was counted. Without a period, the month of the newest frozen day.
 */
export async function viewPublicFigures(
  { analytics, now }: Pick<Shop, 'analytics' | 'now'>,
  asked: FigurePeriod | undefined,
): Promise<PublicFigures> {
  const [since, available] = await Promise.all([selectFirstDay(analytics), selectFrozenDays(analytics)]);
  const period = asked ?? newestMonth(available?.last ?? now);
  const days = (await daysOf(analytics, period.from, period.until)).filter(({ frozenAt }) => frozenAt !== null);
  const frozen = days.map(({ startsAt }) => startsAt);
  const { rows, values, folded } = await readFrozen(analytics, period, frozen);
  return {
    ...namesOf(period),
    ...(since === null ? {} : { since: dayName(since) }),
    ...(available ? { available: daysBetween(available) } : {}),
    frozenDays: frozen.length,
    made: seriesMade,
    totals: totalsOf(values).now,
    series: fillSeries(period, { by: 'day', rows: rows.filter(({ startsAt }) => frozen.includes(startsAt)), days }),
    figures: shapeFigures({ values, folded, isCompared: false, hasFrozen: frozen.length > 0 }),
  };
}

/** From the first of the month in which the instant lies to its last. */
function newestMonth(instant: number): FigurePeriod {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: Date.UTC(year, month, 1), until: Date.UTC(year, month + 1, 1) };
}

function daysBetween({ first, last }: FrozenDays): { readonly from: string; readonly to: string } {
  return namesOf({ from: first, until: last + dayMilliseconds });
}

async function readFrozen(analytics: D1Database, { from, until }: FigurePeriod, days: readonly number[]) {
  const [rows, values, folded] = await analytics.batch([
    selectSeries(analytics, { period: 'day', from, until }),
    selectValues(analytics, { dimensions: ['all', ...figureNames], days, from, limit: shownValues }),
    selectFolded(analytics, figureNames, days),
  ]);
  // A batch has one type for all its statements; each has the rows of its own.
  return {
    rows: (rows?.results ?? []) as SeriesRow[],
    values: (values?.results ?? []) as ValueRow[],
    folded: (folded?.results ?? []) as FoldedRow[],
  };
}
