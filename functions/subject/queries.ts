import type { D1Database } from '@cloudflare/workers-types';
import type { Person, SubjectLink, SubjectTable } from './subject-tables.ts';

/** Names of tables and columns are the policy's constants; what a person is found by is bound. */

/** The person's rows of a table, with one bound value however many rows there are: selects within selects, no lists. */
export function rowsOf(table: Pick<SubjectTable, 'way'>): string {
  return condition(table.way);
}

/** An address that was erased is no row's: `= NULL` holds for none, where an empty text would be that of all erased. */
export function boundFor({ way }: Pick<SubjectTable, 'way'>, person: Person): string | null {
  return way.at(-1)?.endsAt === 'hash' ? person.subjectHash : person.email || null;
}

function condition([link, ...onward]: readonly SubjectLink[]): string {
  if (!link) throw new Error('A way to a person ends with a column');
  if (link.endsAt) return isPersons(link, link.column);
  const [next] = onward;
  return `${link.column} IN (SELECT ${next?.keyColumn} FROM ${next?.table} WHERE ${condition(onward)})`;
}

/** Stripe gives an order's address as it was typed. */
function isPersons({ endsAt }: SubjectLink, column: string): string {
  return endsAt === 'hash' ? `${column} = ?1` : `lower(${column}) = ?1`;
}

export async function countRowsOf(database: D1Database, table: SubjectTable, person: Person): Promise<number> {
  const [rows = 0] = await countRowsOfAll(database, [table], person);
  return rows;
}

/** In the order of the tables, all at one moment. */
export async function countRowsOfAll(
  database: D1Database,
  tables: readonly SubjectTable[],
  person: Person,
): Promise<number[]> {
  const counted = await database.batch<{ rows: number }>(
    tables.map((table) => database.prepare(countText(table)).bind(boundFor(table, person))),
  );
  return counted.map(({ results }) => results[0]?.rows ?? 0);
}

export function countText(table: SubjectTable): string {
  return `SELECT count(*) AS rows FROM ${table.name} WHERE ${rowsOf(table)}`;
}

/** What tells the rows of each table apart in the order in which its indexes have them: the row id, or else its key. */
export type RowKeys = ReadonlyMap<string, readonly string[]>;

/** Read from the database itself, where a key of several columns stands. */
export async function selectRowKeys(database: D1Database): Promise<RowKeys> {
  const { results } = await database
    .prepare(
      `SELECT l.name AS name, CASE l.wr WHEN 1 THEN c.name ELSE 'rowid' END AS key
       FROM pragma_table_list AS l JOIN pragma_table_info(l.name) AS c
       WHERE l.schema = 'main' AND l.type = 'table' AND substr(l.name, 1, 1) <> '_' AND c.pk > 0
       ORDER BY l.name, c.pk`,
    )
    .all<{ name: string; key: string }>();
  const keys = new Map<string, string[]>();
  for (const { name, key } of results) {
    const known = keys.get(name) ?? [];
    if (!known.includes(key)) keys.set(name, [...known, key]);
  }
  return keys;
}

/** A value as D1 gives it. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Page {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined at the end. */
  readonly after: readonly Value[] | undefined;
}

/**
 * A page of somebody's rows of a table, as a copy has them: the exported columns, in the order of their keys, from
 * after those of `after`. It begins where the last page ended, so the last page costs what the first did.
 */
export async function selectRowsOf(
  database: D1Database,
  table: SubjectTable,
  keys: RowKeys,
  person: Person,
  after: readonly Value[],
  limit: number,
): Promise<Page> {
  const { results } = await database
    .prepare(pageText(table, keys, after.length > 0))
    .bind(boundFor(table, person), ...after, limit)
    .all<Record<string, Value>>();
  const count = keysOfWay(table, keys).length;
  const last = results.length < limit ? undefined : results.at(-1);
  return {
    rows: results.map((row) => Object.fromEntries(table.exported.map((column) => [column, row[column] ?? null]))),
    after: last && Array.from({ length: count }, (_, place) => last[`key_${place}`] ?? null),
  };
}

/** CROSS JOIN keeps the order of the tables: the person's own row first, then what belongs to it, by its index. */
export function pageText(table: SubjectTable, keys: RowKeys, isLaterPage: boolean): string {
  const all = keysOfWay(table, keys);
  const root = table.way.length - 1;
  const [owner] = table.way.slice(-1);
  if (!owner) throw new Error('A way to a person ends with a column');
  const joined = table.way.slice(0, -1).map((link, place) => {
    return `CROSS JOIN ${link.table} AS t${place} ON t${place}.${link.column} = t${place + 1}.${table.way[place + 1]?.keyColumn}`;
  });
  const places = all.map((_, place) => `?${place + 2}`);
  // The comparison of all keys is exact; that of the first alone is what an index can begin at.
  const later = `AND ${all[0]} >= ?2 AND (${all.join(', ')}) > (${places.join(', ')})`;
  return `SELECT ${[...table.exported.map((column) => `t0.${column}`), ...all.map((key, place) => `${key} AS key_${place}`)].join(', ')}
    FROM ${[`${owner.table} AS t${root}`, ...joined.reverse()].join(' ')}
    WHERE ${isPersons(owner, `t${root}.${owner.column}`)} ${isLaterPage ? later : ''}
    ORDER BY ${all.join(', ')} LIMIT ?${isLaterPage ? all.length + 2 : 2}`;
}

/** Of the person's own row first. A column that a table shares with the one that it belongs to says nothing new. */
function keysOfWay({ way }: SubjectTable, keys: RowKeys): string[] {
  return way
    .flatMap((link, place) => {
      const own = keys.get(link.table) ?? [];
      if (own.length === 0) throw new Error(`The database has no key of ${link.table}`);
      const isChild = !link.endsAt;
      return [own.filter((column) => !isChild || column !== link.column).map((column) => `t${place}.${column}`)];
    })
    .reverse()
    .flat();
}

export interface AddressOfRow {
  readonly key: string;
  readonly email: string;
}

/** Every address that a table with an address of its own has, in the order of its key, from after one. */
export async function selectAddresses(
  database: D1Database,
  table: SubjectTable,
  keyColumn: string,
  afterKey: string,
  limit: number,
): Promise<AddressOfRow[]> {
  const column = table.way[0]?.column;
  const { results } = await database
    .prepare(
      `SELECT ${keyColumn} AS key, ${column} AS email FROM ${table.name} WHERE ${keyColumn} > ?1
       ORDER BY ${keyColumn} LIMIT ?2`,
    )
    .bind(afterKey, limit)
    .all<AddressOfRow>();
  return results;
}
