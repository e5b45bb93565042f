import type { D1Database } from '@cloudflare/workers-types';
import { latestStartOver } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { startOfDay } from './days.ts';
import { type PageView, pageView } from './page-view.ts';
import { storeViews } from './queries.ts';

/** A clock of another of the host's places may be ahead of this one by that much. */
const clockToleranceMilliseconds = 5 * 60_000;

/**
 * Stores what a batch of the queue brings, up to 100 messages. Twice, in any order or in
 * other batches, they leave the same rows. Dropped, with a line in the log: what is no
 * page view, what lies in the future, and what is of a day that is over.
 *
 * @param now milliseconds since the epoch
 * Throws when the database can't be written; then nothing of the batch is.
 */
export async function storePageViews(analytics: D1Database, bodies: readonly unknown[], now: number): Promise<void> {
  const parsed = bodies.map((body) => pageView.safeParse(body));
  const views = parsed.flatMap((result) => (result.success ? [result.data] : []));
  const timely = views.filter((view) => isTimely(view, now));
  if (timely.length < bodies.length) {
    console.error({
      message: 'Messages of the queue were dropped',
      malformed: bodies.length - views.length,
      untimely: views.length - timely.length,
    });
  }
  if (timely.length > 0) await storeViews(analytics, timely);
}

function isTimely({ openedAt }: PageView, now: number): boolean {
  const isOver = startOfDay(openedAt) <= latestStartOver(now, retention.analytics.keep);
  return !isOver && openedAt <= now + clockToleranceMilliseconds;
}
