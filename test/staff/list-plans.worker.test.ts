import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectAddedCorrections } from '../../functions/rectification/queries.ts';
import { type ListWish, selectClosedRequests, selectOpenRequests } from '../../functions/staff/requests/queries.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { explainPlan } from '../retention/explain-plan.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
});
afterAll(() => opened.close());

/** How the database would carry out what a query has asked of it. */
async function planOf(ask: (database: Database) => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const listening = new Proxy(opened.database, {
    get: (database, name) => {
      if (name !== 'prepare') return Reflect.get(database, name);
      return (text: string) => {
        texts.push(text);
        return database.prepare(text);
      };
    },
  });
  await ask(listening);
  const [text = ''] = texts;
  return explainPlan(opened.database, text);
}

const wish: ListWish = { kind: '', withRestricted: true, limit: 50 };

test.each([
  [
    'what is open',
    'privacy_requests_late',
    (database: Database) => selectOpenRequests(database, { at: 0, number: '' }, wish),
  ],
  [
    'what is closed',
    'privacy_requests_closed',
    (database: Database) => selectClosedRequests(database, { at: 0, number: '' }, wish),
  ],
] as const)('a page of %s begins at its place in the index, and sorts nothing', async (_, index, ask) => {
  const plan = await planOf(ask);
  expect(plan.filter((step) => step.startsWith(`SEARCH r USING INDEX ${index}`))).toHaveLength(1);
  expect(plan.filter((step) => step.startsWith('SCAN') || step.includes('TEMP B-TREE'))).toEqual([]);
});

test('what a request has had added beside invoices is found by an index', async () => {
  const plan = await planOf((database) => selectAddedCorrections(database, 'PR-7K4M-92QX'));
  expect(plan.join()).toContain('SEARCH order_corrections USING INDEX order_corrections_request');
});
