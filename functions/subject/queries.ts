import type { D1Database } from '@cloudflare/workers-types';
import type { Person, SubjectLink, SubjectTable } from './subject-tables.ts';

/** Names of tables and columns are the policy's constants; what a person is found by is bound. */

/** The person's rows of a table, with one bound value however many rows there are: selects within selects, no lists. */
export function rowsOf(table: Pick<SubjectTable, 'way'>): string {
  return condition(table.way);
}

export function boundFor({ way }: Pick<SubjectTable, 'way'>, person: Person): string {
  return way.at(-1)?.endsAt === 'hash' ? person.subjectHash : person.email;
}

function condition([link, ...onward]: readonly SubjectLink[]): string {
  if (!link) throw new Error('A way to a person ends with a column');
  if (link.endsAt === 'hash') return `${link.column} = ?1`;
  // Stripe gives an order's address as it was typed.
  if (link.endsAt === 'email') return `lower(${link.column}) = ?1`;
  const [next] = onward;
  return `${link.column} IN (SELECT ${next?.keyColumn} FROM ${next?.table} WHERE ${condition(onward)})`;
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
    tables.map((table) =>
      database
        .prepare(`SELECT count(*) AS rows FROM ${table.name} WHERE ${rowsOf(table)}`)
        .bind(boundFor(table, person)),
    ),
  );
  return counted.map(({ results }) => results[0]?.rows ?? 0);
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
