import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { dayMilliseconds } from '../days.ts';
import { allValue, bagPath, dimensions, otherValue, productPrefix } from '../dimensions.ts';

/** Sources of an hour or a day that stand alone; forged referrers can't make the counters grow past it. */
export const mostSources = 100;

/** Names of the code, in a statement's text: they are constants, and quoted all the same. */
const quoted = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ');

/**
 * The day's views, each with what its visit began and ended with. ?1 the day's start, ?2 its end. A visit
 * is what one session did in that day.
 */
export const visitedText = `visited AS (
    SELECT opened_at - opened_at % 3600000 AS hour, session, milliseconds, path, country, device, browser, system,
      first_value(source) OVER visit AS source, first_value(medium) OVER visit AS medium,
      first_value(campaign) OVER visit AS campaign, first_value(path) OVER visit AS entry,
      last_value(path) OVER visit AS exit
    FROM page_views WHERE opened_at >= ?1 AND opened_at < ?2
    WINDOW visit AS (
      PARTITION BY session ORDER BY opened_at, view ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
  )`;

/** The value of a row of `visited` in the dimension that the expression names. */
export function valueIn(dimension: string): string {
  const columns = dimensions.filter((name) => name !== 'all');
  return `CASE ${dimension} WHEN 'all' THEN '${allValue}'
    ${columns.map((name) => `WHEN '${name}' THEN visited.${name}`).join(' ')}
    WHEN 'funnel' THEN CASE
      WHEN substr(visited.path, 1, ${productPrefix.length}) = ${quoted([productPrefix])} THEN 'product'
      WHEN visited.path = ${quoted([bagPath])} THEN 'bag' END
    END`;
}

const inTouchedHours = 'hour IN (SELECT starts_at FROM touched_hours WHERE starts_at >= ?1 AND starts_at < ?3)';
const isDayTouched = 'EXISTS (SELECT 1 FROM touched_hours WHERE starts_at >= ?1 AND starts_at < ?3)';

/** ?1 the day's start, ?2 its end, ?3 until where it is counted. */
export function countText(period: 'hour' | 'day'): string {
  const startsAt = period === 'hour' ? 'hour' : '?1';
  return `WITH ${visitedText},
    valued AS (
      SELECT dimension.value AS dimension, ${startsAt} AS starts_at, visited.session, visited.milliseconds,
        ${valueIn('dimension.value')} AS value
      FROM visited CROSS JOIN json_each('${JSON.stringify([...dimensions, 'funnel'])}') AS dimension
      WHERE ${period === 'hour' ? inTouchedHours : `hour < ?3 AND ${isDayTouched}`}
    ),
    cells AS (
      SELECT dimension, starts_at, value, count(*) AS views, count(DISTINCT session) AS visits,
        count(*) FILTER (WHERE milliseconds > 0) AS timed_views, sum(milliseconds) AS milliseconds
      FROM valued WHERE value IS NOT NULL GROUP BY dimension, starts_at, value
    ),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY dimension, starts_at ORDER BY visits DESC, value) AS place FROM cells
    )
    INSERT INTO counters (period, dimension, starts_at, value, views, visits, timed_views, milliseconds)
    SELECT '${period}', dimension, starts_at,
      CASE WHEN dimension = 'source' AND place > ${mostSources} THEN '${otherValue}' ELSE value END AS shown,
      sum(views), sum(visits), sum(timed_views), sum(milliseconds)
    FROM placed GROUP BY dimension, starts_at, shown`;
}

export interface Sales {
  /** Milliseconds since the epoch. */
  readonly hour: number;
  readonly checkout: number;
  readonly paid: number;
}

export interface CountedDay {
  readonly day: number;
  /** The rows of the day's hours before this are counted. */
  readonly until: number;
  /** What the shop's database counted in that day; undefined leaves those counters as they are. */
  readonly sales: readonly Sales[] | undefined;
  readonly now: number;
}

/**
 * Counts the touched hours of a day again, and the day, and puts the result in the place of what was there: one
 * transaction. It says the same however often it is run, and nothing when another run was faster.
 */
