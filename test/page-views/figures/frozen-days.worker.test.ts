import type { D1Database } from '@cloudflare/workers-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recount } from '../../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../../functions/page-views/store-page-views.ts';
import type { FigureName, PageViewFigures, PublicFigures } from '../../../src/api/page-view-answers.ts';
import { apiPaths } from '../../../src/paths.ts';
import { readCsv } from '../../copies/read-csv.ts';
import { type LocalShop, launchShop } from '../../local/launch-shop.ts';
import { askAs } from '../../staff/ask-desk.ts';
import { day, hour, viewOf } from '../analytics.ts';

/** From rows to what people read: views are stored and counted, and the shop's own job freezes the day. */

const owner = 'owner@shop.example';
const frozenDay = Math.floor(Date.now() / day) * day - 31 * day;
const name = new Date(frozenDay).toISOString().slice(0, 10);
const period = `from=${name}&to=${name}`;

let shop: LocalShop;
let open: PageViewFigures;
let frozen: PageViewFigures;
let everybody: PublicFigures;
let table: readonly (readonly string[])[];

const read = async () =>
  (await askAs<PageViewFigures>(shop, owner, 'GET', `${apiPaths.staffPageViews}?${period}`)).body;

beforeAll(async () => {
  shop = await launchShop();
  const analytics = shop.analytics as unknown as D1Database;
  const database = shop.database as unknown as D1Database;
  // 58 visits between noon and two: 40 French, 11 Italian, 4 Spanish, 3 Portuguese; each looks at a second page.
  const views = Array.from({ length: 58 }, (_, number) => {
    const openedAt = frozenDay + 12 * hour + (number % 2) * hour + number;
    const country = number < 40 ? 'FR' : number < 51 ? 'IT' : number < 55 ? 'ES' : 'PT';
    const first = viewOf(number, { openedAt, country, milliseconds: 2_000, source: number < 30 ? 'search' : 'direct' });
    const second = { openedAt: openedAt + 1_000, country, path: '/bag/', milliseconds: 4_000, source: 'internal' };
    return [first, { ...viewOf(1_000 + number, second), session: first.session }];
  }).flat();
  await storePageViews(analytics, views, frozenDay + 15 * hour);
  await recount({ database, analytics, now: frozenDay + 16 * hour });
  open = await read();
  // The job has run all along, so that its clock is believed.
  await shop.database
    .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES ('orders', 'finished', ?1, 0)`)
    .bind(Date.now() - hour)
    .run();
  await shop.runSchedule('*/5 * * * *', new Date());
  frozen = await read();
  everybody = (await (await fetch(`${shop.url}${apiPaths.pageViewFigures}?${period}`)).json()) as PublicFigures;
  const csv = await fetch(`${shop.url}${apiPaths.staffPageViewsTable}?${period}`, {
    headers: { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(owner) },
  });
  table = readCsv(await csv.text()).slice(1);
}, 120_000);
afterAll(() => shop.close());

const visits = (figures: Pick<PageViewFigures, 'figures'>, figure: FigureName) =>
  Object.fromEntries(figures.figures[figure].rows.map((row) => [row.value, row.visits]));

test('before the freezing everything is told as it was counted', () => {
  expect(open.totals).toEqual({ views: 116, visits: 58, timedViews: 116, milliseconds: 348_000 });
  expect(visits(open, 'country')).toEqual({ FR: 40, IT: 11, ES: 4, PT: 3 });
  expect(visits(open, 'exit')).toEqual({ '/bag/': 58 });
  expect(open.frozenDays).toBe(0);
});

test('after it the sums are the same, and no value, nor what is left beside it, is of fewer than ten', () => {
  expect(frozen.frozenDays).toBe(1);
  expect(frozen.totals).toEqual(open.totals);
  // Spain's and Portugal's seven alone could be told from the total: Italy goes with them.
  expect(visits(frozen, 'country')).toEqual({ FR: 40, other: 18 });
  expect(frozen.figures.country.folded).toMatchObject({ visits: 18 });
  expect(visits(frozen, 'source')).toEqual({ search: 30, direct: 28 });
  expect(visits(frozen, 'entry')).toEqual({ '/': 58 });
  expect(visits(frozen, 'funnel')).toEqual({ bag: 58 });
});

test('everybody reads the same as the desk, and the table has it too', () => {
  expect(everybody.totals).toEqual(frozen.totals);
  for (const figure of ['path', 'country', 'source', 'entry', 'exit', 'device'] as const) {
    expect(visits(everybody, figure), figure).toEqual(visits(frozen, figure));
  }
  const countries = table
    .filter(([, dimension]) => dimension === 'country')
    .map(([, , , value, , count]) => [value, count]);
  expect(countries).toEqual([
    ['FR', '40'],
    ['other', '18'],
  ]);
});

test('no row is left of it', async () => {
  expect(await shop.analytics.prepare('SELECT count(*) AS rows FROM page_views').first('rows')).toBe(0);
});
