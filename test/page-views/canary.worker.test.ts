import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { type Canaries, filesAsText, type Place, sightings, tablesAsText } from '../security/canaries.ts';
import { giveFreedPagesBack } from '../security/database-files.ts';

/**
 * A thousand page views with a mark in everything that a browser tells are sent over HTTP, through the
 * queue, into the database, and age past day 30. Everything that was kept or logged is searched for the marks.
 */

const mark = crypto.randomUUID().slice(0, 8);
const views = 1_000;
const sessions = Array.from({ length: 250 }, () => crypto.randomUUID());
const minute = 60_000;
const day = 24 * 60 * minute;

const marked = {
  'the IP address': '203.0.113.77',
  'the browser': `Canary/${mark}`,
  'the referrer’s search': `sung-${mark}`,
  'the query': `query-${mark}`,
  'the language': `x-${mark}`,
  'the cookie': `cookie-${mark}`,
} as const satisfies Canaries;

const identifiers: Canaries = Object.fromEntries(sessions.map((session, place) => [`identifier ${place}`, session]));

const folder = mkdtempSync(join(tmpdir(), 'shop-page-views-'));
const logs: string[] = [];
let shop: LocalShop;
/** While the views are young. */
let young: readonly Place[];
let youngRows: readonly { readonly session: string; readonly path: string; readonly milliseconds: number }[];
/** The day's secrets, which no thief of the database has. */
let secrets: readonly Buffer[];
let old: readonly Place[];
let secretsLeft: readonly string[];

async function send(place: number, milliseconds: number, view: string): Promise<number> {
  const { status } = await fetch(`${shop.url}${apiPaths.pageViews}`, {
    method: 'POST',
    headers: {
      Origin: shop.url,
      'Content-Type': 'text/plain;charset=UTF-8',
      'User-Agent': `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1 ${marked['the browser']}`,
      'Accept-Language': marked['the language'],
      'CF-Connecting-IP': marked['the IP address'],
      'X-Forwarded-For': marked['the IP address'],
      Cookie: `shown=${marked['the cookie']}`,
      Referer: `${shop.url}${paths.bag}?${marked['the query']}`,
    },
    body: JSON.stringify({
      view,
      session: sessions[place % sessions.length],
      path: place % 2 === 0 ? paths.home : paths.bag,
      referrer: `https://www.google.com/search?q=${marked['the referrer’s search']}`,
      search: `?q=${marked['the query']}&utm_source=${marked['the query']}`,
      ms: milliseconds,
    }),
  });
  return status;
}

/** All but the rate limiter's: Miniflare keeps in a file, for a minute, what the host keeps in its memory. */
function filesKept(): readonly Place[] {
  return filesAsText(folder).filter(({ path }) => !path.includes('/ratelimit/'));
}

async function everyPlace(): Promise<readonly Place[]> {
  return [...(await tablesAsText(shop.database)), ...(await tablesAsText(shop.analytics))];
}

beforeAll(async () => {
  shop = await launchShop({ folder, onLog: (line) => logs.push(line) });
  const statuses = new Set<number>();
  for (let from = 0; from < views; from += 50) {
    const places = Array.from({ length: 50 }, (_, place) => from + place);
    const answered = places.map(async (place) => {
      const view = crypto.randomUUID();
      return [await send(place, 0, view), await send(place, 1_500, view)];
    });
    for (const status of (await Promise.all(answered)).flat()) statuses.add(status);
  }
  expect([...statuses]).toEqual([204]);
  const counted = () => shop.analytics.prepare('SELECT count(*) AS rows FROM page_views WHERE milliseconds = 1500');
  await vi.waitFor(async () => expect(await counted().first('rows')).toBe(views), { timeout: 90_000, interval: 500 });
  young = await everyPlace();
  ({ results: youngRows } = await shop.analytics
    .prepare('SELECT session, path, milliseconds FROM page_views')
    .all<(typeof youngRows)[number]>());
  const keys = await shop.worker.getR2Bucket('ANALYTICS_KEYS', 'shop');
  const listed = async () => (await keys.list()).objects.map(({ key }) => key);
  secrets = await Promise.all(
    (await listed()).map(async (key) =>
      Buffer.from((await (await keys.get(key))?.arrayBuffer()) ?? new ArrayBuffer(0)),
    ),
  );
  // A clock that leaps is believed when a second run agrees with the first.
  for (const hours of [1, 24 * 31, 24 * 31 + 1, 24 * 31 + 2])
    await shop.runSchedule('*/5 * * * *', new Date(Date.now() + hours * 60 * minute));
  old = await everyPlace();
  secretsLeft = await listed();
  await shop.close();
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[collect.device] [collect.usage] [use.improve-website] a thousand views with a mark in everything', () => {
  test('are counted: each is a row, with what was made of it', () => {
    expect(youngRows).toHaveLength(views);
    expect(new Set(youngRows.map(({ session }) => session)).size).toBeGreaterThanOrEqual(sessions.length);
  });

  test('leave no mark in a table, young or old, nor in a line of the log', () => {
    const log = { name: 'the log', text: logs.join('\n') };
    expect(sightings({ ...marked, ...identifiers }, [...young, ...old, log])).toEqual([]);
  });

  test('leave no mark in a byte of the databases, the queue, the buckets or any other file', () => {
    const files = filesKept();
    expect(files.length).toBeGreaterThan(3);
    expect(sightings({ ...marked, ...identifiers }, files)).toEqual([]);
    expect(files.some(({ text }) => text.includes(paths.bag))).toBe(true);
  });
});

describe('[collect.session-identifiers] [retention.analytics] the tab’s identifier', () => {
  const keyed = (secret: Buffer, session: string) =>
    createHmac('sha256', secret).update(session).digest().subarray(0, 16).toString('base64url');

  test('is kept under the secret of its day alone, and so could be found while that is there', () => {
    expect(secrets.length).toBeGreaterThan(0);
    const kept = new Set(youngRows.map(({ session }) => session));
    const found = sessions.filter((session) => secrets.some((secret) => kept.has(keyed(secret, session))));
    expect(found).toHaveLength(sessions.length);
  });

  test('leads nowhere after day 30: no row, no secret, and to a database restored from before no way', () => {
    expect(secretsLeft.filter((name) => name < new Date(Date.now() + day).toISOString().slice(0, 10))).toEqual([]);
    const kept = Object.fromEntries(youngRows.map(({ session }) => [session, session]));
    expect(sightings(kept, old)).toEqual([]);
    // Byte by byte: a secret in any file would open what a restored database has.
    const opening = Object.fromEntries(secrets.map((secret, place) => [`secret ${place}`, secret.toString('latin1')]));
    expect(sightings(opening, filesAsText(folder))).toEqual([]);
  });

  test('stands in no file either, once the freed pages are used again', () => {
    giveFreedPagesBack(folder);
    const kept = Object.fromEntries(youngRows.map(({ session }) => [session, session]));
    expect(sightings(kept, filesKept())).toEqual([]);
  });
});
