import { analyticsMap } from './analytics-map.ts';
import { type CategoryId, categories } from './categories.ts';
import { dataMap } from './data-map.ts';
import { isInstant } from './instants.ts';
import type { FieldCategory } from './recipients.ts';
import type { TableDeclaration } from './tables/declaration.ts';

/** What a breach can be about, and where its people are looked for: both are the data map's. */

interface Declared {
  readonly holds: string;
  readonly columns: Readonly<Record<string, FieldCategory>>;
}

export interface BreachTable {
  readonly table: string;
  readonly holds: string;
  /** Those with personal data. */
  readonly columns: readonly string[];
}

const personal: Readonly<Record<string, Declared>> = Object.fromEntries(
  Object.entries({ ...dataMap, ...analyticsMap }).flatMap(([table, declared]) =>
    'freeOfPersonalData' in declared ? [] : [[table, declared]],
  ),
);

export const breachTables: readonly BreachTable[] = Object.entries(personal).map(([table, { holds, columns }]) => ({
  table,
  holds,
  columns: Object.entries(columns).flatMap(([column, category]) => (category === 'none' ? [] : [column])),
}));

/** Whether the data map has it: `orders.email`. */
export function isBreachData(name: string): boolean {
  return categoryOf(name) !== undefined;
}

/** A line for each category: "Order information: name, email". Of names that the data map has. */
export function dataInWords(names: readonly string[]): string[] {
  const found = new Map<CategoryId, Set<string>>();
  for (const name of names) {
    const category = categoryOf(name);
    if (category) found.set(category, (found.get(category) ?? new Set()).add(columnInWords(name)));
  }
  return [...found].map(([category, columns]) => `${categories[category].name}: ${[...columns].join(', ')}`);
}

/** `orders.paid_at` as "paid at". */
export function columnInWords(name: string): string {
  return (name.split('.').at(-1) ?? '').replaceAll('_', ' ').replace(/(?<=[a-z])(?=\d)/, ' ');
}

export interface PeopleSource {
  readonly table: string;
  readonly holds: string;
  /** Its instants, by which a period can be asked for. */
  readonly periods: readonly string[];
}

/** Tables of the shop's own from which an address is reached. Whoever is there as a hash alone can't be written to. */
export const peopleSources: readonly PeopleSource[] = Object.entries(dataMap).flatMap(([table, declared]) =>
  'freeOfPersonalData' in declared || !leadsToAddress(declared)
    ? []
    : [{ table, holds: declared.holds, periods: periodsOf(declared) }],
);

function periodsOf({ columns }: Declared): string[] {
  return Object.entries(columns).flatMap(([name, category]) => (isInstant(name) && category !== 'none' ? [name] : []));
}

function leadsToAddress({ subject }: TableDeclaration): boolean {
  if (!('through' in subject)) return 'emailColumn' in subject;
  const next = Object.entries(dataMap).find(([table]) => table === subject.through)?.[1];
  return next !== undefined && !('freeOfPersonalData' in next) && leadsToAddress(next);
}

function categoryOf(name: string): CategoryId | undefined {
  const [table = '', column = '', ...more] = name.split('.');
  if (more.length > 0 || !Object.hasOwn(personal, table)) return undefined;
  const columns = personal[table]?.columns ?? {};
  const category = Object.hasOwn(columns, column) ? columns[column] : 'none';
  return category === 'none' ? undefined : category;
}
