import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Shop } from '../../functions/shop.ts';
import { type Access, accessReason, accessStatement, recordAccess } from '../../functions/staff/access-log.ts';
import { subjectHash } from '../../functions/subject-hash.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { rowOf } from '../retention/rows.ts';

const staff = { email: 'privacy@shop.example', role: 'privacy' } as const;
const privacySecret = 's'.repeat(32);
const now = Date.UTC(2026, 10, 24, 9);
const view: Access = { act: 'view', what: 'orders and order_lines', why: 'PR-7K4M', subjectEmail: 'ada@example.com' };

let database: Database;
let close: () => Promise<void>;
let shop: Shop;
beforeAll(async () => {
  ({ database, close } = await launchStorage());
  // All that the log looks at of a shop.
  shop = { database, now, config: { privacySecret } } as unknown as Shop;
});
afterAll(() => close());
beforeEach(() => emptyDatabase(database));

async function rows(): Promise<Record<string, unknown>[]> {
  return (await database.prepare('SELECT * FROM access_log ORDER BY rowid').all()).results;
}

test('[security.access] a view is written down: who, when, what, why, and of whom by a keyed hash alone', async () => {
  await recordAccess(shop, staff, { ...view, requestNumber: 'PR-7K4M' });
  const [row, ...more] = await rows();
  expect(more).toEqual([]);
  expect(row).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    at: now,
    staff_email: staff.email,
    role: 'privacy',
    act: 'view',
    what: 'orders and order_lines',
    why: 'PR-7K4M',
    subject_hash: await subjectHash(privacySecret, 'Ada@Example.com'),
    request_number: 'PR-7K4M',
  });
  expect(JSON.stringify(row)).not.toContain('ada@');
  expect(Object.keys(row ?? {})).toEqual(Object.keys(dataMap.access_log.columns));
});

test('what is nobody’s in particular has no hash', async () => {
  await recordAccess(shop, staff, { act: 'view', what: 'a list of requests', why: 'daily look' });
  expect(await rows()).toMatchObject([{ subject_hash: null, request_number: null }]);
});

test('[security.access] a change and its row are written together, or neither', async () => {
  const change = { ...view, act: 'change' } as const;
  const order = rowOf['orders']?.(database, 'LG-1', now)[0];
  if (!order) throw new Error('rows.ts writes no order');
  await database.batch([order, await accessStatement(shop, staff, change)]);
  expect([await count(database, 'orders'), await count(database, 'access_log')]).toEqual([1, 1]);

  // The same order again: the database says no, and takes the row back with it.
  await expect(database.batch([await accessStatement(shop, staff, change), order])).rejects.toThrow();
  expect(await count(database, 'access_log')).toBe(1);
});

test('two acts of the same kind are two rows', async () => {
  await recordAccess(shop, staff, view);
  await recordAccess(shop, staff, view);
  expect(new Set((await rows()).map(({ id }) => id)).size).toBe(2);
});

test('no address gets into a row that outlives an erasure, and no act without a reason', async () => {
  for (const wrong of [
    { what: 'orders of ada@example.com' },
    { why: 'asked by ada@example.com' },
    { why: '' },
    { why: 'x'.repeat(201) },
    { what: '' },
  ]) {
    await expect(recordAccess(shop, staff, { ...view, ...wrong }), JSON.stringify(wrong)).rejects.toThrow();
  }
  expect(await rows()).toEqual([]);
  for (const reason of ['asked by ada@example.com', ' ', 'x'.repeat(201)])
    expect(accessReason.safeParse(reason).success).toBe(false);
  expect(accessReason.parse(' called about the parcel ')).toBe('called about the parcel');
});

test('what was written is never changed', async () => {
  await recordAccess(shop, staff, view);
  await expect(database.prepare(`UPDATE access_log SET why = 'another reason'`).run()).rejects.toThrow(/not changed/);
  expect(await rows()).toMatchObject([{ why: 'PR-7K4M' }]);
});

test('the list of the staff takes no address that could never be found, and no role that is none', async () => {
  const insert = (email: string, role: string) =>
    database.prepare('INSERT INTO staff (email, role, added_at) VALUES (?1, ?2, 0)').bind(email, role).run();
  await expect(insert('Owner@shop.example', 'owner')).rejects.toThrow(/CHECK/);
  await expect(insert('owner@shop.example', 'admin')).rejects.toThrow(/CHECK/);
  await insert('owner@shop.example', 'owner');
});
