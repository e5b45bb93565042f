import { subjectTables } from '../../functions/subject/subject-tables.ts';
import type { Somebody } from './everything-about.ts';

/** Declared tables of which the person has no row: a new one must come into the fixture, or nothing proves its export. */
export function tablesWithout({ rows }: Somebody): readonly string[] {
  return subjectTables().flatMap(({ name }) => (rows.some(({ table }) => table === name) ? [] : [name]));
}
