import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { forgetSession } from '../../functions/page-views/queries.ts';
import { recount } from '../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../functions/page-views/store-page-views.ts';
import { dyingAt } from '../retention/database.ts';
import {
  type Analytics,
  countersOf,
  day,
  emptyAnalytics,
  hour,
  noon,
  openAnalytics,
  randomNumbers,
  rowsOf,
  sessionNamed,
  shuffled,
  viewNamed,
  viewOf,
} from './analytics.ts';

let stores: Analytics;
beforeAll(async () => {
  stores = await openAnalytics();
});
afterAll(() => stores.close());
beforeEach(() => emptyAnalytics(stores));

const store = (views: readonly unknown[], now = noon + hour) => storePageViews(stores.analytics, views, now);
const rows = () => rowsOf(stores.analyticsDatabase);

test('a batch of a hundred becomes a hundred rows', async () => {
  await store(Array.from({ length: 100 }, (_, number) => viewOf(number)));
  expect(await rows()).toHaveLength(100);
  expect((await rows())[7]).toEqual({
    view: viewNamed(7),
    session: sessionNamed(7),
    opened_at: noon + 7,
    path: '/',
    country: 'FR',
    device: 'phone',
    browser: 'Safari',
    system: 'iOS',
    source: 'direct',
    medium: 'none',
    campaign: 'none',
    milliseconds: 0,
  });
});

test('of the messages of a view the earliest opening and the longest time hold, whichever comes first', async () => {
  const first = viewOf(1, { openedAt: noon, source: 'search' });
  const later = viewOf(1, { openedAt: noon + 40, milliseconds: 9_000, source: 'internal', session: sessionNamed(2) });
  for (const order of [
    [first, later],
    [later, first],
    [later, first, later],
  ]) {
    await emptyAnalytics(stores);
    for (const message of order) await store([message]);
    expect(await rows()).toMatchObject([
      { opened_at: noon, milliseconds: 9_000, source: 'search', session: sessionNamed(1) },
    ]);
    await emptyAnalytics(stores);
    await store(order);
    expect(await rows()).toMatchObject([{ opened_at: noon, milliseconds: 9_000, source: 'search' }]);
  }
});

/** Visits of several views, each with some hides: what a real day sends. */
function messagesOf(seed: number): PageView[] {
  const random = randomNumbers(seed);
  const pages = ['/', '/rings/', '/pieces/aurore/', '/pieces/nuit/', '/bag/'];
  return Array.from({ length: 120 }, (_, visit) => {
    const begins = noon - 6 * hour + random(7 * hour);
    const source = ['direct', 'search', 'social'][random(3)] ?? 'direct';
    return Array.from({ length: 1 + random(4) }, (_unused, place) => {
      const opens = begins + place * random(hour);
      const view = viewOf(visit * 10 + place, {
        session: sessionNamed(visit),
        openedAt: opens,
        path: pages[random(pages.length)] ?? '/',
        source: place === 0 ? source : 'internal',
      });
      const hides = Array.from({ length: random(3) }, () => ({ ...view, milliseconds: random(60_000) }));
      return [view, ...hides];
    }).flat();
  }).flat();
}

async function countAfter(messages: readonly PageView[], batch: number, nows: readonly number[]) {
  await emptyAnalytics(stores);
  for (let from = 0; from < messages.length; from += batch) {
    await store(messages.slice(from, from + batch), noon + 5 * hour);
  }
  for (const now of nows) await recount({ ...stores, now });
  return { counters: await countersOf(stores.analyticsDatabase), rows: await rows() };
}

test('messages shuffled, doubled, redelivered and in batches of any size leave the same rows and counters', async () => {
  const messages = messagesOf(1);
  const now = noon + 6 * hour;
  const once = await countAfter(messages, 100, [now]);
  expect(once.counters.length).toBeGreaterThan(100);
  for (const seed of [2, 3, 4]) {
    const random = randomNumbers(seed);
    const again = shuffled([...messages, ...messages, ...messages.slice(0, 50)], random);
    expect(await countAfter(again, 1 + random(100), [now, now, now + hour])).toEqual(once);
  }
});

