import type { D1Database } from '@cloudflare/workers-types';
import { figureNames } from '../../../src/api/page-view-answers.ts';
import { type FoldedRow, type SeriesRow, selectFolded, selectSeries, selectValues, type ValueRow } from './queries.ts';
import { shownValues } from './shape-figures.ts';

export interface CountersAsked {
  /** What a point of the series is. */
  readonly by: 'day' | 'hour';
  /** Milliseconds since the epoch: where the period begins; what lies before is of the one that it is compared with. */
  readonly from: number;
  /** Where the series begins: there, or with the period before. */
  readonly earliest: number;
  readonly until: number;
  /** The days whose values are added up. */
  readonly days: readonly number[];
  /** Of the period's days those of which something was folded. */
  readonly frozen: readonly number[];
}

/** The series, the values of each figure and what was folded, as of one moment. */
export async function readCounters(analytics: D1Database, { by, from, earliest, until, days, frozen }: CountersAsked) {
  const [rows, values, folded] = await analytics.batch([
    selectSeries(analytics, { period: by, from: earliest, until }),
    selectValues(analytics, { dimensions: ['all', ...figureNames], days, from, limit: shownValues }),
    selectFolded(analytics, figureNames, frozen),
  ]);
  // A batch has one type for all its statements; each has the rows of its own.
  return {
    rows: (rows?.results ?? []) as SeriesRow[],
    values: (values?.results ?? []) as ValueRow[],
    folded: (folded?.results ?? []) as FoldedRow[],
  };
}
