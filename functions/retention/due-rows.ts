import { analyticsMap } from '../../src/policy/analytics-map.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { latestStartOver } from '../../src/policy/duration.ts';
import type { DeletedRows } from '../../src/policy/retention.ts';
import type { DeletingRule } from './each-rule.ts';

/** The rows of one rule that are due: those whose span began at `latestStart` or before. Its names are the data map's. */
export interface DueRows extends DeletedRows {
  /** Milliseconds since the epoch. */
  readonly latestStart: number;
}

/** D1 binds a hundred values in a statement; two of them are the start and the limit. */
const mostStates = 98;

/**
 * A row is due from the first instant after its span: exactly when `endOf(start, keep) <= now`.
 * Throws when the rule names a table or column that the data map doesn't have: such a name never reaches the database.
 */
export function dueRows({ name, keep, deletes }: DeletingRule, now: number): DueRows {
  const { within, table, keyColumn, startColumn, only } = deletes;
  const declared = columnsOf(table, within === 'ANALYTICS' ? analyticsMap : dataMap);
  for (const column of [keyColumn, startColumn, ...(only ? [only.column] : [])]) {
    if (declared.includes(column)) continue;
    throw new Error(
      `The retention rule "${name}" names ${table}.${column}: declare it in data-map.ts, or mend the rule.`,
    );
  }
  if (only && (only.isOneOf.length === 0 || only.isOneOf.length > mostStates)) {
    throw new Error(`The retention rule "${name}" must name 1 to ${mostStates} values of ${table}.${only.column}.`);
  }
  return { ...deletes, latestStart: latestStartOver(now, keep) };
}

function columnsOf(table: string, map: typeof dataMap | typeof analyticsMap): readonly string[] {
  const declared = Object.entries(map).find(([name]) => name === table)?.[1];
  if (!declared) return [];
  return 'freeOfPersonalData' in declared ? declared.columns : Object.keys(declared.columns);
}
