import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { deletingRules } from '../../functions/retention/each-rule.ts';
import { raiseAlarms } from '../../functions/retention/raise-alarms.ts';
import { endOf } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { alarmsOf, dyingAt, emptyDatabase, writeOrders } from './database.ts';

const orders = { orders: retention.orders };
const hour = 3_600_000;
const day = 24 * hour;
const paid = Date.UTC(2019, 5, 1);
/** The order paid then is due from here on. */
const due = endOf(paid, retention.orders.keep);

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
});

test('what has been due for a day raises one alarm, which names its rule', async () => {
  await writeOrders(database, 1, paid);
  await raiseAlarms(database, due + day - 1, orders);
  expect(await alarmsOf(database)).toEqual([]);
  expect(console.error).not.toHaveBeenCalled();
  await raiseAlarms(database, due + day, orders);
  expect(await alarmsOf(database)).toEqual([
    { rule: 'orders', reason: 'left-behind', oldest_due_at: due, raised_at: due + day, cleared_at: null },
  ]);
  expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ rule: 'orders' }));
});

test('while an alarm is open there is no second, however often and at once it is looked at', async () => {
  await writeOrders(database, 1, paid);
  await Promise.all([1, 2, 3].map((days) => raiseAlarms(database, due + days * day, orders)));
  await raiseAlarms(database, due + 9 * day, orders);
  expect(await alarmsOf(database)).toHaveLength(1);
  expect(console.error).toHaveBeenCalledTimes(1);
});

test('an alarm ends by itself once nothing is due, and a later one is a new row', async () => {
  await writeOrders(database, 1, paid);
  await raiseAlarms(database, due + 2 * day, orders);
  await deleteDue(database, due + 3 * day, orders);
  expect(await alarmsOf(database)).toMatchObject([{ raised_at: due + 2 * day, cleared_at: due + 3 * day }]);
  await writeOrders(database, 1, paid);
  await raiseAlarms(database, due + 3 * day + hour, orders);
  expect(await alarmsOf(database)).toMatchObject([{ cleared_at: due + 3 * day }, { cleared_at: null }]);
});

test('a run that leaves a backlog behind raises one, and the run that ends the backlog ends it', async () => {
  await writeOrders(database, 5_001, paid);
  await deleteDue(database, due + 2 * day, orders);
  expect(await alarmsOf(database)).toMatchObject([
    { reason: 'left-behind', oldest_due_at: due + 5_000, cleared_at: null },
  ]);
  await deleteDue(database, due + 2 * day + hour, orders);
  expect(await alarmsOf(database)).toMatchObject([{ cleared_at: due + 2 * day + hour }]);
});

test('a rule whose runs die for a day raises one', async () => {
  await deleteDue(database, due - hour, orders);
  await writeOrders(database, 1, paid + 10 * day);
  for (const hours of [0, 12, 23]) {
    await expect(deleteDue(dyingAt(database, 1), due + hours * hour, orders)).rejects.toThrow();
  }
  expect(await alarmsOf(database)).toMatchObject([{ rule: 'orders', reason: 'not-run', cleared_at: null }]);
  await deleteDue(database, due + day, orders);
  expect(await alarmsOf(database)).toMatchObject([{ rule: 'orders', reason: 'not-run', cleared_at: due + day }]);
});

test('a job that is no longer started raises one for each rule, though nothing is due', async () => {
  await deleteDue(database, due);
  await raiseAlarms(database, due + day - 1);
  expect(await alarmsOf(database)).toEqual([]);
  await raiseAlarms(database, due + day);
  const alarms = await alarmsOf(database);
  expect(alarms.map((alarm) => alarm.rule).sort()).toEqual(
    deletingRules(retention)
      .map(({ name }) => name)
      .sort(),
  );
  expect(new Set(alarms.map((alarm) => alarm.reason))).toEqual(new Set(['not-run']));
});

test('a new shop, in which the job never ran, raises none', async () => {
  await raiseAlarms(database, due);
  expect(await alarmsOf(database)).toEqual([]);
});

test('a clock that goes back ends no alarm of what is still due when it is right again', async () => {
  await writeOrders(database, 1, paid);
  await raiseAlarms(database, due + 2 * day, orders);
  await raiseAlarms(database, due - 365 * day, orders);
  await raiseAlarms(database, due + 2 * day + hour, orders);
  expect(await alarmsOf(database)).toMatchObject([{ cleared_at: due - 365 * day }, { cleared_at: null }]);
});