test('counting in between, hour by hour, ends in the same counters as counting once', async () => {
  const messages = messagesOf(5).sort((left, right) => left.openedAt - right.openedAt);
  const once = await countAfter(messages, 100, [noon + 6 * hour]);
  await emptyAnalytics(stores);
  for (let now = noon - 6 * hour; now <= noon + 6 * hour; now += hour) {
    await store(
      messages.filter(({ openedAt }) => openedAt >= now - hour && openedAt < now),
      now,
    );
    // Late by an hour: hides of the hour before come again, and the visit goes on.
    await recount({ ...stores, now: now + 7 * 60_000 });
  }
  await recount({ ...stores, now: noon + 6 * hour });
  expect(await countersOf(stores.analyticsDatabase)).toEqual(once.counters);
});

test('what is no page view is dropped with a line that quotes nothing of it, and the rest is stored', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const ip = '203.0.113.77';
  await store([
    viewOf(1),
    null,
    'text',
    { ...viewOf(2), ip },
    { ...viewOf(3), session: ip },
    { ...viewOf(4), milliseconds: -1 },
    { ...viewOf(5), milliseconds: 14_400_001 },
    { ...viewOf(6), view: 'x' },
  ]);
  expect(await rows()).toHaveLength(1);
  expect(said.mock.calls).toEqual([[{ message: 'Messages of the queue were dropped', malformed: 7, untimely: 0 }]]);
});

test('a view of the future, and one of a day that is over, leave nothing', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const now = noon + 30 * day;
  await store([viewOf(1, { openedAt: now + 6 * 60_000 }), viewOf(2, { openedAt: noon })], now);
  expect(await rows()).toEqual([]);
  expect(await rowsOf(stores.analyticsDatabase, 'touched_hours')).toEqual([]);
  await store([viewOf(1, { openedAt: now + 4 * 60_000 }), viewOf(2, { openedAt: noon + 12 * hour })], now);
  expect(await rows()).toHaveLength(2);
});

test('a database that dies leaves nothing of the batch, and the next try all of it', async () => {
  const views = [viewOf(1), viewOf(2)];
  const dying = dyingAt(stores.analyticsDatabase, 1) as unknown as typeof stores.analytics;
  await expect(storePageViews(dying, views, noon)).rejects.toThrow('stopped');
  expect(await rows()).toEqual([]);
  // A statement that fails takes the other along: the hours are touched with the rows, or not at all.
  await stores.analyticsDatabase.prepare('ALTER TABLE page_views RENAME TO away').run();
  await expect(store(views)).rejects.toThrow('no such table');
  expect(await rowsOf(stores.analyticsDatabase, 'touched_hours')).toEqual([]);
  await stores.analyticsDatabase.prepare('ALTER TABLE away RENAME TO page_views').run();
  await store(views);
  expect(await rows()).toHaveLength(2);
});

test('a visit that is forgotten goes from the rows and the counters, and no other', async () => {
  await store([viewOf(1), viewOf(2), viewOf(3, { session: sessionNamed(1) })]);
  await recount({ ...stores, now: noon + hour });
  await forgetSession(stores.analytics, sessionNamed(1), noon + hour);
  await forgetSession(stores.analytics, sessionNamed(1), noon + hour);
  expect(await rows()).toMatchObject([{ view: viewNamed(2) }]);
  await recount({ ...stores, now: noon + 2 * hour });
  const all = (await countersOf(stores.analyticsDatabase)).filter(({ dimension }) => dimension === 'all');
  expect(all).toMatchObject([
    { period: 'day', views: 1, visits: 1 },
    { period: 'hour', views: 1, visits: 1 },
  ]);
});

test('a message that was under way when its visit was forgotten leaves nothing, before or after', async () => {
  const opened = viewOf(1);
  const hidden = viewOf(1, { milliseconds: 5_000 });
  await store([opened]);
  await forgetSession(stores.analytics, opened.session, noon + 1_000);
  await store([hidden, viewOf(2, { session: opened.session }), viewOf(3)]);
  expect(await rows()).toMatchObject([{ view: viewNamed(3) }]);
  expect(await rowsOf(stores.analyticsDatabase, 'forgotten_sessions')).toEqual([
    { session: opened.session, forgotten_at: noon + 1_000 },
  ]);
});

test('forgetting and storing at once never leave a row of the forgotten', async () => {
  for (let round = 0; round < 20; round += 1) {
    const session = sessionNamed(`race${round}`);
    const views = Array.from({ length: 20 }, (_, place) => viewOf(round * 100 + place, { session }));
    await Promise.all([store(views), forgetSession(stores.analytics, session, noon), store(views)]);
  }
  expect(await rows()).toEqual([]);
});
