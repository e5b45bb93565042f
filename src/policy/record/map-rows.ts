import { durationInWords } from '../duration.ts';
import {
  type Declared,
  type DeclaredAnalyticsTable,
  type DeclaredPersonalTable,
  type DeclaredTable,
  isPersonal,
} from '../policy-schema.ts';

/** One place where data lies or passes, and how it is treated there. */
export interface MapRow {
  /** "Database", "Queue mail", "Sent to stripe by POST /v1/refunds". */
  readonly within: string;
  /** "orders.email", "mailId", "amount". */
  readonly place: string;
  readonly category: string;
  readonly purposes: readonly string[];
  readonly legalBases: readonly string[];
  readonly retention: string;
  readonly export: string;
  readonly erase: string;
}

const nothing = '—';
const database = 'Database';
const analyticsDatabase = 'Database of page views';

/** The data map, a row for each column of each table, each field of a queue's messages, each field sent or read. */
export function mapRows(declared: Declared): readonly MapRow[] {
  return [
    ...Object.entries(declared.dataMap).flatMap(([name, table]) =>
      isPersonal(table) ? personalRows(name, table, declared) : freeRows(database, name, table.columns, declared),
    ),
    ...analyticsRows(declared),
    ...queueRows(declared),
    ...callRows(declared),
  ];
}

function personalRows(name: string, table: DeclaredPersonalTable, declared: Declared): readonly MapRow[] {
  const retention = periodOf(name, declared);
  return Object.entries(table.columns).map(([column, category]) => ({
    within: database,
    place: `${name}.${column}`,
    category,
    ...grounds(category, table.purposes, declared),
    retention,
    export: exportOf(column, table),
    erase: table.erase,
  }));
}

function exportOf(column: string, { notExported = {} }: DeclaredPersonalTable): string {
  const reason = notExported[column];
  return reason === undefined ? 'yes' : `no: ${reason}`;
}

function analyticsRows(declared: Declared): readonly MapRow[] {
  return Object.entries(declared.analyticsMap).flatMap(([name, table]) => {
    if (!isPersonal(table)) return freeRows(analyticsDatabase, name, table.columns, declared);
    return Object.entries(table.columns).map(([column, category]) => ({
      within: analyticsDatabase,
      place: `${name}.${column}`,
      category,
      ...grounds(category, table.purposes, declared),
      retention: periodOf(name, declared),
      export: 'no: it leads to nobody',
      erase: 'from the tab itself',
    }));
  });
}

function freeRows(within: string, name: string, columns: readonly string[], declared: Declared): readonly MapRow[] {
  return columns.map((column) => ({
    within,
    place: `${name}.${column}`,
    category: 'no personal data',
    purposes: [],
    legalBases: [],
    retention: periodOf(name, declared),
    export: nothing,
    erase: nothing,
  }));
}

function queueRows(declared: Declared): readonly MapRow[] {
  return Object.entries(declared.queueMap).flatMap(([name, queue]) =>
    Object.entries(queue.fields).map(([field, category]) => ({
      within: `Queue ${name}`,
      place: field,
      category,
      ...grounds(category, queue.purposes, declared),
      retention: queue.kept,
      export: 'with its row',
      erase: 'with its row',
    })),
  );
}

function callRows(declared: Declared): readonly MapRow[] {
  return declared.outboundCalls.flatMap(({ recipient, operation, sends, headers = {}, reads }) => {
    const serves = declared.recipients[recipient]?.serves ?? [];
    const row = (within: string, [place, category]: readonly [string, string], retention: string): MapRow => ({
      within: `${within} by ${operation}`,
      place,
      category,
      ...grounds(category, serves, declared),
      retention,
      export: nothing,
      erase: nothing,
    });
    return [
      ...Object.entries({ ...headers, ...sends }).map((field) =>
        row(`Sent to ${recipient}`, field, 'with the recipient'),
      ),
      ...Object.entries(reads).map((field) => row(`Read from ${recipient}`, field, 'in passing')),
    ];
  });
}

/** Those of the purposes that use the category, and what makes them lawful. */
function grounds(category: string, served: readonly string[], { purposes, legalBases }: Declared) {
  const using = served.filter((purpose) => purposes[purpose]?.categories.includes(category));
  const articles = using.map((purpose) => legalBases[purposes[purpose]?.legalBasis ?? '']?.article ?? nothing);
  return { purposes: using, legalBases: [...new Set(articles)] };
}

/** "7 years from the payment", "with orders: 7 years from the payment". */
export function periodOf(name: string, declared: Declared): string {
  const analytics = declared.analyticsMap[name];
  if (analytics) return periodOfAnalytics(analytics, declared);
  const table = declared.dataMap[name];
  if (!table) return nothing;
  const rule = ruleOf(name, table, declared);
  if (rule) return periodInWords(rule);
  if (!isPersonal(table) || !('through' in table.subject)) return 'as long as the shop needs it';
  const parent = table.subject.through;
  return table.retention === 'until-settled'
    ? `until ${parent} are settled`
    : `with ${parent}: ${periodOf(parent, declared)}`;
}

function periodOfAnalytics(table: DeclaredAnalyticsTable, { retention }: Declared): string {
  const rule = isPersonal(table) ? retention[table.retention] : undefined;
  return rule ? periodInWords(rule) : 'as long as the shop needs it';
}

function ruleOf(
  name: string,
  table: DeclaredTable,
  { retention }: Declared,
): Declared['retention'][string] | undefined {
  if (isPersonal(table)) return retention[table.retention];
  return Object.values(retention).find(({ deletes }) => deletes?.table === name);
}

export function periodInWords({ keep, from }: Pick<Declared['retention'][string], 'keep' | 'from'>): string {
  return `${durationInWords(keep)} from ${from}`;
}

/** The rows by where they are, in their order. */
export function groupsOf(rows: readonly MapRow[]): readonly (readonly [within: string, rows: readonly MapRow[]])[] {
  const groups = [...new Set(rows.map(({ within }) => within))];
  return groups.map((group) => [group, rows.filter(({ within }) => within === group)]);
}

export const mapHead = ['Place', 'Category', 'Purposes', 'Legal basis', 'Retention', 'Export', 'Erase'] as const;

/** In the order of the head. */
export function cellsOf(row: MapRow): readonly string[] {
  return [
    row.place,
    row.category,
    row.purposes.join(', ') || nothing,
    row.legalBases.join(', ') || nothing,
    row.retention,
    row.export,
    row.erase,
  ];
}
