import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { retention } from '../../src/policy/retention.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { count, emptyDatabase, runsOf, writeOrders } from './database.ts';

const onlyOrders = { orders: retention.orders };
const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;
const now = Date.UTC(2026, 10, 23, 16, 7);
/** Due in half a year: a clock that is a year ahead takes it for due. */
const paidSixAndAHalfYearsAgo = Date.UTC(2020, 4, 23);
const paidEightYearsAgo = Date.UTC(2018, 10, 23);

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, close } = await launchStorage());
});
afterAll(() => close());
afterEach(() => vi.restoreAllMocks());
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyDatabase(database);
  await deleteDue(database, now, onlyOrders);
  await writeOrders(database, 5, paidSixAndAHalfYearsAgo);
});

test('a clock that leaps a year ahead and back deletes nothing before its time', async () => {
  // Two at once, or shortly after each other, at the wrong time are no proof of each other.
  await Promise.all([0, 1].map(() => deleteDue(database, now + year, onlyOrders)));
  await deleteDue(database, now + year + 29 * minute, onlyOrders);
  await deleteDue(database, now + year - hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(5);
  await writeOrders(database, 2, paidEightYearsAgo);
  await deleteDue(database, now + hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(5);
  expect(await runsOf(database, 'orders')).toEqual([
    { rule: 'orders', state: 'finished', started_at: now, deleted: 0, still_due: 0 },
    { rule: 'orders', state: 'held-off', started_at: now + year, deleted: 0, still_due: 5 },
    { rule: 'orders', state: 'held-off', started_at: now + year, deleted: 0, still_due: 5 },
    { rule: 'orders', state: 'held-off', started_at: now + year + 29 * minute, deleted: 0, still_due: 5 },
    { rule: 'orders', state: 'held-off', started_at: now + year - hour, deleted: 0, still_due: 5 },
    { rule: 'orders', state: 'finished', started_at: now + hour, deleted: 2, still_due: 0 },
  ]);
  expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining('clock') }));
});

test('an earlier leap does not vouch for a later one', async () => {
  await deleteDue(database, now + year, onlyOrders);
  await deleteDue(database, now + hour, onlyOrders);
  await deleteDue(database, now + year + hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(5);
});

test('after a year in which nothing ran, the second run catches up', async () => {
  await deleteDue(database, now + year, onlyOrders);
  expect(await count(database, 'orders')).toBe(5);
  await deleteDue(database, now + year + hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(0);
  await writeOrders(database, 1, paidSixAndAHalfYearsAgo);
  await deleteDue(database, now + year + 2 * hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(0);
});

test('a clock that goes back a year deletes nothing that was not due then, and the record says when it ran', async () => {
  const paidSevenYearsAgo = Date.UTC(2019, 10, 23, 16, 7);
  await writeOrders(database, 1, paidSevenYearsAgo);
  await deleteDue(database, now - year, onlyOrders);
  expect(await count(database, 'orders')).toBe(6);
  await deleteDue(database, now, onlyOrders);
  expect(await count(database, 'orders')).toBe(6);
  await deleteDue(database, now + hour, onlyOrders);
  expect(await count(database, 'orders')).toBe(5);
  expect((await runsOf(database, 'orders')).map((run) => [run.state, run.started_at])).toEqual([
    ['finished', now],
    ['finished', now - year],
    ['held-off', now],
    ['finished', now + hour],
  ]);
});
