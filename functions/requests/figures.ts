import type { KindFigures } from '../../src/api/desk-answers.ts';
import type { Shop } from '../shop.ts';
import { selectFigures } from './figures/queries.ts';

/** A span of time, milliseconds since the epoch; `until` is the first instant that is not in it. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** For the house and its yearly report: what was asked in the period, what came of it, and how long that took. */
export function countRequests({ database }: Pick<Shop, 'database'>, { from, until }: Period): Promise<KindFigures[]> {
  return selectFigures(database, from, until);
}

/** A year of UTC. */
export function yearOf(year: number): Period {
  return { from: Date.UTC(year, 0, 1), until: Date.UTC(year + 1, 0, 1) };
}
