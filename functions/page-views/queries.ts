import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { PageView } from './page-view.ts';

/** What the earliest of a view's messages says of it; the order decides between two of one millisecond. */
const toldByTheEarliest = [
  'opened_at',
  'session',
  'path',
  'country',
  'device',
  'browser',
  'system',
  'source',
  'medium',
  'campaign',
] as const;

const isEarlier = `(${toldByTheEarliest.map((column) => `excluded.${column}`).join(', ')})
  < (${toldByTheEarliest.map((column) => `page_views.${column}`).join(', ')})`;
const takeEarlier = toldByTheEarliest
  .map((column) => `${column} = CASE WHEN ${isEarlier} THEN excluded.${column} ELSE page_views.${column} END`)
  .join(', ');

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
  ON CONFLICT (view) DO UPDATE SET milliseconds = max(excluded.milliseconds, page_views.milliseconds), ${takeEarlier}
  WHERE excluded.milliseconds > page_views.milliseconds OR ${isEarlier}`;

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

/** The rows in one statement, and the hours that they change in another; both or neither. */
export async function storeViews(analytics: D1Database, views: readonly PageView[]): Promise<void> {
  const messages = JSON.stringify(views);
  await analytics.batch([analytics.prepare(touchText).bind(messages), analytics.prepare(storeText).bind(messages)]);
}

/** Notes the session for messages that are still under way, and deletes what is there of it; in one transaction. */
export async function forgetViews(analytics: D1Database, session: string, now: number): Promise<void> {
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
