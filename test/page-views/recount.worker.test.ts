import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { correctText, storeText, touchText } from '../../functions/page-views/queries.ts';
import { countText, mostSources } from '../../functions/page-views/recount/queries.ts';
import { recount } from '../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../functions/page-views/store-page-views.ts';
import { dyingAt, writeOrders } from '../retention/database.ts';
import { explainPlan } from '../retention/explain-plan.ts';
import { rowOf } from '../retention/rows.ts';
import {
  type Analytics,
  type CounterRow,
  countersOf,
  day,
  emptyAnalytics,
  hour,
  midnight,
  noon,
  openAnalytics,
  rowsOf,
  sessionNamed,
  viewOf,
} from './analytics.ts';

let stores: Analytics;
beforeAll(async () => {
  stores = await openAnalytics();
});
afterAll(() => stores.close());
beforeEach(() => emptyAnalytics(stores));

const store = (views: readonly PageView[], now = noon + 4 * hour) => storePageViews(stores.analytics, views, now);
const count = (now: number) => recount({ ...stores, now });

async function cells(dimension: string, period: 'hour' | 'day'): Promise<[string, number, number][]> {
  const counters = await countersOf(stores.analyticsDatabase);
  return counters
    .filter((cell) => cell.dimension === dimension && cell.period === period)
    .map(({ value, views, visits }) => [value, views, visits]);
}

test('views, visits and times are counted by hour and by day, and a view without a time is in no average', async () => {
  await store([
    viewOf(1, { openedAt: noon, milliseconds: 4_000 }),
    viewOf(2, { openedAt: noon + hour, session: sessionNamed(1), milliseconds: 2_000 }),
    viewOf(3, { openedAt: noon + hour }),
  ]);
  await count(noon + 2 * hour);
  const all = (await countersOf(stores.analyticsDatabase)).filter(({ dimension }) => dimension === 'all');
  const row = (changes: Partial<CounterRow>) => ({ dimension: 'all', value: 'all', ...changes });
  expect(all).toEqual([
    row({ period: 'day', starts_at: midnight, views: 3, visits: 2, timed_views: 2, milliseconds: 6_000 }),
    row({ period: 'hour', starts_at: noon, views: 1, visits: 1, timed_views: 1, milliseconds: 4_000 }),
    row({ period: 'hour', starts_at: noon + hour, views: 2, visits: 2, timed_views: 1, milliseconds: 2_000 }),
  ]);
});

test('an hour that is not over is not counted, and its day only as far as the hours that are', async () => {
  await store([viewOf(1, { openedAt: noon }), viewOf(2, { openedAt: noon + hour })]);
  await count(noon + hour + 30 * 60_000);
  expect(await cells('all', 'hour')).toEqual([['all', 1, 1]]);
  expect(await cells('all', 'day')).toEqual([['all', 1, 1]]);
  await count(noon + 2 * hour);
  expect(await cells('all', 'hour')).toHaveLength(2);
  expect(await cells('all', 'day')).toEqual([['all', 2, 2]]);
});

test('source, medium and campaign of a visit are those that it began with, in every hour of it', async () => {
  const session = sessionNamed(1);
  await store([
    viewOf(1, { session, openedAt: noon, source: 'search', medium: 'email', campaign: 'spring' }),
    viewOf(2, { session, openedAt: noon + hour, source: 'internal' }),
    viewOf(3, { session, openedAt: noon + hour + 1, source: 'social' }),
  ]);
  await count(noon + 2 * hour);
  expect(await cells('source', 'day')).toEqual([['search', 3, 1]]);
  expect(await cells('source', 'hour')).toEqual([
    ['search', 1, 1],
    ['search', 2, 1],
  ]);
  expect(await cells('campaign', 'day')).toEqual([['spring', 3, 1]]);
  expect(await cells('medium', 'day')).toEqual([['email', 3, 1]]);
});

test('a view that comes late and is the first of its visit changes the figures of the hours after it', async () => {
  const session = sessionNamed(1);
  await store([viewOf(2, { session, openedAt: noon + hour, path: '/rings/', source: 'internal' })]);
  await count(noon + 2 * hour);
  expect(await cells('entry', 'hour')).toEqual([['/rings/', 1, 1]]);
  await store([viewOf(1, { session, openedAt: noon, path: '/', source: 'search' })]);
  await count(noon + 2 * hour);
  expect(await cells('entry', 'hour')).toEqual([
    ['/', 1, 1],
    ['/', 1, 1],
  ]);
  expect(await cells('exit', 'day')).toEqual([['/rings/', 2, 1]]);
  expect(await cells('source', 'day')).toEqual([['search', 2, 1]]);
});

