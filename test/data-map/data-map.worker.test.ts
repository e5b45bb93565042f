import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyticsMap } from '../../src/policy/analytics-map.ts';
import { compareTables, type FoundTable } from '../../src/policy/compare-data-map.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import type { Database } from '../local/reach-database.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

const declaredIn = {
  map: 'analyticsMap',
  file: 'src/policy/analytics-map.ts',
  migrations: 'functions/page-views/migrations',
};

/** Views too: they show again what tables hold. Hidden and generated columns too, hence table_xinfo. */
async function readTables(database: Database = shop.database): Promise<readonly FoundTable[]> {
  const { results } = await database
    .prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    .all<{ name: string }>();
  return Promise.all(results.map(async ({ name }) => ({ name, columns: await readColumns(database, name) })));
}

async function readColumns(database: Database, table: string): Promise<readonly string[]> {
  // D1 keeps its own tables to itself: their columns can't be asked for.
  if (table.startsWith('_cf_')) return [];
  const { results } = await database.prepare(`PRAGMA table_xinfo("${table}")`).all<{ name: string }>();
  return results.map(({ name }) => name);
}

test('each database has been through every migration', async () => {
  const files = ['functions/migrations', 'functions/page-views/migrations'].map((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort(),
  );
  expect(files.every((found) => found.length > 0)).toBe(true);
  expect(shop.migrated).toEqual(files.flat());
});

test('[basis.scope] every table and column of the migrated database is declared, and nothing else is', async () => {
  const tables = await readTables();
  expect(tables.find(({ name }) => name === 'orders')?.columns).toContain('email');
  expect(compareTables(tables, dataMap).join('\n')).toBe('');
});

test('[basis.scope] so is every table and column of the database of page views', async () => {
  const tables = await readTables(shop.analytics);
  expect(tables.find(({ name }) => name === 'page_views')?.columns).toContain('session');
  expect(compareTables(tables, analyticsMap, declaredIn).join('\n')).toBe('');
});

test('a column that a migration adds to the page views is found, with where to declare it', async () => {
  await shop.analytics.prepare('ALTER TABLE page_views ADD COLUMN user_agent TEXT').run();
  expect(compareTables(await readTables(shop.analytics), analyticsMap, declaredIn)).toEqual([
    "The column page_views.user_agent is in the database, which is ahead, and not declared. Add the line user_agent: '…', " +
      'to analyticsMap.page_views.columns in src/policy/analytics-map.ts.',
  ]);
});

test('what is kept with its parent goes with its parent: the foreign key cascades', async () => {
  const children = Object.entries<TableDeclaration | FreeTable>(dataMap).flatMap(([name, table]) =>
    'retention' in table && table.retention === 'with-parent' && 'through' in table.subject
      ? [{ name, parent: table.subject.through, column: table.subject.column }]
      : [],
  );
  expect(children.length).toBeGreaterThan(0);
  for (const { name, parent, column } of children) {
    const { results } = await shop.database.prepare(`PRAGMA foreign_key_list("${name}")`).all();
    expect(results, name).toContainEqual(
      expect.objectContaining({ table: parent, from: column, on_delete: 'CASCADE' }),
    );
  }
});

test('a column, a generated column, a table and a view that a migration adds are found', async () => {
  const { database } = shop;
  await database.batch([
    database.prepare('ALTER TABLE orders ADD COLUMN tax_id TEXT'),
    database.prepare('ALTER TABLE orders ADD COLUMN domain TEXT AS (substr(email, instr(email, "@"))) VIRTUAL'),
    database.prepare('CREATE TABLE reviews (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT) STRICT'),
    database.prepare('CREATE VIEW buyers AS SELECT name, email FROM orders'),
  ]);
  const said = compareTables(await readTables(), dataMap).join('\n');
  for (const added of [
    'The column orders.tax_id',
    'The column orders.domain',
    'The table reviews',
    'The table buyers',
  ]) {
    expect(said).toContain(`${added} is in the database, which is ahead, and not declared.`);
  }
  expect(said).toContain("Add the line tax_id: '…', to dataMap.orders.columns in src/policy/data-map.ts.");
});
