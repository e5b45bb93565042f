import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/answers.ts';
import type { PageViewFigures, PresentVisits, PublicFigures } from '../../../src/api/page-view-answers.ts';
import { apiPaths } from '../../../src/paths.ts';
import { readCsv } from '../../copies/read-csv.ts';
import { type LocalShop, launchShop } from '../../local/launch-shop.ts';
import { askAs } from '../../staff/ask-desk.ts';

/** The built Worker, over counters that are written by hand: two frozen days, and two that are open. */

const day = 86_400_000;
const hour = 3_600_000;
const owner = 'owner@shop.example';
const today = Math.floor(Date.now() / day) * day;
const frozen = [today - 41 * day, today - 40 * day] as const;
const open = [today - 2 * day, today - day] as const;
const name = (instant: number) => new Date(instant).toISOString().slice(0, 10);

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await write('day', 'all', frozen[0], 'all', [60, 30, 50, 500_000]);
  await write('day', 'all', frozen[1], 'all', [40, 20, 30, 300_000]);
  await write('day', 'path', frozen[0], '/', [45, 22, 40, 400_000]);
  await write('day', 'path', frozen[0], 'other', [15, 8, 10, 100_000]);
  await write('day', 'path', frozen[1], '/', [40, 20, 30, 300_000]);
  await write('day', 'funnel', frozen[0], 'product', [20, 12, 0, 0]);
  await write('day', 'all', open[1], 'all', [7, 3, 5, 10_000]);
  await write('day', 'path', open[1], '/terms/', [7, 3, 5, 10_000]);
  await write('day', 'source', open[1], '=HYPERLINK("http://x")', [7, 3, 5, 10_000]);
  await write('hour', 'all', open[1] + 9 * hour, 'all', [7, 3, 5, 10_000]);
  for (const at of frozen) await writeDay(at, at + 31 * day);
  for (const at of open) await writeDay(at, null);
});
afterAll(() => shop.close());

function write(period: string, dimension: string, at: number, value: string, counts: readonly number[]) {
  const text = 'INSERT INTO counters VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)';
  return shop.analytics
    .prepare(text)
    .bind(period, dimension, at, value, ...counts)
    .run();
}

function writeDay(at: number, frozenAt: number | null) {
  return shop.analytics
    .prepare('INSERT INTO counted_days (starts_at, counted_at, frozen_at) VALUES (?1, ?2, ?3)')
    .bind(at, at + day, frozenAt)
    .run();
}

const counts = (views: number, visits: number, timedViews: number, milliseconds: number) => ({
  views,
  visits,
  timedViews,
  milliseconds,
});

function ask<Answer = PageViewFigures>(query: string, email = owner) {
  return askAs<Answer>(shop, email, 'GET', `${apiPaths.staffPageViews}?${query}`);
}

