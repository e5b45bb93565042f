import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { dayMilliseconds } from '../days.ts';
import { type Dimension, otherValue, productPrefix } from '../dimensions.ts';
import { valueIn, visitedText } from '../recount/queries.ts';

export interface Figures {
  readonly views: number;
  readonly visits: number;
  readonly timedViews: number;
  readonly milliseconds: number;
}

/** A counter of one dimension. */
export interface Cell extends Figures {
  readonly period: 'hour' | 'day';
  readonly startsAt: number;
  readonly value: string;
}

/** Rows that are counted together: of one hour or of all those that don't stand alone, and so of values. */
export interface Block extends Figures {
  /** null: every hour that doesn't stand alone. */
  readonly hour: number | null;
  /** null: every value that doesn't. */
  readonly value: string | null;
  /** Of a product's page, where that is asked for; else false. */
  readonly isProduct: boolean;
  /** Visits of which a time is known. */
  readonly timedVisits: number;
}

/** The oldest day that is over and not done with: not frozen, or with rows that are left. */
export function selectDueDay(
  analytics: D1Database,
  lastDay: number,
): Promise<{ readonly startsAt: number; readonly frozenAt: number | null } | null> {
  return analytics
    .prepare(
      `WITH due (starts_at) AS (
         SELECT * FROM (SELECT starts_at FROM counted_days WHERE frozen_at IS NULL AND starts_at <= ?1
           ORDER BY starts_at LIMIT 1)
         UNION
         SELECT * FROM (SELECT opened_at - opened_at % 86400000 FROM page_views WHERE opened_at < ?1 + 86400000
           ORDER BY opened_at LIMIT 1)
       )
       SELECT due.starts_at AS startsAt, counted_days.frozen_at AS frozenAt
       FROM due LEFT JOIN counted_days ON counted_days.starts_at = due.starts_at
       ORDER BY due.starts_at LIMIT 1`,
    )
    .bind(lastDay)
    .first<{ startsAt: number; frozenAt: number | null }>();
}

/** ?n the day: two runs at once do no harm, and what is frozen stays as it is. */
const isNotFrozen = (day: string) =>
  `EXISTS (SELECT 1 FROM counted_days WHERE starts_at = ${day} AND frozen_at IS NULL)`;

/** From here on no row is let into the day, and each of its hours is to be counted for the last time. */
export async function closeDay(analytics: D1Database, day: number, now: number): Promise<void> {
  await analytics.batch([
    analytics
      .prepare(
        `INSERT INTO counted_days (starts_at, counted_at, closed_at) VALUES (?1, ?2, ?2)
         ON CONFLICT (starts_at) DO UPDATE SET closed_at = coalesce(closed_at, excluded.closed_at)`,
      )
      .bind(day, now),
    analytics
      .prepare(
        `INSERT INTO touched_hours (starts_at)
         SELECT DISTINCT opened_at - opened_at % 3600000 FROM page_views
         WHERE opened_at >= ?1 AND opened_at < ?2 AND ${isNotFrozen('?1')}
         ON CONFLICT (starts_at) DO NOTHING`,
      )
      .bind(day, day + dayMilliseconds),
  ]);
}

/** A dimension's counters of the day and of its hours. */
export async function selectCells(
  analytics: D1Database,
  dimension: Dimension | 'funnel',
  day: number,
): Promise<Cell[]> {
  const { results } = await analytics
    .prepare(
      `SELECT period, starts_at AS startsAt, value, views, visits, timed_views AS timedViews, milliseconds
       FROM counters
       WHERE dimension = ?1 AND ((period = 'day' AND starts_at = ?2)
         OR (period = 'hour' AND starts_at >= ?2 AND starts_at < ?3))
       ORDER BY period, starts_at, value`,
    )
    .bind(dimension, day, day + dayMilliseconds)
    .all<Cell>();
  return results;
}

/** What is counted together when these hours and these values stand alone, each with its own number of visits. */
export async function selectBlocks(
  analytics: D1Database,
  day: number,
  dimension: Dimension,
  alone: { readonly hours: readonly number[]; readonly values: readonly string[]; readonly splitsProducts: boolean },
): Promise<Block[]> {
  const { results } = await analytics
    .prepare(
      `WITH ${visitedText}, valued AS (SELECT hour, session, milliseconds, path, ${valueIn('?3')} AS value FROM visited),
       placed AS (
         SELECT CASE WHEN hour IN (SELECT value FROM json_each(?4)) THEN hour END AS hour,
           CASE WHEN value IN (SELECT value FROM json_each(?5)) THEN value END AS value,
           ?6 AND substr(path, 1, ${productPrefix.length}) = '${productPrefix}' AS is_product, session, milliseconds
         FROM valued
       )
       SELECT hour, value, is_product, count(*) AS views, count(DISTINCT session) AS visits,
         count(*) FILTER (WHERE milliseconds > 0) AS timed_views,
         count(DISTINCT CASE WHEN milliseconds > 0 THEN session END) AS timed_visits, sum(milliseconds) AS milliseconds
       FROM placed GROUP BY hour, value, is_product`,
    )
    .bind(
      day,
      day + dayMilliseconds,
      dimension,
      JSON.stringify(alone.hours),
      JSON.stringify(alone.values),
      Number(alone.splitsProducts),
    )
    .all<Record<'views' | 'visits' | 'timed_views' | 'timed_visits' | 'milliseconds', number> & BlockKey>();
  return results.map(({ is_product, timed_views, timed_visits, ...rest }) => ({
    ...rest,
    isProduct: is_product === 1,
    timedViews: timed_views,
    timedVisits: timed_visits,
  }));
}

