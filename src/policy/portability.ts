import { type Category, categories } from './categories.ts';
import { dataMap } from './data-map.ts';
import { isInstant } from './instants.ts';
import { type legalBases, type Purpose, purposes } from './purposes.ts';
import type { FreeTable, TableDeclaration } from './tables/declaration.ts';

/**
 * What the right to portability is about (Art. 20(1) GDPR): what a person gave to the house, used because of a contract
 * with them or because they consented. What others told, what the house wrote itself, and what only the law demands
 * are part of an access request and not of this.
 */
export interface PortableTable {
  readonly name: string;
  readonly holds: string;
  readonly columns: readonly string[];
}

export const portabilityVersion = 1;

const portableBases: readonly string[] = ['contract', 'consent'] satisfies (keyof typeof legalBases)[];

export function portableTables(): PortableTable[] {
  return Object.entries<TableDeclaration | FreeTable>(dataMap).flatMap(([name, table]) => {
    if ('freeOfPersonalData' in table) return [];
    const columns = portableColumns(table);
    return columns.length > 0 ? [{ name, holds: table.holds, columns }] : [];
  });
}

function portableColumns({ columns, purposes: served, notExported = {} }: TableDeclaration): string[] {
  const used = served
    .map((id): Purpose => purposes[id])
    .filter(({ legalBasis }) => portableBases.includes(legalBasis))
    .flatMap((purpose) => purpose.categories);
  return Object.entries(columns).flatMap(([column, id]) => {
    if (id === 'none' || Object.hasOwn(notExported, column)) return [];
    const category: Category = categories[id];
    return category.from === 'you' && used.includes(id) ? [column] : [];
  });
}

/** JSON Schema (2020-12) of portability.json. */
export function portabilitySchema(address: string): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    title: 'What you gave to the house',
    description:
      'Your own data in a form that another program can read (Art. 20 GDPR). Amounts are in minor units of the currency beside them; instants are ISO 8601 in UTC.',
    type: 'object',
    additionalProperties: false,
    required: ['$schema', 'version', 'madeAt', 'email', 'tables'],
    properties: {
      $schema: { type: 'string', description: 'The address of this schema.' },
      version: { const: portabilityVersion },
      madeAt: { type: 'string', format: 'date-time' },
      email: { type: 'string', description: 'The address that the data belongs to.' },
      tables: {
        type: 'object',
        additionalProperties: false,
        description: 'A table without a row about you is left out.',
        properties: Object.fromEntries(portableTables().map((table) => [table.name, rowsSchema(table)])),
      },
    },
  };
}

function rowsSchema({ holds, columns }: PortableTable): object {
  return {
    description: holds,
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: columns,
      properties: Object.fromEntries(columns.map((column) => [column, valueSchema(column)])),
    },
  };
}

function valueSchema(column: string): object {
  if (isInstant(column)) return { type: ['string', 'null'], format: 'date-time' };
  if (column.endsWith('_minor')) return { type: 'integer' };
  return { type: ['string', 'integer', 'null'] };
}
