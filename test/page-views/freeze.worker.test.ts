import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { freezeDays, raiseAnalyticsAlarms } from '../../functions/page-views/freeze/freeze-days.ts';
import { secretName } from '../../functions/page-views/keys/day-secret.ts';
import { forgetSession } from '../../functions/page-views/queries.ts';
import { recount } from '../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../functions/page-views/store-page-views.ts';
import { alarmsOf, dyingAt, runsOf } from '../retention/database.ts';
import {
  type Analytics,
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

/** The first instant at which nothing of the day may be left. */
const over = midnight + 30 * day;

let stores: Analytics;
beforeAll(async () => {
  stores = await openAnalytics();
});
afterAll(() => stores.close());
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyAnalytics(stores);
});

const freeze = (now: number) => freezeDays({ ...stores, now });
const rows = () => rowsOf(stores.analyticsDatabase);
const counters = () => countersOf(stores.analyticsDatabase);

/** The job runs all along: the clock is believed. */
async function ranAt(now: number): Promise<void> {
  await stores.shopDatabase
    .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES ('orders', 'finished', ?1, 0)`)
    .bind(now)
    .run();
}

/** Forty visits of the noon hour: thirty from France, seven from Italy, three from Spain. */
async function fillDay(dayStart = midnight): Promise<void> {
  const views = Array.from({ length: 40 }, (_, number) =>
    viewOf(number, {
      openedAt: dayStart + 12 * hour + number,
      country: number < 30 ? 'FR' : number < 37 ? 'IT' : 'ES',
      milliseconds: 1_000,
    }),
  );
  await storePageViews(stores.analytics, views, dayStart + 13 * hour);
  await recount({ ...stores, now: dayStart + 14 * hour });
}

test('[retention.analytics] a second before day 30 every row is there, and at day 30 none', async () => {
  await storePageViews(
    stores.analytics,
    [viewOf(1, { openedAt: midnight }), viewOf(2, { openedAt: midnight + day })],
    noon + day,
  );
  await stores.analyticsKeys.put(secretName('2026-11-26'), 'a secret');
  await ranAt(over - hour);
  for (const now of [over - 1_000, over - 1]) {
    await freeze(now);
    expect(await rows()).toHaveLength(2);
    expect(await stores.analyticsKeys.head(secretName('2026-11-26'))).not.toBeNull();
  }
  await freeze(over);
  expect(await rows()).toMatchObject([{ opened_at: midnight + day }]);
  expect(await stores.analyticsKeys.head(secretName('2026-11-26'))).toBeNull();
  await ranAt(over + day - hour);
  await freeze(over + day);
  expect(await rows()).toEqual([]);
  expect(
    (await runsOf(stores.shopDatabase, 'analytics')).map(({ deleted, still_due }) => [deleted, still_due]),
  ).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
  ]);
});

test('[retention.analytics] [storage.page-views] what stays after day 30 are counters of ten visits or more, and they never change again', async () => {
  await fillDay();
  const before = (await counters()).filter(({ dimension, period }) => dimension === 'country' && period === 'day');
  expect(before.map(({ value, visits }) => [value, visits])).toEqual([
    ['ES', 3],
    ['FR', 30],
    ['IT', 7],
  ]);
  await ranAt(over - hour);
  await freeze(over);
  const frozen = await counters();
  expect(frozen.filter(({ dimension, period }) => dimension === 'country' && period === 'day')).toMatchObject([
    { value: 'FR', visits: 30, views: 30, timed_views: 30, milliseconds: 30_000 },
    { value: 'other', visits: 10, views: 10, timed_views: 10, milliseconds: 10_000 },
  ]);
  expect(frozen.filter(({ dimension }) => dimension === 'all')).toMatchObject([{ visits: 40 }, { visits: 40 }]);
  expect(frozen.every(({ visits }) => visits >= 10)).toBe(true);
  // Everything that could change them comes late: a message, a wish to forget, a sale, another count, another run.
  await storePageViews(stores.analytics, [viewOf(900, { openedAt: noon })], over);
  await storePageViews(stores.analytics, [viewOf(901, { openedAt: noon })], noon + day);
  await forgetSession(stores.analytics, sessionNamed(3), over);
  await recount({ ...stores, now: over + hour });
  await freeze(over + 2 * hour);
  expect(await counters()).toEqual(frozen);
  expect(await rows()).toEqual([]);
  expect(await rowsOf(stores.analyticsDatabase, 'touched_hours')).toEqual([]);
});

test('a rest of one large enough cell and a small one takes a larger cell along, so that the total gives nothing away', async () => {
  const views = Array.from({ length: 45 }, (_, number) =>
    viewOf(number, { country: number < 30 ? 'FR' : number < 41 ? 'IT' : 'ES', milliseconds: 1_000 }),
  );
  await storePageViews(stores.analytics, views, noon + hour);
  await recount({ ...stores, now: noon + hour });
  await ranAt(over - hour);
  await freeze(over);
  const countries = (await counters()).filter(({ dimension, period }) => dimension === 'country' && period === 'day');
  expect(countries.map(({ value, visits }) => [value, visits])).toEqual([
    ['FR', 30],
    ['other', 15],
  ]);
});

test('a day with fewer than ten visits leaves no figure at all', async () => {
  await storePageViews(
    stores.analytics,
    Array.from({ length: 9 }, (_, number) => viewOf(number)),
    noon,
  );
  await recount({ ...stores, now: noon + hour });
  expect((await counters()).length).toBeGreaterThan(10);
  await ranAt(over - hour);
  await freeze(over);
  expect(await counters()).toEqual([]);
  expect(await rowsOf(stores.analyticsDatabase, 'counted_days')).toMatchObject([{ frozen_at: over }]);
});

test('where fewer than ten visits have a time, no time is kept', async () => {
  const views = Array.from({ length: 30 }, (_, number) => viewOf(number, { milliseconds: number < 4 ? 77_777 : 0 }));
  await storePageViews(stores.analytics, views, noon + hour);
  await recount({ ...stores, now: noon + hour });
  await ranAt(over - hour);
  await freeze(over);
  const frozen = await counters();
  expect(frozen.find(({ dimension, period }) => dimension === 'all' && period === 'day')).toMatchObject({ visits: 30 });
  expect(frozen.every(({ milliseconds, timed_views }) => milliseconds === 0 && timed_views === 0)).toBe(true);
});

test('a source that is called as the rest is belongs to the rest', async () => {
  const views = Array.from({ length: 60 }, (_, number) =>
    viewOf(number, { device: number < 30 ? 'phone' : number < 55 ? 'other' : 'tablet' }),
  );
  await storePageViews(stores.analytics, views, noon + hour);
  await recount({ ...stores, now: noon + hour });
  await ranAt(over - hour);
  await freeze(over);
  const devices = (await counters()).filter(({ dimension, period }) => dimension === 'device' && period === 'day');
  expect(devices.map(({ value, visits }) => [value, visits])).toEqual([
    ['other', 30],
    ['phone', 30],
  ]);
});

test.each([1, 2, 3, 4])(
  'a run that dies at its write number %i leaves no half-frozen day, and the next ends it',
  async (place) => {
    await fillDay();
    const open = await counters();
    await ranAt(over - hour);
    const dying = dyingAt(stores.analyticsDatabase, place) as unknown as typeof stores.analytics;
    const isDead = await freezeDays({ ...stores, analytics: dying, now: over }).then(
      () => false,
      () => true,
    );
    const [state] = await rowsOf(stores.analyticsDatabase, 'counted_days');
    if (state?.frozen_at === null) expect(await counters()).toEqual(open);
    expect(isDead).toBe(place <= 3);
    await freeze(over + 5 * 60_000);
    expect(await rows()).toEqual([]);
    const ended = await counters();
    await emptyAnalytics(stores);
    await fillDay();
    await ranAt(over - hour);
    await freeze(over);
    expect(ended).toEqual(await counters());
  },
);

test('two runs at once freeze once, and the counters are those of one', async () => {
  await fillDay();
  await ranAt(over - hour);
  await freeze(over);
  const alone = await counters();
  await emptyAnalytics(stores);
  await fillDay();
  await ranAt(over - hour);
  await Promise.all([freeze(over), freeze(over), freeze(over)]);
  expect(await counters()).toEqual(alone);
  expect(await rows()).toEqual([]);
});

test('a backlog of days is worked off by bounded runs, the oldest first', async () => {
  for (let number = 0; number < 6; number += 1) await fillDay(midnight + number * day);
  await ranAt(over + 6 * day - hour);
  await freeze(over + 6 * day);
  const left = async () =>
    (await rowsOf(stores.analyticsDatabase, 'counted_days')).filter((row) => row.frozen_at === null);
  expect((await left()).map((row) => row.starts_at)).toEqual([midnight + 4 * day, midnight + 5 * day]);
  await freeze(over + 6 * day + 5 * 60_000);
  expect(await left()).toEqual([]);
  expect(await rows()).toEqual([]);
});

test('an hour without anything to do leaves one record, and five minutes later none', async () => {
  await ranAt(noon);
  for (let minutes = 0; minutes < 120; minutes += 5) await freeze(noon + minutes * 60_000);
  expect(await runsOf(stores.shopDatabase, 'analytics')).toMatchObject([{ deleted: 0 }, { started_at: noon + hour }]);
});

test('rows that lie for a day past their time raise an alarm, and their going ends it', async () => {
  await fillDay();
  const alarm = (now: number) => raiseAnalyticsAlarms({ ...stores, now });
  await alarm(noon + 31 * day - 1);
  expect(await alarmsOf(stores.shopDatabase)).toEqual([]);
  await alarm(noon + 31 * day + hour);
  expect(await alarmsOf(stores.shopDatabase)).toMatchObject([
    { rule: 'analytics', reason: 'left-behind', oldest_due_at: noon + 30 * day, cleared_at: null },
  ]);
  await ranAt(noon + 31 * day);
  await freeze(noon + 31 * day + 2 * hour);
  expect(await alarmsOf(stores.shopDatabase)).toMatchObject([{ cleared_at: noon + 31 * day + 2 * hour }]);
  await alarm(noon + 32 * day + 2 * hour);
  expect(await alarmsOf(stores.shopDatabase)).toMatchObject([
    { rule: 'analytics' },
    { rule: 'analytics', reason: 'not-run', cleared_at: null },
    { rule: 'forgotten-visits', reason: 'not-run', cleared_at: null },
  ]);
});

test('a clock that leaps destroys no secret and freezes no day until a later run agrees', async () => {
  await fillDay();
  await stores.analyticsKeys.put(secretName('2026-11-26'), 'a secret');
  await ranAt(noon);
  await freeze(over);
  await freeze(over + 5 * 60_000);
  expect(await rows()).toHaveLength(40);
  expect(await stores.analyticsKeys.head(secretName('2026-11-26'))).not.toBeNull();
  await freeze(over + 40 * 60_000);
  expect(await rows()).toEqual([]);
});

test('that a visit was to be forgotten is forgotten after five days', async () => {
  await forgetSession(stores.analytics, sessionNamed(1), noon);
  await ranAt(noon + 5 * day - hour);
  await freeze(noon + 5 * day - 1);
  expect(await rowsOf(stores.analyticsDatabase, 'forgotten_sessions')).toHaveLength(1);
  await freeze(noon + 5 * day + hour);
  expect(await rowsOf(stores.analyticsDatabase, 'forgotten_sessions')).toEqual([]);
});

async function sessionOf(secret: BufferSource, identifier: string): Promise<string> {
  const key = await webcrypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await webcrypto.subtle.sign('HMAC', key, new TextEncoder().encode(identifier));
  return Buffer.from(signed.slice(0, 16)).toString('base64url');
}

test('[retention.analytics] once its secret is gone, a copy of the day’s database leads from no identifier to a row', async () => {
  const name = secretName('2026-11-26');
  const identifier = '6c84fb90-12c4-41e0-9dbb-4b1a4f8a2f4e';
  await stores.analyticsKeys.put(name, webcrypto.getRandomValues(new Uint8Array(32)));
  const secret = await (await stores.analyticsKeys.get(name))?.arrayBuffer();
  const session = await sessionOf(secret ?? new ArrayBuffer(32), identifier);
  await storePageViews(stores.analytics, [viewOf(1, { session })], noon + hour);
  await ranAt(over - hour);
  // What Time Travel would bring back for thirty days more: the database of day 29.
  const copy = await rows();
  expect(copy).toMatchObject([{ session }]);
  await freeze(over);
  expect(await stores.analyticsKeys.get(name)).toBeNull();
  expect((await stores.analyticsKeys.list()).objects).toEqual([]);
  expect(JSON.stringify(copy)).not.toContain(identifier);
  // All that is left to try a known identifier with are guesses at 32 random bytes.
  for (const guess of [new Uint8Array(32), new TextEncoder().encode('2026-11-26'), new Uint8Array(32).fill(1)]) {
    expect(copy).not.toMatchObject([{ session: await sessionOf(guess, identifier) }]);
  }
  const everything = await Promise.all(
    ['page_views', 'counters', 'counted_days', 'forgotten_sessions', 'touched_hours'].map((table) =>
      rowsOf(stores.analyticsDatabase, table),
    ),
  );
  for (const sought of [identifier, session]) expect(JSON.stringify(everything)).not.toContain(sought);
});

test('a database brought back to day 29 freezes again into the same counters', async () => {
  await fillDay();
  const tables = ['page_views', 'counters', 'counted_days'];
  const copy = await Promise.all(tables.map((table) => rowsOf(stores.analyticsDatabase, table)));
  await ranAt(over - hour);
  await freeze(over);
  const frozen = await counters();
  for (const [place, table] of tables.entries()) {
    await stores.analyticsDatabase.prepare(`DELETE FROM ${table}`).run();
    for (const row of copy[place] ?? []) {
      const names = Object.keys(row);
      await stores.analyticsDatabase
        .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .bind(...Object.values(row))
        .run();
    }
  }
  await freeze(over + hour);
  expect(await counters()).toEqual(frozen);
  expect(await rows()).toEqual([]);
});
