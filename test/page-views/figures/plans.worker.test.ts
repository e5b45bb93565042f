import type { D1Database } from '@cloudflare/workers-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countPresent,
  selectCountedDays,
  selectCounters,
  selectFolded,
  selectFrozenDays,
  selectSeries,
  selectValues,
} from '../../../functions/page-views/figures/queries.ts';
import { launchStorage } from '../../local/launch-storage.ts';
import type { Database } from '../../local/reach-database.ts';
import { explainPlan } from '../../retention/explain-plan.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
});
afterAll(() => opened.close());

/** How the database would carry out what a query has asked of it. */
async function planOf(ask: (database: Database & D1Database) => unknown): Promise<string[]> {
  const texts: string[] = [];
  const listening = new Proxy(opened.analytics, {
    get: (database, name) => {
      if (name !== 'prepare') return Reflect.get(database, name);
      return (text: string) => {
        texts.push(text);
        return database.prepare(text);
      };
    },
  });
  await ask(listening as Database & D1Database);
  return explainPlan(opened.analytics, texts[0] ?? '');
}

const period = { period: 'hour', from: 0, until: 1 } as const;
const page = { ...period, dimension: 'path', after: { startsAt: 0, value: '' }, limit: 10 };
const key = 'SEARCH counters USING PRIMARY KEY (period=? AND dimension=? AND ';

test.each([
  ['the series', `${key}starts_at>? AND starts_at<?)`, (database: D1Database) => selectSeries(database, period)],
  [
    'the values of each figure',
    `${key}starts_at=?)`,
    (database: D1Database) => selectValues(database, { dimensions: ['path'], days: [0], from: 0, limit: 10 }),
  ],
  [
    'what was folded',
    `${key}starts_at=? AND value=?)`,
    (database: D1Database) => selectFolded(database, ['path'], [0]),
  ],
  ['a page of the CSV', key, (database: D1Database) => selectCounters(database, page)],
] as const)('%s: read by the primary key, and no counter besides', async (_, step, ask) => {
  const plan = await planOf(ask);
  expect(
    plan.filter((line) => line.startsWith(step)),
    plan.join('\n'),
  ).toHaveLength(1);
  expect(plan.filter((line) => /^SCAN (counters|page_views)/.test(line))).toEqual([]);
});

test('neither the series nor a page of the CSV sorts anything: the key has their order', async () => {
  for (const ask of [
    (database: D1Database) => selectSeries(database, period),
    (database: D1Database) => selectCounters(database, page),
  ]) {
    expect((await planOf(ask)).filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  }
});

test('days are found by their key, and who is here by the time at which they came', async () => {
  const days = await planOf((database) => selectCountedDays(database, 0, 1));
  expect(days).toEqual(['SEARCH counted_days USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)']);
  const frozen = await planOf((database) => selectFrozenDays(database));
  expect(frozen.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  const present = await planOf((database) => countPresent(database, { openedAfter: 0, seenAfter: 0 }));
  expect(present.join()).toContain('SEARCH page_views USING INDEX page_views_by_time (opened_at>?)');
});
