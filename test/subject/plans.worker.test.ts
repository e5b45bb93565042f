import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countText, pageText, type RowKeys, selectRowKeys } from '../../functions/subject/queries.ts';
import { subjectTables } from '../../functions/subject/subject-tables.ts';
import { launchStorage } from '../local/launch-storage.ts';
import { explainPlan } from '../retention/explain-plan.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
let keys: RowKeys;
beforeAll(async () => {
  opened = await launchStorage();
  keys = await selectRowKeys(opened.database);
});
afterAll(() => opened.close());

const planOf = (text: string) => explainPlan(opened.database, text);

describe.each(subjectTables())('somebody’s rows of $name', (table) => {
  test('are counted and read by an index, never by looking through the table', async () => {
    for (const text of [countText(table), pageText(table, keys, false), pageText(table, keys, true)]) {
      const plan = await planOf(text);
      expect(plan.length).toBeGreaterThan(0);
      expect(
        plan.filter((step) => step.startsWith('SCAN')),
        text,
      ).toEqual([]);
    }
  });

  test('come in the order of the index, so that a later page sorts nothing and costs no more', async () => {
    for (const isLater of [false, true]) {
      const plan = await planOf(pageText(table, keys, isLater));
      expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    }
  });
});

test('a column without an index would be found', async () => {
  const orders = subjectTables().find(({ name }) => name === 'orders');
  if (!orders) throw new Error('Orders are not declared');
  const text = countText(orders).replace('lower(email)', 'lower(phone)');
  expect((await planOf(text)).join()).toContain('SCAN');
});
