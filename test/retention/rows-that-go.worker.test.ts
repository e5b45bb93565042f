import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { deletingRules } from '../../functions/retention/each-rule.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { type RetentionRule, retention } from '../../src/policy/retention.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { count, emptyDatabase } from './database.ts';
import { rowOf } from './rows.ts';

/** Past every period. */
const far = Date.UTC(2100, 0, 1);
const start = Date.UTC(2026, 10, 23);
const rules: Readonly<Record<string, RetentionRule>> = retention;
const tables = Object.entries<TableDeclaration | FreeTable>(dataMap).flatMap(([table, declared]) => {
  if ('freeOfPersonalData' in declared) return [];
  const sentence = rules[declared.retention]?.stands === 'policy' ? ` [retention.${declared.retention}]` : '';
  return [[table, declared.retention, sentence] as const];
});

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, close } = await launchStorage());
});
afterAll(() => close());
afterEach(() => vi.restoreAllMocks());
beforeEach(() => emptyDatabase(database));

async function write(table: string, key: string, state?: string): Promise<void> {
  await database.batch(rowOf[table]?.(database, key, start, state) ?? []);
}

describe.each(tables)('the table %s, kept as %s%s', (table, kept) => {
  test('has its rule, or a parent with which its rows go', async () => {
    if (kept === 'with-parent' || kept === 'until-settled') {
      const ancestors = await ancestorsOf(table);
      expect(ancestors.some((one) => tables.some(([name, rule]) => name === one && rule in rules))).toBe(true);
      return;
    }
    expect(rules[kept]?.deletes?.table, `The rule "${kept}" must delete from ${table}`).toBe(table);
  });
});

/** With which its rows go: its parents, and theirs. */
async function ancestorsOf(table: string): Promise<string[]> {
  const { results } = await database.prepare(`PRAGMA foreign_key_list(${table})`).all<ForeignKey>();
  const parents = results.filter((key) => key.on_delete === 'CASCADE').map((key) => key.table);
  const above = await Promise.all(parents.map(ancestorsOf));
  return [...parents, ...above.flat()];
}

interface ForeignKey {
  readonly table: string;
  readonly on_delete: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

describe.each(deletingRules(retention))('the rule $name', ({ deletes }) => {
  test('tells its rows apart by the whole primary key, and times them in whole milliseconds', async () => {
    const { results } = await database.prepare(`PRAGMA table_info(${deletes.table})`).all<Column>();
    expect(results.filter((column) => column.pk > 0).map((column) => column.name)).toEqual([deletes.keyColumn]);
    expect(results.find((column) => column.name === deletes.startColumn)?.type).toBe('INTEGER');
  });

  test('finds its oldest row by an index', async () => {
    const { results } = await database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT ${deletes.keyColumn} FROM ${deletes.table}
         WHERE ${deletes.startColumn} <= 1 ORDER BY ${deletes.startColumn} LIMIT 1`,
      )
      .all<{ detail: string }>();
    expect(results.map((step) => step.detail).join()).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX \w+ \(\w+<\?\)$/);
  });
});

describe.each([
  ['checkouts', ['paid', 'expired', 'failed', 'cancelled'], ['holding', 'open', 'processing']],
  ['mail_outbox', ['sent', 'refused', 'dropped'], ['waiting']],
])('of %s', (table, settled, unsettled) => {
  test('every state is either settled or not, and there is no other', async () => {
    const row = await database
      .prepare('SELECT sql FROM sqlite_schema WHERE name = ?1')
      .bind(table)
      .first<{ sql: string }>();
    const known = /state TEXT NOT NULL CHECK \(state IN \(([^)]+)\)/.exec(row?.sql ?? '')?.[1] ?? '';
    const states = known.split(', ').map((state) => state.replaceAll("'", ''));
    expect([...settled, ...unsettled].sort()).toEqual(states.sort());
  });

  test.each(settled)('what is %s goes', async (state) => {
    await write(table, 'row', state);
    await deleteDue(database, far);
    expect(await count(database, table)).toBe(0);
  });

  test.each(unsettled)('what is %s stays, however old: settling it is another job’s', async (state) => {
    await write(table, 'row', state);
    await database.prepare('UPDATE orders SET paid_at = ?1').bind(far).run();
    await deleteDue(database, far);
    expect(await count(database, table)).toBe(1);
  });
});

test('an order takes its lines and its corrections along, and no other order’s', async () => {
  for (const key of ['old', 'young']) await write('orders', key);
  await database.batch([
    database.prepare(
      `INSERT INTO order_corrections (id, order_number, request_number, field, words, written_at)
       SELECT number, number, '', 'name', '', 0 FROM orders`,
    ),
    database.prepare(`UPDATE orders SET paid_at = CASE number WHEN 'old' THEN ?1 ELSE ?2 END`).bind(start, far),
  ]);
  await deleteDue(database, far);
  for (const [table, column] of [
    ['orders', 'number'],
    ['order_lines', 'order_number'],
    ['order_corrections', 'order_number'],
  ]) {
    const { results } = await database.prepare(`SELECT DISTINCT ${column} AS number FROM ${table}`).all();
    expect(results, table).toEqual([{ number: 'young' }]);
  }
});

test('a checkout takes its lines and what it holds along, and the stock is free again', async () => {
  await database.prepare(`INSERT INTO stock (sku, on_hand) VALUES ('AUR-YG-52', 3)`).run();
  await write('checkouts', 'row', 'expired');
  await database.prepare(`INSERT INTO holds (checkout_id, sku, quantity) VALUES ('row', 'AUR-YG-52', 2)`).run();
  await deleteDue(database, far);
  expect(await count(database, 'checkout_lines')).toBe(0);
  expect(await count(database, 'holds')).toBe(0);
  expect(await database.prepare('SELECT on_hand, held FROM stock').first()).toEqual({ on_hand: 3, held: 0 });
});

test.each([
  ['a table', { table: 'order' }],
  ['a table that is more than a name', { table: 'orders; DROP TABLE orders' }],
  ['a key', { keyColumn: 'id' }],
  ['a start', { startColumn: 'paidAt' }],
  ['a condition', { only: { column: '1 = 1 OR state', isOneOf: ['paid'] } }],
  ['no state at all', { only: { column: 'state', isOneOf: [] } }],
  ['more states than can be bound', { only: { column: 'state', isOneOf: Array.from({ length: 99 }, String) } }],
])('a rule that names %s that the data map does not know deletes nothing', async (_what, mistake) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await write('orders', 'row');
  const rule = { ...retention.orders, deletes: { ...retention.orders.deletes, ...mistake } };
  await expect(deleteDue(database, far, { mistyped: rule })).rejects.toThrow('Retention failed for mistyped');
  expect(said.mock.calls.flat()).toContainEqual(
    expect.objectContaining({ rule: 'mistyped', reason: expect.stringContaining('retention rule "mistyped"') }),
  );
  expect(await count(database, 'orders')).toBe(1);
  expect(await count(database, 'retention_runs')).toBe(0);
});
