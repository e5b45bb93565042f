import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/** Columns that every answer about counters has. */
export interface CountColumns {
  readonly views: number;
  readonly visits: number;
  readonly timedViews: number;
  readonly milliseconds: number;
}

export interface SeriesRow extends CountColumns {
  readonly startsAt: number;
}

/** All views of each day or hour from `from` on and before `until`, in order; one without a counter is absent. */
export function selectSeries(
  analytics: D1Database,
  { period, from, until }: { readonly period: 'day' | 'hour'; readonly from: number; readonly until: number },
): D1PreparedStatement {
  return analytics
    .prepare(
      `SELECT starts_at AS startsAt, views, visits, timed_views AS timedViews, milliseconds
       FROM counters
       WHERE period = ?1 AND dimension = 'all' AND starts_at >= ?2 AND starts_at < ?3 AND value = 'all'
       ORDER BY starts_at`,
    )
    .bind(period, from, until);
}

export interface ValueRow extends CountColumns {
  readonly dimension: string;
  /** Null for all that come after the largest ones, summed into one row. */
  readonly value: string | null;
  readonly held: number;
  readonly viewsBefore: number;
  readonly visitsBefore: number;
  readonly timedViewsBefore: number;
  readonly millisecondsBefore: number;
}

export interface ValuesWish {
  readonly dimensions: readonly string[];
  /** The starts of the days that are added up; those before `from` are added up apart, as what was before. */
  readonly days: readonly number[];
  readonly from: number;
  /** How many values of a dimension stand alone. */
  readonly limit: number;
}

/** The largest values of each dimension, by visits and then views; `other` always stands alone. */
export function selectValues(
  analytics: D1Database,
  { dimensions, days, from, limit }: ValuesWish,
): D1PreparedStatement {
  return analytics
    .prepare(
      `WITH summed AS (
         SELECT dimension, value,
           sum(iif(starts_at >= ?3, views, 0)) AS views, sum(iif(starts_at >= ?3, visits, 0)) AS visits,
           sum(iif(starts_at >= ?3, timed_views, 0)) AS timed_views,
           sum(iif(starts_at >= ?3, milliseconds, 0)) AS milliseconds,
           sum(iif(starts_at < ?3, views, 0)) AS views_before, sum(iif(starts_at < ?3, visits, 0)) AS visits_before,
           sum(iif(starts_at < ?3, timed_views, 0)) AS timed_views_before,
           sum(iif(starts_at < ?3, milliseconds, 0)) AS milliseconds_before
         FROM counters
         WHERE period = 'day' AND dimension IN (SELECT value FROM json_each(?1))
           AND starts_at IN (SELECT value FROM json_each(?2))
         GROUP BY dimension, value
       ), placed AS (
         SELECT *, CASE WHEN value = 'other' THEN 'other' WHEN row_number() OVER (
             PARTITION BY dimension ORDER BY value = 'other', visits DESC, views DESC, value
           ) <= ?4 THEN value END AS shown
         FROM summed
       )
       SELECT dimension, shown AS value, count(*) AS held, sum(views) AS views, sum(visits) AS visits,
         sum(timed_views) AS timedViews, sum(milliseconds) AS milliseconds, sum(views_before) AS viewsBefore,
         sum(visits_before) AS visitsBefore, sum(timed_views_before) AS timedViewsBefore,
         sum(milliseconds_before) AS millisecondsBefore
       FROM placed GROUP BY dimension, shown
       ORDER BY dimension, shown IS NULL, shown = 'other', sum(visits) DESC, sum(views) DESC, shown`,
    )
    .bind(JSON.stringify(dimensions), JSON.stringify(days), from, limit);
}

export interface FoldedRow extends CountColumns {
  readonly dimension: string;
}

/** What stands under `other` on these days. */
export function selectFolded(
  analytics: D1Database,
  dimensions: readonly string[],
  days: readonly number[],
): D1PreparedStatement {
  return analytics
    .prepare(
      `SELECT dimension, sum(views) AS views, sum(visits) AS visits, sum(timed_views) AS timedViews,
         sum(milliseconds) AS milliseconds
       FROM counters
       WHERE period = 'day' AND dimension IN (SELECT value FROM json_each(?1))
         AND starts_at IN (SELECT value FROM json_each(?2)) AND value = 'other'
       GROUP BY dimension`,
    )
    .bind(JSON.stringify(dimensions), JSON.stringify(days));
}

export interface CountedDayRow {
  readonly startsAt: number;
  readonly countedAt: number;
  readonly frozenAt: number | null;
}

/** The days that are counted, from `from` on and before `until`, in order. */
export function selectCountedDays(analytics: D1Database, from: number, until: number): D1PreparedStatement {
  return analytics
    .prepare(
      `SELECT starts_at AS startsAt, counted_at AS countedAt, frozen_at AS frozenAt FROM counted_days
       WHERE starts_at >= ?1 AND starts_at < ?2 ORDER BY starts_at`,
    )
    .bind(from, until);
}

/** The first day that was counted, or null. */
export function selectFirstDay(analytics: D1Database): Promise<number | null> {
  return analytics.prepare('SELECT min(starts_at) AS first FROM counted_days').first<number | null>('first');
}

export interface FrozenDays {
  readonly first: number;
  readonly last: number;
}

/** The first and the last of the days that are frozen, or undefined: looked for from both ends. */
export async function selectFrozenDays(analytics: D1Database): Promise<FrozenDays | undefined> {
  const row = await analytics
    .prepare(
      `SELECT
         (SELECT starts_at FROM counted_days WHERE frozen_at IS NOT NULL ORDER BY starts_at LIMIT 1) AS first,
         (SELECT starts_at FROM counted_days WHERE frozen_at IS NOT NULL ORDER BY starts_at DESC LIMIT 1) AS last`,
    )
    .first<{ first: number | null; last: number | null }>();
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last };
}

/**
 * Sessions of a view that opened after `openedAfter`, and was opened or last reported to be seen at `seenAfter` or
 * later; milliseconds since the epoch.
 */
export async function countPresent(
  analytics: D1Database,
  { openedAfter, seenAfter }: { readonly openedAfter: number; readonly seenAfter: number },
): Promise<number> {
  const row = await analytics
    .prepare(
      // Left alone, SQLite would read every view of 30 days in the order of sessions.
      `SELECT count(DISTINCT session) AS visits FROM page_views INDEXED BY page_views_by_time
       WHERE opened_at > ?1 AND opened_at + milliseconds >= ?2`,
    )
    .bind(openedAfter, seenAfter)
    .first<{ visits: number }>();
  return row?.visits ?? 0;
}

export interface CounterRow extends SeriesRow {
  readonly value: string;
}

export interface CountersWish {
  readonly period: 'day' | 'hour';
  readonly dimension: string;
  /** The place of the last row that was read; a page begins behind it. */
  readonly after: { readonly startsAt: number; readonly value: string };
  readonly until: number;
  readonly limit: number;
}

/** A page of the counters of one dimension, as they are stored. */
export async function selectCounters(analytics: D1Database, wish: CountersWish): Promise<CounterRow[]> {
  const { results } = await analytics
    .prepare(
      `SELECT starts_at AS startsAt, value, views, visits, timed_views AS timedViews, milliseconds
       FROM counters
       WHERE period = ?1 AND dimension = ?2 AND (starts_at, value) > (?3, ?4) AND starts_at < ?5
       ORDER BY starts_at, value LIMIT ?6`,
    )
    .bind(wish.period, wish.dimension, wish.after.startsAt, wish.after.value, wish.until, wish.limit)
    .all<CounterRow>();
  return results;
}
