import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { deletingRules } from '../../functions/retention/each-rule.ts';
import { endOf } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { alarmsOf, count, dyingAt, emptyDatabase, runsOf, writeOrders } from './database.ts';

const onlyOrders = { orders: retention.orders };
const hour = 3_600_000;
/** All orders of `paid` are due now; none of those that were paid later. */
const paid = Date.UTC(2019, 5, 1);
const now = endOf(paid + 10_000, retention.orders.keep);

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, close } = await launchStorage());
});
afterAll(() => close());
afterEach(() => vi.restoreAllMocks());
beforeEach(() => emptyDatabase(database));

async function writeUndueOrder(): Promise<void> {
  await writeOrders(database, 1, paid + 10_001);
}

test('an empty database gets a row of history for each rule, and no alarm', async () => {
  await deleteDue(database, now);
  const names = deletingRules(retention).map((rule) => rule.name);
  expect(names.length).toBeGreaterThan(5);
  expect(await count(database, 'retention_runs')).toBe(names.length);
  for (const rule of names) {
    expect(await runsOf(database, rule)).toEqual([
      { rule, state: 'finished', started_at: now, deleted: 0, still_due: 0 },
    ]);
  }
  expect(await alarmsOf(database)).toEqual([]);
});

test('a run deletes 5,000 due rows in batches, and the next one the row that was left', async () => {
  await writeOrders(database, 5_001, paid);
  await writeUndueOrder();
  await deleteDue(database, now, onlyOrders);
  expect(await count(database, 'orders')).toBe(2);
  await deleteDue(database, now + hour, onlyOrders);
  expect(await runsOf(database, 'orders')).toMatchObject([
    { state: 'finished', deleted: 5_000, still_due: 1 },
    { state: 'finished', deleted: 2, still_due: 0 },
  ]);
  expect(await count(database, 'order_lines')).toBe(0);
});

test('a run twice deletes once, and what is not due stays', async () => {
  await writeOrders(database, 3, paid);
  await writeUndueOrder();
  await deleteDue(database, now, onlyOrders);
  await deleteDue(database, now, onlyOrders);
  expect(await runsOf(database, 'orders')).toMatchObject([
    { deleted: 3, still_due: 0 },
    { deleted: 0, still_due: 0 },
  ]);
  expect(await count(database, 'orders')).toBe(1);
  expect(await count(database, 'order_lines')).toBe(2);
});

test('runs at the same time share the work: each row is deleted and counted once', async () => {
  await writeOrders(database, 2_300, paid);
  await writeUndueOrder();
  await Promise.all([0, 1, 2].map(() => deleteDue(database, now, onlyOrders)));
  const runs = await runsOf(database, 'orders');
  expect(runs).toMatchObject([{ state: 'finished' }, { state: 'finished' }, { state: 'finished' }]);
  expect(runs.reduce((sum, run) => sum + run.deleted, 0)).toBe(2_300);
  expect(await count(database, 'orders')).toBe(1);
  expect(await alarmsOf(database)).toEqual([]);
});

test('a run that dies in the middle has counted what it did, and the next one does the rest', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await writeOrders(database, 1_700, paid);
  await writeUndueOrder();
  const events = { orders: retention.orders, 'payment-events': retention['payment-events'] };
  await expect(deleteDue(dyingAt(database, 3), now, events)).rejects.toThrow('orders');
  expect(said.mock.calls.flat()).toContainEqual(expect.objectContaining({ rule: 'orders' }));
  expect(await count(database, 'orders')).toBe(701);
  expect(await count(database, 'order_lines')).toBe(1_402);
  expect(await runsOf(database, 'orders')).toMatchObject([{ state: 'begun', deleted: 1_000, still_due: null }]);
  await deleteDue(database, now + hour, events);
  // An hour later the order that was not due is.
  expect((await runsOf(database, 'orders'))[1]).toMatchObject({ state: 'finished', deleted: 701, still_due: 0 });
});

test('one rule that fails keeps no other from its work', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await writeOrders(database, 1, paid);
  const mistyped = {
    ...retention['payment-events'],
    deletes: { ...retention['payment-events'].deletes, table: 'events' },
  };
  await expect(deleteDue(database, now, { mistyped, orders: retention.orders })).rejects.toThrow(
    'Retention failed for mistyped',
  );
  expect(await count(database, 'orders')).toBe(0);
  expect(said.mock.calls.flat()).toContainEqual(expect.objectContaining({ rule: 'mistyped' }));
});

test('a run that comes a day late catches up at once', async () => {
  await deleteDue(database, now - 25 * hour, onlyOrders);
  await writeOrders(database, 10, paid);
  await deleteDue(database, now, onlyOrders);
  expect(await count(database, 'orders')).toBe(0);
});

test('a run stays within the limits of D1 however much is due', async () => {
  await writeOrders(database, 5_001, paid);
  const { counting, seen } = countStatements(database);
  await deleteDue(counting, now);
  expect(seen.statements).toBeGreaterThan(50);
  // Source: developers.cloudflare.com/d1/platform/limits
  expect(seen.statements).toBeLessThan(1_000);
  expect(seen.mostBound).toBeGreaterThan(1);
  expect(seen.mostBound).toBeLessThanOrEqual(100);
  expect(seen.longestText).toBeLessThan(100_000);
});

function countStatements(inner: Database) {
  const seen = { statements: 0, mostBound: 0, longestText: 0 };
  const counting = new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'prepare') return value.bind(target);
      return (text: string) => {
        seen.statements += 1;
        seen.longestText = Math.max(seen.longestText, text.length);
        seen.mostBound = Math.max(seen.mostBound, text.match(/\?/g)?.length ?? 0);
        return target.prepare(text);
      };
    },
  });
  return { counting, seen };
}
