import type { Database } from '../local/reach-database.ts';
import { emptyDatabase, writtenByMigration } from '../retention/database.ts';

/** What `everyRow` answered. */
export type Copy = Readonly<Record<string, readonly string[]>>;

/** As the host brings a database back: the copy's rows, and none that came since. */
export async function restore(database: Database, copy: Copy): Promise<void> {
  await emptyDatabase(database);
  const filled = Object.entries(copy)
    .filter(([table, rows]) => rows.length > 0 && !writtenByMigration.includes(table))
    // The host's restoring fires no trigger: an order's sum of refunds comes with the order, after they are there.
    .sort(([left], [right]) => Number(right === 'refunds') - Number(left === 'refunds'));
  await database.batch([
    // The copy's order of tables knows nothing of foreign keys, so they wait until the end.
    database.prepare('PRAGMA defer_foreign_keys = on'),
    ...filled.map(([table, rows]) => {
      const columns = Object.keys(JSON.parse(rows[0] ?? '{}'));
      const values = columns.map((column) => `json_extract(value, '$.${column}')`);
      return database
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?1)`)
        .bind(`[${rows.join()}]`);
    }),
  ]);
}
