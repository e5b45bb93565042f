import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unstable_splitSqlQuery as splitSql } from 'wrangler';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { localStaff } from './local-staff.ts';
import type { Database } from './reach-database.ts';

const shopMigrations = fileURLToPath(new URL('../../functions/migrations/', import.meta.url));
const analyticsMigrations = fileURLToPath(new URL('../../functions/page-views/migrations/', import.meta.url));

/** The database of page views; answers as `migrate` does. */
export function migrateAnalytics(database: Database): Promise<string[]> {
  return migrate(database, analyticsMigrations);
}

/**
 * Brings the local D1 up to date, each migration in one transaction, and notes it in
 * wrangler's own table: `wrangler d1 migrations apply --local` and this agree.
 *
 * @returns the migrations that were applied now
 */
export async function migrate(database: Database, folder = shopMigrations): Promise<string[]> {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
         applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const due = files.filter((file) => !applied.has(file));
  for (const file of due) {
    const statements = splitSql(await readFile(join(folder, file), 'utf8'));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(file),
    ]);
  }
  return due;
}

/** Opening stock of SKUs that the database doesn't know yet; counts that are there are left alone. */
export async function seedStock(database: Database): Promise<void> {
  const entries = await readCatalog();
  const statement = database.prepare('INSERT INTO stock (sku, on_hand) VALUES (?1, ?2) ON CONFLICT (sku) DO NOTHING');
  await database.batch(entries.map((entry) => statement.bind(entry.sku, entry.openingStock)));
}

/** Those who can sign in on this machine; whoever is there already, or was removed, stays as they are. */
export async function seedStaff(database: Database): Promise<void> {
  const statement = database.prepare(
    'INSERT INTO staff (email, role, added_at) VALUES (?1, ?2, ?3) ON CONFLICT (email) DO NOTHING',
  );
  await database.batch(localStaff.map(({ email, role }) => statement.bind(email, role, Date.now())));
}