describe('the desk’s figures', () => {
  test('add the days of a period up, and tell an open day, a frozen one and one that nobody counted apart', async () => {
    const { status, body } = await ask(`from=${name(today - 41 * day)}&to=${name(today)}`);
    expect(status).toBe(200);
    expect(body.totals).toEqual(counts(107, 53, 85, 810_000));
    expect(body.since).toBe(name(today - 41 * day));
    expect(body.frozenDays).toBe(2);
    expect(body.series).toHaveLength(42);
    const states = body.series.map(({ state, counts: told }) => `${state} ${told?.views ?? ''}`);
    expect([...states.slice(0, 3), ...states.slice(-3)]).toEqual([
      'frozen 60',
      'frozen 40',
      'not-counted ',
      'counted 0',
      'counted 7',
      'not-counted ',
    ]);
  });

  test('say of each figure how it is made and what was folded, the largest value first and “other” last', async () => {
    const { body } = await ask(`from=${name(today - 41 * day)}&to=${name(today)}`);
    const { path } = body.figures;
    expect(path.rows.map(({ value, visits }) => [value, visits])).toEqual([
      ['/', 42],
      ['/terms/', 3],
      ['other', 8],
    ]);
    expect(path.folded).toEqual(counts(15, 8, 10, 100_000));
    for (const figure of Object.values(body.figures)) expect(figure.made).toMatch(/\.$/);
  });

  test('never say that nobody took a step that may be one that was left out', async () => {
    const old = await ask(`from=${name(today - 41 * day)}&to=${name(today - 40 * day)}`);
    expect(old.body.figures.funnel.rows.map(({ value }) => value)).toEqual(['product']);
    const bare = await ask(`from=${name(today - 40 * day)}&to=${name(today - 40 * day)}`);
    expect(bare.body.figures.funnel.rows).toEqual([]);
    const fresh = await ask(`from=${name(today - day)}&to=${name(today)}`);
    expect(fresh.body.figures.funnel.rows.map(({ value, visits }) => [value, visits])).toEqual([
      ['product', 0],
      ['bag', 0],
      ['checkout', 0],
      ['paid', 0],
    ]);
  });

  test('set a period beside as many days before it', async () => {
    const at = name(today - 40 * day);
    const { body } = await ask(`from=${at}&to=${at}&compare=previous`);
    expect(body.before).toMatchObject({ from: name(today - 41 * day), to: name(today - 41 * day) });
    expect(body.before?.totals).toEqual(counts(60, 30, 50, 500_000));
    expect(body.before?.series.map(({ state }) => state)).toEqual(['frozen']);
    expect(body.figures.path.rows).toMatchObject([
      { value: '/', visits: 20, previous: { visits: 22 } },
      { value: 'other', visits: 0 },
    ]);
  });

  test('by the hour say 0 for an hour that was counted, and nothing for a folded one', async () => {
    const at = name(today - day);
    const { body } = await ask(`from=${at}&to=${at}&by=hour`);
    expect(body.series).toHaveLength(24);
    expect(body.series.map(({ counts: told }) => told?.views)).toEqual([...Array(9).fill(0), 7, ...Array(14).fill(0)]);
    const old = name(today - 40 * day);
    const folded = await ask(`from=${old}&to=${old}&by=hour`);
    expect(new Set(folded.body.series.map(({ state }) => state))).toEqual(new Set(['folded']));
    expect(folded.body.totals.views).toBe(40);
  });

  test('are refused in words where the period is not one', async () => {
    const wrong = [
      '',
      'from=2026-11-26',
      'from=2026-11-26&to=2026-11-25',
      'from=2026-02-30&to=2026-03-01',
      'from=1999-01-01&to=1999-01-02',
      'from=2026-01-01&to=2027-01-02',
      'from=2026-01-01&to=2026-02-01&by=hour',
      'from=2026-01-01&to=2026-01-02&by=minute',
      'from=2026-01-01&to=2026-01-02&compare=everything',
      'from=2026-01-01&to=2026-01-02&path=/',
      "from=2026-01-01'&to=2026-01-02",
    ];
    for (const query of wrong) {
      for (const path of [apiPaths.staffPageViews, apiPaths.staffPageViewsTable]) {
        const { status, body } = await askAs<Problem>(shop, owner, 'GET', `${path}?${query}`);
        expect([status, body.code], query).toEqual([400, 'invalid-request']);
      }
    }
    expect((await ask('from=2024-01-01&to=2024-12-31')).status).toBe(200);
    expect((await ask('from=2026-01-01&to=2026-01-31&by=hour')).status).toBe(200);
  });

  test('are open to client care, and not to fulfilment', async () => {
    const query = `from=${name(today)}&to=${name(today)}`;
    expect((await ask(query, 'client-care@shop.example')).status).toBe(200);
    expect((await ask(query, 'fulfilment@shop.example')).status).toBe(403);
  });
});

