import { dataMap } from '../../src/policy/data-map.ts';
import { type RetentionRule, retention } from '../../src/policy/retention.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';

/** Somebody, as the tables know them. */
export interface Person {
  /** As `normaliseEmail` writes it; empty once it was erased, and then of no row. */
  readonly email: string;
  readonly subjectHash: string;
}

/** A declared table with personal data, and the way from its rows to a person. */
export interface SubjectTable {
  readonly name: string;
  readonly declaration: TableDeclaration;
  /** From the table itself to the one that has the address or its hash; a link for each table in between. */
  readonly way: readonly SubjectLink[];
  /** What a copy for the person has of it. */
  readonly exported: readonly string[];
}

export interface SubjectLink {
  readonly table: string;
  /** The column that leads on; in the last table, that of the address or its hash. */
  readonly column: string;
  /** What the table before has of this one: its primary key. Empty in the first, which nothing leads to. */
  readonly keyColumn: string;
  readonly endsAt?: 'email' | 'hash';
}

const declared: Readonly<Record<string, TableDeclaration | FreeTable>> = dataMap;
const rules: Readonly<Record<string, RetentionRule>> = retention;

/** Throws for an empty address: rows whose address was erased have none either, and are of everybody. */
export async function personOf(shop: Shop, email: string): Promise<Person> {
  const address = normaliseEmail(email);
  if (address === '') throw new Error('Nobody is known by an empty address');
  return { email: address, subjectHash: await subjectHash(shop.config.privacySecret, address) };
}

/** Every table that may hold something about somebody, those farthest from the address first: children before parents. */
export function subjectTables(): SubjectTable[] {
  return Object.entries(declared)
    .flatMap(([name, declaration]) =>
      'freeOfPersonalData' in declaration
        ? []
        : [{ name, declaration, way: wayFrom(name), exported: exportedColumns(declaration) }],
    )
    .sort((one, other) => other.way.length - one.way.length);
}

/** The primary key of a table that others lead to. */
export function keyOf(table: string): string {
  const declaration = declared[table];
  const own = declaration && 'keyColumn' in declaration ? declaration.keyColumn : undefined;
  const key = own ?? Object.values(rules).find(({ deletes }) => deletes?.table === table)?.deletes?.keyColumn;
  if (!key) throw new Error(`No retention rule names the key of ${table}`);
  return key;
}

/** The names that it is made of are the data map's; check-data-map.ts has seen that each way ends. */
function wayFrom(table: string, keyColumn = ''): SubjectLink[] {
  const declaration = declared[table];
  if (!declaration || 'freeOfPersonalData' in declaration) throw new Error(`The table ${table} leads to nobody`);
  const { subject } = declaration;
  if ('emailColumn' in subject) return [{ table, column: subject.emailColumn, keyColumn, endsAt: 'email' }];
  if ('hashColumn' in subject) return [{ table, column: subject.hashColumn, keyColumn, endsAt: 'hash' }];
  return [{ table, column: subject.column, keyColumn }, ...wayFrom(subject.through, keyOf(subject.through))];
}

function exportedColumns({ columns, notExported = {} }: TableDeclaration): string[] {
  return Object.keys(columns).filter((column) => !Object.hasOwn(notExported, column));
}
