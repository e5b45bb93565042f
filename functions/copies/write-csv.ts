import { isInstant } from '../../src/policy/instants.ts';
import type { Value } from '../subject/queries.ts';
import { type HeldTable, type PersonCopy, pagesOf } from './person-copy.ts';

/** Excel takes a file for UTF-8 only when it begins with this. */
const byteOrderMark = '\uFEFF';

/** The rows of a table as RFC 4180 has them; beside each instant the same in ISO 8601. */
export async function* writeCsv(copy: PersonCopy, table: HeldTable): AsyncGenerator<string> {
  const head = table.exported.flatMap((column) => (isInstant(column) ? [column, `${column}_iso`] : [column]));
  yield `${byteOrderMark}${line(head)}`;
  for await (const rows of pagesOf(copy, table)) {
    yield rows.map((row) => line(table.exported.flatMap((column) => valuesOf(column, row[column] ?? null)))).join('');
  }
}

function valuesOf(column: string, value: Value): Value[] {
  return isInstant(column) ? [value, typeof value === 'number' ? new Date(value).toISOString() : null] : [value];
}

function line(values: readonly Value[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins with one of these, whoever wrote it: an apostrophe makes it text again. The
 * wide forms count too, as spreadsheets in East Asia read them. Source: OWASP, "CSV Injection".
 */
const runs = /^[=+\-@\t\r\n＝＋－＠]/;

export function csvCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = runs.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}
