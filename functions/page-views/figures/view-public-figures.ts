import { seriesMade } from '../../../src/api/figure-made.ts';
import type { PublicFigures } from '../../../src/api/page-view-answers.ts';
import type { Shop } from '../../shop.ts';
import { dayMilliseconds, dayName } from '../days.ts';
import { fillSeries } from './fill-series.ts';
import { type FrozenDays, selectFirstDay, selectFrozenDays } from './queries.ts';
import { readCounters } from './read-counters.ts';
import type { FigurePeriod } from './read-period.ts';
import { shapeFigures, totalsOf } from './shape-figures.ts';
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
  const { rows, values, folded } = await readCounters(analytics, {
    ...period,
    by: 'day',
    earliest: period.from,
    days: frozen,
    frozen,
  });
  return {
    ...namesOf(period),
    ...(since === null ? {} : { since: dayName(since) }),
    ...(available ? { available: daysBetween(available) } : {}),
    frozenDays: frozen.length,
    made: seriesMade(),
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
