import type { QueueDeclaration } from './data-map.ts';
import { nearest } from './nearest.ts';
import type { FreeTable } from './tables/declaration.ts';

/** The data map against what is really there, both ways, a sentence for each difference. */

export interface FoundTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface FoundQueue {
  readonly name: string;
  readonly fields: readonly string[];
}

export type DeclaredTables = Readonly<
  Record<string, { readonly columns: Readonly<Record<string, string>> } | FreeTable>
>;
export type DeclaredQueues = Readonly<Record<string, QueueDeclaration>>;

/** Where a database is declared, and what makes it, for the sentences. */
export interface DeclaredIn {
  readonly map: string;
  readonly file: string;
  readonly migrations: string;
}

const file = 'src/policy/data-map.ts';
const shopsOwn: DeclaredIn = { map: 'dataMap', file, migrations: 'functions/migrations' };

/** Tables that the platform keeps for itself, and why nobody's data is in them. */
export const systemTables: Readonly<Record<string, string>> = {
  d1_migrations: 'wrangler notes here which migrations were applied, and when',
  sqlite_sequence: 'SQLite’s last number of each AUTOINCREMENT column',
  _cf_KV: 'D1’s own settings of the database',
  _cf_METADATA: 'D1’s own settings of the database',
};

export function compareTables(
  found: readonly FoundTable[],
  declared: DeclaredTables,
  where: DeclaredIn = shopsOwn,
): readonly string[] {
  const ours = found.filter(({ name }) => !(name in systemTables));
  if (ours.length === 0) return ['The check looked at no table: the database is empty, or it was not migrated.'];
  return [
    ...ours.flatMap((table) => compareTable(table, declared, where)),
    ...Object.keys(declared)
      .filter((name) => !ours.some((table) => table.name === name))
      .map(
        (name) =>
          `The table ${name} is declared and the database, which is behind, has none. Add the migration that makes it ` +
          `in ${where.migrations}, or take ${where.map}.${name} out of ${where.file}.`,
      ),
  ];
}

function compareTable({ name, columns }: FoundTable, declared: DeclaredTables, where: DeclaredIn): readonly string[] {
  const table = declared[name];
  if (!table) return [undeclaredTable(name, columns, declared, where)];
  const known = 'freeOfPersonalData' in table ? table.columns : Object.keys(table.columns);
  return [
    ...columns
      .filter((column) => !known.includes(column))
      .map((column) => undeclaredColumn(name, column, declared, where)),
    ...known.filter((column) => !columns.includes(column)).map((column) => missingColumn(name, column, columns, where)),
  ];
}

function undeclaredTable(
  name: string,
  columns: readonly string[],
  declared: DeclaredTables,
  { map, file: declaredIn }: DeclaredIn,
): string {
  const lines = columns.map((column) => `      ${column}: '${categoryElsewhere(column, declared)}',`);
  return [
    `The table ${name} is in the database, which is ahead, and not declared. Add to ${map} in ${declaredIn}, or with ` +
      'freeOfPersonalData and its reason when nobody can be recognised in it:',
    `  ${name}: {`,
    `    holds: '…', purposes: ['…'], retention: '…', subject: { emailColumn: '…' }, export: 'all-columns', erase: 'delete',`,
    '    columns: {',
    ...lines,
    '    },',
    '  },',
  ].join('\n');
}

function undeclaredColumn(
  table: string,
  column: string,
  declared: DeclaredTables,
  { map, file: declaredIn }: DeclaredIn,
): string {
  const entry = declared[table];
  const isFree = entry !== undefined && 'freeOfPersonalData' in entry;
  const line = isFree
    ? `'${column}', to ${map}.${table}.columns in ${declaredIn} (or declare the table with categories, if a person can now be recognised in it).`
    : `${column}: '${categoryElsewhere(column, declared)}', to ${map}.${table}.columns in ${declaredIn}.`;
  return `The column ${table}.${column} is in the database, which is ahead, and not declared. Add the line ${line}`;
}

function missingColumn(
  table: string,
  column: string,
  columns: readonly string[],
  { map, file: declaredIn, migrations }: DeclaredIn,
): string {
  const near = nearest(column, columns);
  return (
    `The column ${table}.${column} is declared and the database, which is behind, has none.` +
    `${near ? ` Did you mean "${near}"?` : ''} Add the migration that makes it in ${migrations}, or take ` +
    `${column} out of ${map}.${table}.columns in ${declaredIn}.`
  );
}

/** The category that columns of this name have in every other table; three dots when they have none, or several. */
function categoryElsewhere(column: string, declared: DeclaredTables): string {
  const categories = new Set(
    Object.values(declared).flatMap((table) => ('freeOfPersonalData' in table ? [] : (table.columns[column] ?? []))),
  );
  const [category] = categories;
  return categories.size === 1 && category !== undefined ? category : '…';
}

export function compareQueues(found: readonly FoundQueue[], declared: DeclaredQueues): readonly string[] {
  if (found.length === 0) return ['The check looked at no queue.'];
  return [
    ...found.flatMap((queue) => compareQueue(queue, declared)),
    ...Object.keys(declared)
      .filter((name) => !found.some((queue) => queue.name === name))
      .map(
        (name) =>
          `The queue ${name} is declared and wrangler.toml has no producer for it. Take queueMap.${name} out of ${file}.`,
      ),
  ];
}

function compareQueue({ name, fields }: FoundQueue, declared: DeclaredQueues): readonly string[] {
  const queue = declared[name];
  if (!queue) {
    const lines = fields.map((field) => `${field}: '…'`).join(', ');
    return [
      `The queue ${name} is in wrangler.toml and not declared. Add to queueMap in ${file}:\n` +
        `  ${name}: { holds: '…', purposes: ['…'], kept: '…', fields: { ${lines} } },`,
    ];
  }
  const known = Object.keys(queue.fields);
  return [
    ...fields
      .filter((field) => !known.includes(field))
      .map(
        (field) =>
          `Messages of ${name} have the field "${field}". Add the line ${field}: '…', to queueMap.${name}.fields in ${file}.`,
      ),
    ...known
      .filter((field) => !fields.includes(field))
      .map(
        (field) => `queueMap.${name}.fields in ${file} has "${field}", which no message of ${name} has. Take it out.`,
      ),
  ];
}
