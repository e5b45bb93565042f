import { type Category, type CategoryId, categories } from '../../src/policy/categories.ts';
import { durationInWords, endOf } from '../../src/policy/duration.ts';
import { isInstant } from '../../src/policy/instants.ts';
import { legalBases, purposes } from '../../src/policy/purposes.ts';
import { type Recipient, recipients } from '../../src/policy/recipients.ts';
import { type RetentionRule, retention } from '../../src/policy/retention.ts';
import type { Row } from '../subject/queries.ts';
import type { SubjectTable } from '../subject/subject-tables.ts';

/** What Art. 15(1) GDPR wants said of each table, read off the declarations. */

/** "Privacy requests" for `privacy_requests`. */
export function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function purposesOf({ declaration }: SubjectTable): string[] {
  return declaration.purposes.map((id) => {
    const { name, legalBasis } = purposes[id];
    return `${name} (${legalBases[legalBasis].name}, ${legalBases[legalBasis].article} GDPR)`;
  });
}

export function categoriesOf({ declaration, exported }: SubjectTable): CategoryId[] {
  const held = exported.flatMap((column) => {
    const id = declaration.columns[column];
    return id === undefined || id === 'none' ? [] : [id];
  });
  return [...new Set(held)];
}

const origins: Readonly<Record<Category['from'], string>> = {
  you: 'from you',
  'your browser': 'from your browser',
  others: 'from others, such as Stripe',
  ourselves: 'written by ourselves',
};

/** "Order information, from you". */
export function originsOf(table: SubjectTable): string[] {
  return categoriesOf(table).map((id) => `${categories[id].name}, ${origins[categories[id].from]}`);
}

export function recipientsOf(table: SubjectTable): string[] {
  const held = categoriesOf(table);
  return Object.values<Recipient>(recipients)
    .filter(({ sees }) => held.some((id) => sees.includes(id)))
    .map(({ name, location }) => `${name}, ${location}`);
}

export function leftOutOf({ declaration }: SubjectTable): Readonly<Record<string, string>> {
  return declaration.notExported ?? {};
}

export function retentionInWords(table: SubjectTable): string {
  const { retention: kept, subject } = table.declaration;
  if (kept === 'with-parent' && 'through' in subject)
    return `as long as what it belongs to: ${inWords(subject.through)}`;
  const rule = ruleOf(table);
  if (!rule) return 'until the payment page ends';
  return `${durationInWords(rule.keep)} from ${rule.from}`;
}

/** The first instant at which the row is due to go; undefined where that can't be said yet, or it goes with another. */
export function endOfRow(table: SubjectTable, row: Row): number | undefined {
  const { keep, deletes } = ruleOf(table) ?? {};
  if (!keep || !deletes) return undefined;
  const start = row[deletes.startColumn];
  const isSettled = !deletes.only || deletes.only.isOneOf.includes(String(row[deletes.only.column]));
  return typeof start === 'number' && isSettled ? endOf(start, keep) : undefined;
}

/** The earliest instant that the row has. */
export function beginningOfRow(row: Row): number | undefined {
  const instants = Object.entries(row).flatMap(([column, value]) =>
    isInstant(column) && typeof value === 'number' ? [value] : [],
  );
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

function ruleOf({ declaration }: SubjectTable): RetentionRule | undefined {
  const rules: Readonly<Record<string, RetentionRule>> = retention;
  return rules[declaration.retention];
}