export async function replaceCounters(analytics: D1Database, { day, until, sales, now }: CountedDay): Promise<void> {
  const end = day + dayMilliseconds;
  const bounds = [day, end, Math.min(until, end)];
  const kept = sales ? '' : ` AND NOT (dimension = 'funnel' AND value IN ('checkout', 'paid'))`;
  const touched = inTouchedHours.replace('hour', 'starts_at');
  await analytics.batch([
    analytics.prepare(`DELETE FROM counters WHERE period = 'hour' AND ${touched}${kept}`).bind(...bounds),
    analytics.prepare(countText('hour')).bind(...bounds),
    analytics
      .prepare(`DELETE FROM counters WHERE period = 'day' AND starts_at = ?1 AND ${isDayTouched}${kept}`)
      .bind(...bounds),
    analytics.prepare(countText('day')).bind(...bounds),
    ...(sales ? soldStatements(analytics, bounds, sales) : []),
    analytics
      .prepare(
        `INSERT INTO counted_days (starts_at, counted_at) SELECT ?1, ?4 WHERE ${isDayTouched}
         ON CONFLICT (starts_at) DO UPDATE SET counted_at = excluded.counted_at`,
      )
      .bind(...bounds, now),
    analytics.prepare('DELETE FROM touched_hours WHERE starts_at >= ?1 AND starts_at < ?2').bind(day, bounds[2]),
  ]);
}

function soldStatements(
  analytics: D1Database,
  bounds: readonly number[],
  sales: readonly Sales[],
): D1PreparedStatement[] {
  const sold = `sold AS (
      SELECT sale.value ->> 'hour' AS hour, step.value AS step,
        CASE step.value WHEN 'checkout' THEN sale.value ->> 'checkout' ELSE sale.value ->> 'paid' END AS times
      FROM json_each(?4) AS sale CROSS JOIN json_each('["checkout","paid"]') AS step
    )`;
  const into = `INSERT INTO counters (period, dimension, starts_at, value, views, visits, timed_views, milliseconds)`;
  return [
    `WITH ${sold} ${into} SELECT 'hour', 'funnel', hour, step, 0, times, 0, 0 FROM sold
       WHERE times > 0 AND ${inTouchedHours}`,
    // Of the hours, so that they always add up to it.
    `${into} SELECT 'day', 'funnel', ?1, value, 0, sum(visits), 0, 0 FROM counters
       WHERE period = 'hour' AND dimension = 'funnel' AND value IN ('checkout', 'paid')
         AND starts_at >= ?1 AND starts_at < ?2 AND ${isDayTouched} GROUP BY value`,
  ].map((text, place) => analytics.prepare(text).bind(...bounds, ...(place === 0 ? [JSON.stringify(sales)] : [])));
}

/** Days with closed hours that changed, oldest first; a closed day is the freezing's alone. */
export async function selectTouchedDays(analytics: D1Database, until: number, limit: number): Promise<number[]> {
  const { results } = await analytics
    .prepare(
      `SELECT DISTINCT starts_at - starts_at % 86400000 AS day FROM touched_hours
       WHERE starts_at < ?1 AND NOT EXISTS (
         SELECT 1 FROM counted_days
         WHERE counted_days.starts_at = touched_hours.starts_at - touched_hours.starts_at % 86400000
           AND closed_at IS NOT NULL
       ) ORDER BY day LIMIT ?2`,
    )
    .bind(until, limit)
    .all<{ day: number }>();
  return results.map(({ day }) => day);
}

/** Touches the hours in which the shop's database counts otherwise than the counters. */
export async function touchSoldHours(analytics: D1Database, sales: readonly Sales[]): Promise<void> {
  const counted = (step: string) =>
    `coalesce((SELECT visits FROM counters WHERE period = 'hour' AND dimension = 'funnel' AND value = '${step}'
      AND starts_at = sale.value ->> 'hour'), 0)`;
  await analytics
    .prepare(
      `INSERT INTO touched_hours (starts_at)
       SELECT sale.value ->> 'hour' FROM json_each(?1) AS sale
       WHERE sale.value ->> 'checkout' <> ${counted('checkout')} OR sale.value ->> 'paid' <> ${counted('paid')}
       ON CONFLICT (starts_at) DO NOTHING`,
    )
    .bind(JSON.stringify(sales))
    .run();
}

/**
 * How many checkouts were begun and how many orders paid, by hour: numbers alone leave the shop's database.
 *
 * @returns hours in which there was neither are left out
 */
export async function countSales(database: D1Database, from: number, until: number): Promise<Sales[]> {
  const { results } = await database
    .prepare(
      `SELECT hour, sum(checkout) AS checkout, sum(paid) AS paid FROM (
         SELECT created_at - created_at % 3600000 AS hour, 1 AS checkout, 0 AS paid FROM checkouts
         WHERE created_at >= ?1 AND created_at < ?2
         UNION ALL
         SELECT paid_at - paid_at % 3600000, 0, 1 FROM orders WHERE paid_at >= ?1 AND paid_at < ?2
       ) GROUP BY hour ORDER BY hour`,
    )
    .bind(from, until)
    .all<Sales>();
  return results;
}
