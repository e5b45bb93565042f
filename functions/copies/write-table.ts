import { formatMoney, isCurrency } from '../../src/catalog/money.ts';
import { isInstant } from '../../src/policy/instants.ts';
import { language } from '../../src/words/language.ts';
import type { Mark } from '../../src/words/mark-up.ts';
import { say, sayKnown } from '../../src/words/say.ts';
import type { Row, Value } from '../subject/queries.ts';
import { type HeldTable, type PersonCopy, pagesOf } from './person-copy.ts';
import {
  beginningOfRow,
  endOfRow,
  inWords,
  leftOutOf,
  originsOf,
  purposesOf,
  recipientsOf,
  retentionInWords,
} from './table-facts.ts';

/** One table of the readable page: what it is for and who sees it, then every row. */
export async function* writeTable(copy: PersonCopy, table: HeldTable): AsyncGenerator<string> {
  const leftOut = Object.entries(leftOutOf(table)).map(([column, why]) => `${inWords(column)}: ${why}`);
  yield `<section id="${table.name}">
<h2>${declared(inWords(table.name))}</h2>
<p>${escaped(sayKnown(table.declaration.holds))}</p>
<dl class="facts">
<dt>${escaped(say`Why`)}</dt><dd>${list(purposesOf(table), declared)}</dd>
<dt>${escaped(say`Where it came from`)}</dt><dd>${list(originsOf(table), declared)}</dd>
<dt>${escaped(say`Who receives it`)}</dt><dd>${list(recipientsOf(table), declared)}</dd>
<dt>${escaped(say`Kept`)}</dt><dd>${declared(retentionInWords(table))}</dd>
${leftOut.length > 0 ? `<dt>${escaped(say`Left out`)}</dt><dd>${list(leftOut, declared)}</dd>` : ''}
</dl>
`;
  for await (const rows of pagesOf(copy, table)) yield rows.map((row) => rowMarkup(table, row)).join('');
  yield '</section>\n';
}

/** What is empty is left out here; the files for programs have it. */
function rowMarkup(table: HeldTable, row: Row): string {
  const fields = table.exported.flatMap((column) => {
    const value = row[column] ?? null;
    return value === null || value === '' ? [] : [field(declared(inWords(column)), valueMarkup(column, value, row))];
  });
  const since = beginningOfRow(row);
  const until = endOfRow(table, row);
  return `<dl class="row">
${fields.join('\n')}
${since === undefined ? '' : field(escaped(say`Held since`), time(since), 'term')}
${field(escaped(say`Held until`), until === undefined ? escaped(untilInWords(table)) : time(until), 'term')}
</dl>
`;
}

function untilInWords({ declaration }: HeldTable): string {
  if (declaration.retention === 'with-parent') return say`what it belongs to goes`;
  if (declaration.retention === 'until-settled') return say`the payment page ends`;
  return say`its time has run, which has not begun`;
}

function field(label: string, markup: string, kind = ''): string {
  return `<div${kind ? ` class="${kind}"` : ''}><dt>${label}</dt><dd>${markup}</dd></div>`;
}

function valueMarkup(column: string, value: Value, row: Row): string {
  if (typeof value !== 'number') return `<span dir="auto" translate="no">${escaped(String(value))}</span>`;
  if (isInstant(column)) return time(value);
  const currency = row.currency ?? null;
  const isPriced = column.endsWith('_minor') && typeof currency === 'string' && isCurrency(currency);
  return isPriced ? escaped(formatMoney(value, currency)) : String(value);
}

/** "2026-11-24 17:00:17 UTC" to read, ISO 8601 for programs. */
function time(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** @param as how each item is written: as its own words, or as declared ones */
export function list(items: readonly string[], as: (text: string) => string): string {
  return items.length === 0 ? escaped(say`nobody`) : `<ul>${items.map((item) => `<li>${as(item)}</li>`).join('')}</ul>`;
}

/** Words of the policy, the data map or a column's name: marked where they are not said in the page's language. */
export function declared(text: string): string {
  const said = sayKnown(text);
  return language() === 'en' || said !== text ? escaped(said) : `<span lang="en">${escaped(text)}</span>`;
}

export function markOfEnglish(): Mark {
  return language() === 'en' ? {} : { lang: 'en' };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