test('a visit over midnight is a visit of each day', async () => {
  const session = sessionNamed(1);
  await store(
    [viewOf(1, { session, openedAt: midnight + day - 1 }), viewOf(2, { session, openedAt: midnight + day })],
    midnight + day + hour,
  );
  await count(midnight + day + 2 * hour);
  expect(await cells('all', 'day')).toEqual([
    ['all', 1, 1],
    ['all', 1, 1],
  ]);
});

test('the funnel has product and bag of the pages, and checkout and paid of the shop’s own counts', async () => {
  await store([
    viewOf(1, { path: '/pieces/aurore/' }),
    viewOf(2, { path: '/pieces/nuit/', session: sessionNamed(1) }),
    viewOf(3, { path: '/bag/' }),
    viewOf(4, { path: '/pieces' }),
  ]);
  for (const [key, at] of [
    ['one', noon],
    ['two', noon + 1],
    ['three', noon + hour],
  ] as const) {
    await stores.shopDatabase.batch(rowOf['checkouts']?.(stores.shopDatabase, key, at) ?? []);
  }
  await writeOrders(stores.shopDatabase, 2, noon + hour);
  await count(noon + 3 * hour);
  expect(await cells('funnel', 'day')).toEqual([
    ['bag', 1, 1],
    ['checkout', 0, 3],
    ['paid', 0, 2],
    ['product', 2, 1],
  ]);
  const hours = (await cells('funnel', 'hour')).filter(([value]) => ['checkout', 'paid'].includes(value));
  expect(hours).toEqual([
    ['checkout', 0, 2],
    ['checkout', 0, 1],
    ['paid', 0, 2],
  ]);
  // Sales of a night without a page view, and a checkout that an erasure took.
  await writeOrders(stores.shopDatabase, 1, noon + 3 * hour);
  await stores.shopDatabase.prepare(`DELETE FROM checkouts WHERE id = 'three'`).run();
  await count(noon + 4 * hour);
  expect(await cells('funnel', 'day')).toEqual([
    ['bag', 1, 1],
    ['checkout', 0, 2],
    ['paid', 0, 3],
    ['product', 2, 1],
  ]);
});

test('only hours whose rows changed are counted again', async () => {
  await store([viewOf(1, { openedAt: noon }), viewOf(2, { openedAt: noon + hour })]);
  await count(noon + 3 * hour);
  expect(await rowsOf(stores.analyticsDatabase, 'touched_hours')).toEqual([]);
  // What a second count would not have left.
  await stores.analyticsDatabase.prepare(`UPDATE counters SET views = 99 WHERE period = 'hour'`).run();
  await store([viewOf(2, { openedAt: noon + hour, milliseconds: 1 })]);
  expect(await rowsOf(stores.analyticsDatabase, 'touched_hours')).toEqual([{ starts_at: noon + hour }]);
  await count(noon + 3 * hour);
  expect(await cells('all', 'hour')).toEqual([
    ['all', 99, 1],
    ['all', 1, 1],
  ]);
});

test('a count that dies leaves the counters as they were, and the next one makes up for it', async () => {
  await store([viewOf(1)]);
  const dying = dyingAt(stores.analyticsDatabase, 1) as unknown as typeof stores.analytics;
  await expect(recount({ ...stores, analytics: dying, now: noon + hour })).rejects.toThrow('stopped');
  expect(await countersOf(stores.analyticsDatabase)).toEqual([]);
  await Promise.all([count(noon + hour), count(noon + hour), count(noon + hour)]);
  expect(await cells('all', 'day')).toEqual([['all', 1, 1]]);
});

test('a thousand forged sources make a hundred counters and the rest', async () => {
  const views = Array.from({ length: 1_000 }, (_, number) => viewOf(number, { source: `site-${number}.example` }));
  for (let from = 0; from < views.length; from += 100) await store(views.slice(from, from + 100));
  await count(noon + hour);
  for (const period of ['hour', 'day'] as const) {
    const sources = await cells('source', period);
    expect(sources).toHaveLength(mostSources + 1);
    expect(sources).toContainEqual(['other', 900, 900]);
  }
});

describe('what runs often reads by an index', () => {
  const plan = async (text: string) => (await explainPlan(stores.analyticsDatabase, text)).join('\n');

  test('storing a batch', async () => {
    for (const text of [touchText, storeText, correctText]) {
      expect(await plan(text)).not.toMatch(/SCAN (page_views|forgotten_sessions|counted_days)/);
    }
    expect(await plan(touchText)).toContain('SEARCH page_views USING INDEX page_views_by_session');
  });

  test.each(['hour', 'day'] as const)('counting an %s', async (period) => {
    const steps = await plan(countText(period));
    expect(steps).toContain('SEARCH page_views USING INDEX page_views_by_time (opened_at>? AND opened_at<?)');
    expect(steps).not.toMatch(/SCAN page_views/);
  });
});
