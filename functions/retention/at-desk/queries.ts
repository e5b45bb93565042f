import type { D1Database } from '@cloudflare/workers-types';
import type { DueRows } from '../due-rows.ts';

/** What the desk shows of the retention rules. Names of tables and columns are the policy's constants. */

export interface LastRun {
  readonly rule: string;
  readonly started_at: number;
  readonly state: 'begun' | 'finished' | 'held-off';
  readonly deleted: number;
}

/** The last run of each of these rules that ever ran. */
export async function selectLastRuns(database: D1Database, rules: readonly string[]): Promise<LastRun[]> {
  const { results } = await database
    .prepare(
      `SELECT r.rule, r.started_at, r.state, r.deleted FROM json_each(?1) wanted
       JOIN retention_runs r ON r.id = (SELECT max(id) FROM retention_runs WHERE rule = wanted.value)`,
    )
    .bind(JSON.stringify(rules))
    .all<LastRun>();
  return results;
}

export interface RemovedRows {
  readonly rule: string;
  readonly deleted: number;
  /** When a run last removed something. */
  readonly last_at: number;
}

/** Of all runs on record those that removed something, which are few among many. */
export async function selectRemoved(database: D1Database): Promise<RemovedRows[]> {
  const { results } = await database
    .prepare(
      `SELECT rule, sum(deleted) AS deleted, max(started_at) AS last_at FROM retention_runs
       WHERE deleted > 0 GROUP BY rule`,
    )
    .all<RemovedRows>();
  return results;
}

export interface OpenAlarm {
  readonly rule: string;
  readonly reason: 'left-behind' | 'not-run';
  readonly raised_at: number;
}

export async function selectOpenAlarms(database: D1Database): Promise<OpenAlarm[]> {
  const { results } = await database
    .prepare('SELECT rule, reason, raised_at FROM retention_alarms WHERE cleared_at IS NULL')
    .all<OpenAlarm>();
  return results;
}

/** When the span of the oldest row that is not due yet began; undefined when there is none. */
export async function selectNextStart(
  database: D1Database,
  { table, startColumn, only, latestStart }: DueRows,
): Promise<number | undefined> {
  const states = only?.isOneOf.map((_, place) => `?${place + 2}`).join(', ');
  const row = await database
    .prepare(
      `SELECT ${startColumn} AS start FROM ${table} WHERE ${startColumn} > ?1
         ${only ? `AND ${only.column} IN (${states})` : ''} ORDER BY ${startColumn} LIMIT 1`,
    )
    .bind(latestStart, ...(only?.isOneOf ?? []))
    .first<{ start: number }>();
  return row?.start;
}