test('those count as here now who opened a page or were seen on one in the last five minutes, each visit once', async () => {
  const now = Date.now();
  const seen = (view: string, session: string, openedAt: number, milliseconds: number) =>
    shop.analytics
      .prepare(
        `INSERT INTO page_views VALUES (?1, ?2, ?3, '/', 'FR', 'phone', 'Safari', 'iOS', 'direct', 'none', 'none', ?4)`,
      )
      .bind(view, session, openedAt, milliseconds)
      .run();
  await seen('1', 'a', now - 60_000, 0);
  await seen('2', 'a', now - 30_000, 0);
  await seen('3', 'reads long', now - 40 * 60_000, 38 * 60_000);
  await seen('4', 'left', now - 40 * 60_000, 30 * 60_000);
  await seen('5', 'yesterday', now - day, 4 * hour);
  const { body } = await askAs<PresentVisits>(shop, owner, 'GET', apiPaths.staffPageViewsNow);
  expect(body.visits).toBe(2);
});

describe('the counters as CSV', () => {
  const table = async (query: string) => {
    const response = await fetch(`${shop.url}${apiPaths.staffPageViewsTable}?${query}`, {
      headers: { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(owner) },
    });
    return { headers: response.headers, text: await response.text() };
  };

  test('are the stored ones of the period and no other, and none of them runs in a spreadsheet', async () => {
    const at = name(today - day);
    const { headers, text } = await table(`from=${at}&to=${at}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="page-views-${at}-to-${at}-by-day.csv"`);
    expect(headers.get('cache-control')).toBe('no-store');
    const [, ...rows] = readCsv(text);
    expect(rows).toEqual([
      ['day', 'all', `${at}T00:00:00.000Z`, 'all', '7', '3', '5', '10000'],
      ['day', 'path', `${at}T00:00:00.000Z`, '/terms/', '7', '3', '5', '10000'],
      ['day', 'source', `${at}T00:00:00.000Z`, `'=HYPERLINK("http://x")`, '7', '3', '5', '10000'],
    ]);
  });

  test('are whole where they are more than what is read at once', async () => {
    const at = Date.UTC(2025, 0, 1);
    const values = Array.from({ length: 4_100 }, (_, place) => `site-${String(place).padStart(4, '0')}.example`);
    await shop.analytics
      .prepare(`INSERT INTO counters SELECT 'day', 'source', ?1, value, 1, 1, 0, 0 FROM json_each(?2)`)
      .bind(at, JSON.stringify(values))
      .run();
    const [, ...rows] = readCsv((await table('from=2025-01-01&to=2025-01-01')).text);
    expect(rows.map((row) => row[3])).toEqual(values);
    await shop.analytics.prepare('DELETE FROM counters WHERE starts_at = ?1').bind(at).run();
  });
});

describe('the figures for everybody', () => {
  const read = async (query = '') => {
    const response = await fetch(`${shop.url}${apiPaths.pageViewFigures}${query}`);
    return { response, body: (await response.json()) as PublicFigures & Problem };
  };

  test('are of frozen days alone, and may be kept for an hour', async () => {
    const { response, body } = await read(`?from=${name(today - 41 * day)}&to=${name(today)}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(body.totals).toEqual(counts(100, 50, 80, 800_000));
    expect(body.figures.path.rows.map(({ value }) => value)).toEqual(['/', 'other']);
    expect(body.figures.source.rows).toEqual([]);
    expect(body.series.filter(({ state }) => state !== 'not-counted').map(({ counts: told }) => told?.views)).toEqual([
      60, 40,
    ]);
    expect(body.available).toEqual({ from: name(today - 41 * day), to: name(today - 40 * day) });
    expect(JSON.stringify(body)).not.toMatch(/terms|HYPERLINK/);
  });

  test('are those of the newest frozen month where none is asked for', async () => {
    const { body } = await read();
    expect(body.from).toBe(`${name(today - 40 * day).slice(0, 7)}-01`);
    expect(body.frozenDays).toBeGreaterThan(0);
  });

  test('are refused where the period is not one, and say nothing by the hour', async () => {
    for (const query of [
      '?from=2026-01-01',
      '?from=2026-01-01&to=2027-06-01',
      '?from=2026-01-01&to=2026-01-01&by=hour',
    ]) {
      const { response, body } = await read(query);
      expect([response.status, body.code], query).toEqual([400, 'invalid-request']);
    }
  });
});
