import {
  selectCountedDays,
  selectFolded,
  selectSeries,
  selectValues,
} from '../../functions/page-views/figures/queries.ts';
import { figureNames } from '../../src/api/page-view-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import type { Database } from '../local/reach-database.ts';
import { writeCounters } from '../page-views/figures/write-counters.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

const dayMilliseconds = 86_400_000;
const viewsPerDay = 10_000;
const days = 365;
const runs = 7;
/** D1's bound for one database on the Workers Paid plan: developers.cloudflare.com/d1/platform/limits. */
const databaseBytes = 10 * 1000 ** 3;

type Statement = ReturnType<Database['prepare']>;

interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  readonly rowsRead: number;
  readonly answered: number;
}

/** A year of 10,000 views a day in the counters, by the day and by the hour: what each figure of the desk's page costs. */
export function benchFigures(): Promise<readonly Verdict[]> {
  return withShop(async (shop) => {
    const today = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds;
    const from = today - days * dayMilliseconds;
    const frozenBefore = today - 30 * dayMilliseconds;
    const written = await writeCounters(shop.analytics, { from, days, viewsPerDay, frozenBefore, until: today });
    const measured = await measureAll(shop, from, today);
    printTable(
      ['of a year', 'ms in D1', 'rows read', 'rows answered'],
      measured.map((one) => [one.name, one.milliseconds.toFixed(1), one.rowsRead, one.answered]),
    );
    const bytes = await sizeOf(shop.analytics);
    console.log(`  ${written} counters; the database has ${(bytes / 1024 ** 2).toFixed(1)} MiB`);
    await measurePage(shop, from, today);
    const withHours = await measure('with', allFigures(shop.analytics, from));
    await shop.analytics.prepare("DELETE FROM counters WHERE period = 'hour'").run();
    return judge({ bytes, withHours, withoutHours: await measure('without', allFigures(shop.analytics, from)) });
  });
}

async function measureAll({ analytics }: LocalShop, from: number, until: number): Promise<Measured[]> {
  const all = daysFrom(from);
  const month = until - 31 * dayMilliseconds;
  const questions: (readonly [string, Statement])[] = [
    ['views, visits and time by the day', selectSeries(analytics, { period: 'day', from, until })],
    ['31 days by the hour', selectSeries(analytics, { period: 'hour', from: month, until })],
    ['one day by the hour', selectSeries(analytics, { period: 'hour', from: until - dayMilliseconds, until })],
    ...figureNames.map((name): readonly [string, Statement] => [
      `figure: ${name}`,
      selectValues(analytics, { dimensions: [name], days: all, from, limit: 12 }),
    ]),
    ['all figures at once', allFigures(analytics, from)],
    ['what was folded', selectFolded(analytics, figureNames, all)],
    ['days and their state', selectCountedDays(analytics, from, until)],
  ];
  const measured: Measured[] = [];
  for (const [name, statement] of questions) measured.push(await measure(name, statement));
  return measured;
}

function allFigures(analytics: Database, from: number): Statement {
  const dimensions = ['all', ...figureNames];
  return selectValues(analytics, { dimensions, days: daysFrom(from), from, limit: 12 });
}

function daysFrom(from: number): number[] {
  return Array.from({ length: days }, (_, place) => from + place * dayMilliseconds);
}

/** The median of some runs, as D1 itself measures it. */
async function measure(name: string, statement: Statement): Promise<Measured> {
  const times: number[] = [];
  let [rowsRead, answered] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const { meta, results } = await statement.all();
    times.push(meta.duration);
    rowsRead = meta.rows_read;
    answered = results.length;
  }
  return { name, milliseconds: median(times), rowsRead, answered };
}

async function sizeOf(database: Database): Promise<number> {
  const { meta } = await database.prepare('SELECT 1').run();
  return meta.size_after;
}

/** The whole answer through the Worker, as the desk's page asks for it. */
async function measurePage(shop: LocalShop, from: number, until: number): Promise<void> {
  const name = (at: number) => new Date(at).toISOString().slice(0, 10);
  const query = `?from=${name(from)}&to=${name(until - dayMilliseconds)}`;
  const headers = { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor('owner@shop.example') };
  const rows: [string, string, string][] = [];
  for (const [what, path] of [
    ['the year', apiPaths.staffPageViews + query],
    ['the year, for everybody', apiPaths.pageViewFigures + query],
    ['the year as CSV', apiPaths.staffPageViewsTable + query],
  ] as const) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      const response = await fetch(shop.url + path, { headers });
      if (response.status !== 200) throw new Error(`${path} was refused with ${response.status}`);
      bytes = (await response.arrayBuffer()).byteLength;
      times.push(performance.now() - began);
    }
    rows.push([what, median(times).toFixed(0), (bytes / 1024).toFixed(1)]);
  }
  printTable(['through the Worker', 'ms', 'KiB'], rows);
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** A search sees its end by the row behind it: behind the last one of the days is the first one of an hour. */
const searchesBesideHours = 1;

interface Weighed {
  readonly bytes: number;
  readonly withHours: Measured;
  readonly withoutHours: Measured;
}

function judge({ bytes, withHours, withoutHours }: Weighed): readonly Verdict[] {
  return [
    {
      promise: 'what the figures of a year read does not grow with the counters of hours',
      isKept: withHours.rowsRead - withoutHours.rowsRead <= searchesBesideHours,
      figures: `${withHours.rowsRead} rows read, and ${withoutHours.rowsRead} once the hours are gone`,
    },
    {
      promise: 'ten years of counters fit in one database',
      isKept: bytes * 10 < databaseBytes,
      figures: `${(bytes / 1024 ** 2).toFixed(1)} MiB a year`,
    },
  ];
}
