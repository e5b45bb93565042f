import type { D1Database, R2Bucket } from '@cloudflare/workers-types';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { analyticsMap } from '../../src/policy/analytics-map.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';

/** Both databases and the keys, in the real workerd, empty. */
export interface Analytics {
  /** As the acts take them. */
  readonly database: D1Database;
  readonly analytics: D1Database;
  readonly analyticsKeys: R2Bucket;
  readonly shopDatabase: Database;
  readonly analyticsDatabase: Database;
  close(): Promise<void>;
}

export async function openAnalytics(): Promise<Analytics> {
  const { database: shopDatabase, analytics: analyticsDatabase, analyticsKeys, close } = await launchStorage();
  return {
    // The same, seen through the types of the Worker.
    database: shopDatabase as unknown as D1Database,
    analytics: analyticsDatabase as unknown as D1Database,
    analyticsKeys: analyticsKeys as unknown as R2Bucket,
    shopDatabase,
    analyticsDatabase,
    close,
  };
}

/** Those of the shop's tables that analytics read or write. */
const shopTables = ['checkouts', 'orders', 'retention_runs', 'retention_alarms'];

export async function emptyAnalytics({ shopDatabase, analyticsDatabase, analyticsKeys }: Analytics): Promise<void> {
  await analyticsDatabase.batch(
    Object.keys(analyticsMap).map((table) => analyticsDatabase.prepare(`DELETE FROM ${table}`)),
  );
  await shopDatabase.batch(shopTables.map((table) => shopDatabase.prepare(`DELETE FROM ${table}`)));
  const { objects } = await analyticsKeys.list();
  if (objects.length > 0) await analyticsKeys.delete(objects.map(({ key }) => key));
}

export const hour = 3_600_000;
export const day = 24 * hour;
/** A Thursday. */
export const noon = Date.UTC(2026, 10, 26, 12);
export const midnight = noon - 12 * hour;

/** 22 characters for a number. */
export function sessionNamed(number: number | string): string {
  return String(number).padStart(22, 's');
}

/** A UUID for a number. */
export function viewNamed(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function viewOf(number: number, changes: Partial<PageView> = {}): PageView {
  return {
    view: viewNamed(number),
    session: sessionNamed(number),
    openedAt: noon + number,
    path: '/',
    country: 'FR',
    device: 'phone',
    browser: 'Safari',
    system: 'iOS',
    source: 'direct',
    medium: 'none',
    campaign: 'none',
    milliseconds: 0,
    ...changes,
  };
}

export interface CounterRow {
  readonly period: 'hour' | 'day';
  readonly dimension: string;
  readonly starts_at: number;
  readonly value: string;
  readonly views: number;
  readonly visits: number;
  readonly timed_views: number;
  readonly milliseconds: number;
}

/** Everything, in the order of the key. */
export async function countersOf(database: Database): Promise<CounterRow[]> {
  const { results } = await database
    .prepare(
      `SELECT period, dimension, starts_at, value, views, visits, timed_views, milliseconds FROM counters
       ORDER BY period, dimension, starts_at, value`,
    )
    .all<CounterRow>();
  return results;
}

export async function rowsOf(database: Database, table = 'page_views'): Promise<Record<string, unknown>[]> {
  const { results } = await database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all<Record<string, unknown>>();
  return results;
}

/** Whole numbers below a bound, always the same ones for a seed (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** The same in another order. */
export function shuffled<Item>(items: readonly Item[], random: (below: number) => number): Item[] {
  const left = [...items];
  return Array.from({ length: left.length }, () => left.splice(random(left.length), 1)).flat();
}
