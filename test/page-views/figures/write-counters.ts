import { otherValue } from '../../../src/api/page-view-answers.ts';
import { readPieces } from '../../../src/catalog/read-catalog.ts';
import { paths } from '../../../src/paths.ts';
import type { Database } from '../../local/reach-database.ts';

/** Counters as a shop has them after a while, the same each time: what is often seen, what rarely, busier by day. */

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** Fewer visits than that are folded on the day on which the counters freeze. */
const fewestVisits = 10;
const rowsPerStatement = 8_000;

export interface CountersToWrite {
  /** The start of the first day, milliseconds since the epoch. */
  readonly from: number;
  readonly days: number;
  /** Of an average day. */
  readonly viewsPerDay: number;
  /** Days that start before this are frozen. */
  readonly frozenBefore: number;
  /** Nothing is counted from this instant on; it is a full hour. */
  readonly until: number;
}

type Row = readonly [period: string, dimension: string, startsAt: number, value: string, ...counts: number[]];

/** @returns how many rows were written */
export async function writeCounters(database: Database, wish: CountersToWrite): Promise<number> {
  const values = await valuesOfAll();
  const random = randomFrom(7);
  let rows: Row[] = [];
  let written = 0;
  for (let place = 0; place < wish.days; place += 1) {
    const day = wish.from + place * dayMilliseconds;
    if (day >= wish.until) break;
    rows.push(...rowsOfDay(day, wish, values, random));
    if (rows.length < rowsPerStatement) continue;
    written += await insertCounters(database, rows);
    rows = [];
  }
  written += await insertCounters(database, rows);
  await writeDays(database, wish);
  return written;
}

async function insertCounters(database: Database, rows: readonly Row[]): Promise<number> {
  await database
    .prepare(
      `INSERT INTO counters (period, dimension, starts_at, value, views, visits, timed_views, milliseconds)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
       FROM json_each(?1)`,
    )
    .bind(JSON.stringify(rows))
    .run();
  return rows.length;
}

async function writeDays(database: Database, { from, days, frozenBefore, until }: CountersToWrite): Promise<void> {
  const counted = Array.from({ length: days }, (_, place) => from + place * dayMilliseconds)
    .filter((day) => day < until)
    .map((day) => [
      day,
      Math.min(day + dayMilliseconds, until),
      day < frozenBefore ? day + 31 * dayMilliseconds : null,
    ]);
  await database
    .prepare(
      `INSERT INTO counted_days (starts_at, counted_at, frozen_at)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)`,
    )
    .bind(JSON.stringify(counted))
    .run();
}

/** A value and how large a part of all it has. */
type Weighed = readonly (readonly [value: string, weight: number])[];

function rowsOfDay(
  day: number,
  { viewsPerDay, frozenBefore, until }: CountersToWrite,
  values: ReadonlyMap<string, Weighed>,
  random: () => number,
): Row[] {
  const weekday = new Date(day).getUTCDay();
  const views = viewsPerDay * (weekday === 0 || weekday === 6 ? 1.25 : 0.9) * (0.85 + random() * 0.3);
  const isFrozen = day < frozenBefore;
  const hours = Array.from({ length: 24 }, (_, hour) => day + hour * hourMilliseconds).filter((hour) => hour < until);
  const busy = (hour: number) => (0.35 + Math.sin(((hour / hourMilliseconds) % 24) / 7.64) ** 2) / 20.2;
  const done = hours.reduce((sum, hour) => sum + busy(hour), 0);
  return [
    ...cells('day', day, views * Math.min(1, done), { values, random, isFrozen }),
    ...hours.flatMap((hour) => cells('hour', hour, views * busy(hour), { values, random, isFrozen })),
  ];
}

interface Cells {
  readonly values: ReadonlyMap<string, Weighed>;
  readonly random: () => number;
  readonly isFrozen: boolean;
}

function cells(period: string, startsAt: number, views: number, { values, random, isFrozen }: Cells): Row[] {
  return [...values].flatMap(([dimension, weighed]) => {
    const all = weighed.flatMap(([value, weight]): Row[] => {
      const seen = Math.floor(views * weight * (0.8 + random() * 0.4) + random());
      if (seen === 0) return [];
      const visits = Math.max(1, Math.round(seen / 2.6));
      const timed = Math.round(seen * 0.94);
      return [
        [period, dimension, startsAt, value, seen, visits, timed, Math.round(timed * (20 + random() * 50)) * 1000],
      ];
    });
    return isFrozen ? fold(all) : all;
  });
}

function fold(rows: readonly Row[]): Row[] {
  const [small, large] = [
    rows.filter((row) => Number(row[5]) < fewestVisits),
    rows.filter((row) => Number(row[5]) >= fewestVisits),
  ];
  const [first] = small;
  // Small steps of the funnel, and hours and days that are small in all, are left out.
  if (!first || first[1] === 'all' || first[1] === 'funnel') return large;
  const sums = [4, 5, 6, 7].map((column) => small.reduce((sum, row) => sum + Number(row[column]), 0));
  const same = large.find((row) => row[3] === otherValue);
  const folded: Row = [
    first[0],
    first[1],
    first[2],
    otherValue,
    ...sums.map((sum, at) => sum + Number(same?.[at + 4] ?? 0)),
  ];
  return [...large.filter((row) => row !== same), folded];
}

/** As many values as a year brings: some thirty pages, a few hundred sites that lead here, the countries that buy. */
async function valuesOfAll(): Promise<ReadonlyMap<string, Weighed>> {
  const pieces = (await readPieces()).map(({ slug }) => paths.piece(slug));
  const pages = [paths.home, '/jewellery/', ...pieces.slice(0, 6), '/leather/', ...pieces.slice(6), paths.bag];
  const all = zipf([...pages, paths.delivery, paths.privacy, paths.contact, paths.terms, paths.pageViews], 0.75);
  const sites = Array.from({ length: 220 }, (_, place) => `magazine-${place + 1}.example`);
  const countries = 'FR DE GB US IT CH JP AE BE NL ES AT SE DK CA AU SG HK KR PT IE NO FI PL LU GR CZ HU RO MX BR XX';
  return new Map<string, Weighed>([
    ['all', [['all', 1]]],
    ['path', all],
    ['entry', zipf(pages, 1.1)],
    ['exit', zipf([...pages].reverse(), 0.6)],
    ['source', zipf(['search', 'direct', 'social', 'mail', 'ai-assistant', ...sites], 1.15)],
    ['medium', zipf(['none', 'email', 'social', 'cpc', 'referral'], 2)],
    ['campaign', zipf(['none', 'autumn', 'new-pendants', 'atelier-letter'], 2.2)],
    ['country', zipf(countries.split(' '), 1)],
    ['device', zipf(['phone', 'desktop', 'tablet', 'other'], 1.4)],
    ['browser', zipf(['Safari', 'Chrome', 'Edge', 'Firefox', 'Samsung Internet', 'Opera', 'other'], 1.3)],
    ['system', zipf(['iOS', 'Windows', 'Android', 'macOS', 'Linux', 'ChromeOS', 'other'], 1.1)],
    [
      'funnel',
      [
        ['product', 0.52],
        ['bag', 0.061],
        ['checkout', 0.019],
        ['paid', 0.011],
      ],
    ],
  ]);
}

/** The second is seen half as often as the first, the third a third as often: as words, towns and pages are. */
function zipf(values: readonly string[], steepness: number): Weighed {
  const weights = values.map((_, place) => 1 / (place + 1) ** steepness);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return values.map((value, place) => [value, (weights[place] ?? 0) / sum]);
}

/** Numbers between 0 and 1, the same ones each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
