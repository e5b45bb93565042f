import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { PageView } from './page-view.ts';

/** What the earliest of a view's messages says of it; the order decides between two of one millisecond. */
const toldByTheEarliest = [
  ['opened_at', 'openedAt'],
  ['session', 'session'],
  ['path', 'path'],
  ['country', 'country'],
  ['device', 'device'],
  ['browser', 'browser'],
  ['system', 'system'],
  ['source', 'source'],
  ['medium', 'medium'],
  ['campaign', 'campaign'],
] as const satisfies readonly (readonly [column: string, field: keyof PageView])[];

function columnsOf(table: string): string {
  return toldByTheEarliest.map(([column]) => `${table}.${column}`).join(', ');
}

/** A message is of no account once its session asked to be forgotten, or its day was closed. */
const isWanted = `NOT EXISTS (SELECT 1 FROM forgotten_sessions WHERE session = message.value ->> 'session')
  AND NOT EXISTS (
    SELECT 1 FROM counted_days
    WHERE starts_at = (message.value ->> 'openedAt') - (message.value ->> 'openedAt') % 86400000
      AND closed_at IS NOT NULL
  )`;

/** ?1: the messages, a JSON array. The result doesn't depend on their order, nor on how often each comes. */
export const storeText = `INSERT INTO page_views (view, session, opened_at, path, country, device, browser, system,
    source, medium, campaign, milliseconds)
  SELECT message.value ->> 'view', message.value ->> 'session', message.value ->> 'openedAt', message.value ->> 'path',
    message.value ->> 'country', message.value ->> 'device', message.value ->> 'browser', message.value ->> 'system',
    message.value ->> 'source', message.value ->> 'medium', message.value ->> 'campaign',
    message.value ->> 'milliseconds'
  FROM json_each(?1) AS message
  WHERE ${isWanted}
  ON CONFLICT (view) DO UPDATE SET milliseconds = excluded.milliseconds
  WHERE excluded.milliseconds > page_views.milliseconds`;

/**
 * ?1: the same, once they are stored: a view whose row was told by a later message than the earliest takes what that
 * one says. By itself, since a change of an indexed column is billed three times and a hide seldom needs it.
 */
export const correctText = `WITH
  told AS (
    SELECT message.value ->> 'view' AS view, ${toldByTheEarliest.map(([column, field]) => `message.value ->> '${field}' AS ${column}`).join(', ')}
    FROM json_each(?1) AS message WHERE ${isWanted}
  ),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY view ORDER BY ${columnsOf('told')}) AS place FROM told
  )
  UPDATE page_views SET ${toldByTheEarliest.map(([column]) => `${column} = placed.${column}`).join(', ')}
  FROM placed
  WHERE placed.place = 1 AND page_views.view = placed.view AND (${columnsOf('placed')}) < (${columnsOf('page_views')})`;

/**
 * ?1: the same. Every hour of the visits that the messages are of: a new view can change which page a visit began
 * with, and so the figures of its other hours. Before the rows change, so that a view's old hour is found too.
 */
export const touchText = `WITH
  messages AS (
    SELECT message.value ->> 'view' AS view, message.value ->> 'session' AS session,
      message.value ->> 'openedAt' AS opened_at
    FROM json_each(?1) AS message WHERE ${isWanted}
  ),
  visits AS (
    SELECT session FROM messages UNION SELECT session FROM page_views WHERE view IN (SELECT view FROM messages)
  )
  INSERT INTO touched_hours (starts_at)
  SELECT opened_at - opened_at % 3600000 FROM messages
  UNION
  SELECT opened_at - opened_at % 3600000 FROM page_views WHERE session IN (SELECT session FROM visits)
  ON CONFLICT (starts_at) DO NOTHING`;

/** The rows in one statement, the hours that they change and what was told too late in two more; all or nothing. */
export async function storeViews(analytics: D1Database, views: readonly PageView[]): Promise<void> {
  const messages = JSON.stringify(views);
  await analytics.batch([touchText, storeText, correctText].map((text) => analytics.prepare(text).bind(messages)));
}

/**
 * Forgets a visit: its rows go, and it is noted, so that what of it is still in the queue is skipped when it comes. In
 * one transaction; twice does no harm.
 *
 * @param session as a row has it: what the secret of one day makes of the tab's identifier
 * @param now milliseconds since the epoch
 */
export async function forgetSession(analytics: D1Database, session: string, now: number): Promise<void> {
  const statements: readonly [string, ...(string | number)[]][] = [
    [
      `INSERT INTO touched_hours (starts_at)
       SELECT DISTINCT opened_at - opened_at % 3600000 FROM page_views WHERE session = ?1
       ON CONFLICT (starts_at) DO NOTHING`,
      session,
    ],
    ['DELETE FROM page_views WHERE session = ?1', session],
    [
      `INSERT INTO forgotten_sessions (session, forgotten_at) VALUES (?1, ?2)
       ON CONFLICT (session) DO UPDATE SET forgotten_at = excluded.forgotten_at`,
      session,
      now,
    ],
  ];
  await analytics.batch(
    statements.map(([text, ...values]): D1PreparedStatement => analytics.prepare(text).bind(...values)),
  );
}