interface BlockKey {
  readonly hour: number | null;
  readonly value: string | null;
  readonly is_product: number;
}

/** What stands alone of a dimension, and what the rest of it amounts to. */
export interface FoldedDimension {
  readonly dimension: Dimension | 'funnel';
  readonly dayValues: readonly string[];
  readonly dayOther: Figures | undefined;
  /** The hours and the values that stand alone together: a whole table of them. */
  readonly hourCells: readonly { readonly hours: readonly number[]; readonly values: readonly string[] }[];
  readonly hourOther: ReadonlyMap<number, Figures>;
}

/**
 * Folds the day and freezes it, in one transaction: nobody ever reads a day that is folded by half.
 *
 * @param keepsTime false where so few visits have a time that their sum would be somebody's
 */
export async function replaceByFold(
  analytics: D1Database,
  day: number,
  folded: readonly FoldedDimension[],
  { now, keepsTime }: { readonly now: number; readonly keepsTime: boolean },
): Promise<void> {
  await analytics.batch([
    ...folded.flatMap((dimension) => statementsOf(analytics, day, dimension)),
    ...(keepsTime ? [] : [withoutTime(analytics, day)]),
    analytics.prepare('DELETE FROM touched_hours WHERE starts_at >= ?1 AND starts_at < ?2').bind(...boundsOf(day)),
    analytics
      .prepare('UPDATE counted_days SET frozen_at = ?2 WHERE starts_at = ?1 AND frozen_at IS NULL')
      .bind(day, now),
  ]);
}

function boundsOf(day: number): readonly [number, number] {
  return [day, day + dayMilliseconds];
}

/** The rest first: a value that is called as the rest is belongs to it, and is counted in it. */
function statementsOf(analytics: D1Database, day: number, folded: FoldedDimension): D1PreparedStatement[] {
  const { dimension, dayValues, dayOther, hourCells, hourOther } = folded;
  const shown = hourCells.flatMap(({ hours, values }) =>
    hours.flatMap((hour) => values.map((value) => [hour, value] as const)),
  );
  const rest = [
    ...(dayOther ? [['day', day, dayOther] as const] : []),
    ...[...hourOther].map(([hour, figures]) => ['hour', hour, figures] as const),
  ].map(([period, startsAt, { views, visits, timedViews, milliseconds }]) => [
    period,
    startsAt,
    views,
    visits,
    timedViews,
    milliseconds,
  ]);
  return [
    analytics
      .prepare(
        `DELETE FROM counters WHERE period = 'day' AND dimension = ?1 AND starts_at = ?2
           AND value NOT IN (SELECT value FROM json_each(?3)) AND ${isNotFrozen('?2')}`,
      )
      .bind(dimension, day, JSON.stringify(dayValues)),
    analytics
      .prepare(
        `DELETE FROM counters WHERE period = 'hour' AND dimension = ?1 AND starts_at >= ?2 AND starts_at < ?3
           AND (starts_at, value) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?4))
           AND ${isNotFrozen('?2')}`,
      )
      .bind(dimension, ...boundsOf(day), JSON.stringify(shown)),
    analytics
      .prepare(
        `INSERT INTO counters (period, dimension, starts_at, value, views, visits, timed_views, milliseconds)
         SELECT value ->> 0, ?1, value ->> 1, '${otherValue}', value ->> 2, value ->> 3, value ->> 4, value ->> 5
         FROM json_each(?2) WHERE ${isNotFrozen('?3')}`,
      )
      .bind(dimension, JSON.stringify(rest), day),
  ];
}

function withoutTime(analytics: D1Database, day: number): D1PreparedStatement {
  return analytics
    .prepare(
      `UPDATE counters SET timed_views = 0, milliseconds = 0
       WHERE starts_at >= ?1 AND starts_at < ?2 AND timed_views > 0 AND ${isNotFrozen('?1')}`,
    )
    .bind(...boundsOf(day));
}

/** @returns how many went, at most `limit`; of a frozen day alone */
export async function deleteRowsOfDay(analytics: D1Database, day: number, limit: number): Promise<number> {
  const { meta } = await analytics
    .prepare(
      `DELETE FROM page_views WHERE view IN (
         SELECT view FROM page_views WHERE opened_at >= ?1 AND opened_at < ?2
           AND EXISTS (SELECT 1 FROM counted_days WHERE starts_at = ?1 AND frozen_at IS NOT NULL) LIMIT ?3
       )`,
    )
    .bind(...boundsOf(day), limit)
    .run();
  return meta.changes;
}

/** @returns how many went, at most `limit` */
export async function deleteForgotten(analytics: D1Database, latestStart: number, limit: number): Promise<number> {
  const { meta } = await analytics
    .prepare(
      `DELETE FROM forgotten_sessions WHERE session IN (
         SELECT session FROM forgotten_sessions WHERE forgotten_at <= ?1 ORDER BY forgotten_at LIMIT ?2
       )`,
    )
    .bind(latestStart, limit)
    .run();
  return meta.changes;
}
