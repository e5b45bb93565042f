import type { D1Database } from '@cloudflare/workers-types';
import type { DueRows } from './due-rows.ts';

/** Names of tables and columns are the policy's constants, checked against the data map by `dueRows`. */

function isDue({ startColumn, only }: DueRows): string {
  const states = only?.isOneOf.map((_, place) => `?${place + 2}`).join(', ');
  return `${startColumn} <= ?1${only ? ` AND ${only.column} IN (${states})` : ''}`;
}

function boundFor({ latestStart, only }: DueRows): readonly (number | string)[] {
  return [latestStart, ...(only?.isOneOf ?? [])];
}

export async function insertRun(
  database: D1Database,
  rule: string,
  state: 'begun' | 'held-off',
  now: number,
): Promise<number> {
  const row = await database
    .prepare('INSERT INTO retention_runs (rule, state, started_at) VALUES (?1, ?2, ?3) RETURNING id')
    .bind(rule, state, now)
    .first<{ id: number }>();
  if (!row) throw new Error('The run was written and not returned');
  return row.id;
}

/**
 * Deletes at most `limit` rows that are due, oldest first, and adds their number to the
 * run in the same transaction. Counted by `changes()`: D1's own count includes the rows
 * that go along by foreign key.
 *
 * @returns how many were deleted
 */
export async function deleteBatch(database: D1Database, runId: number, rows: DueRows, limit: number): Promise<number> {
  const { table, keyColumn, startColumn } = rows;
  const [, counted] = await database.batch<{ deleted_now: number }>([
    database
      .prepare(
        `DELETE FROM ${table} WHERE ${keyColumn} IN
           (SELECT ${keyColumn} FROM ${table} WHERE ${isDue(rows)} ORDER BY ${startColumn} LIMIT ?)`,
      )
      .bind(...boundFor(rows), limit),
    database
      .prepare(
        'UPDATE retention_runs SET deleted = deleted + changes() WHERE id = ?1 RETURNING changes() AS deleted_now',
      )
      .bind(runId),
  ]);
  return counted?.results[0]?.deleted_now ?? 0;
}

/** For rows of another database, which no transaction joins: a run that dies in between has deleted more than it says. */
export async function addDeleted(database: D1Database, runId: number, deleted: number): Promise<void> {
  await database.prepare('UPDATE retention_runs SET deleted = deleted + ?2 WHERE id = ?1').bind(runId, deleted).run();
}

export async function countDue(database: D1Database, rows: DueRows): Promise<number> {
  const row = await database
    .prepare(`SELECT count(*) AS due FROM ${rows.table} WHERE ${isDue(rows)}`)
    .bind(...boundFor(rows))
    .first<{ due: number }>();
  return row?.due ?? 0;
}

/** When the span of the oldest row that is due began; undefined when none is due. */
export async function selectOldestDueStart(database: D1Database, rows: DueRows): Promise<number | undefined> {
  const row = await database
    .prepare(
      `SELECT ${rows.startColumn} AS start FROM ${rows.table} WHERE ${isDue(rows)}
       ORDER BY ${rows.startColumn} LIMIT 1`,
    )
    .bind(...boundFor(rows))
    .first<{ start: number }>();
  return row?.start;
}

export async function finishRun(database: D1Database, runId: number, stillDue: number): Promise<void> {
  await database
    .prepare(`UPDATE retention_runs SET state = 'finished', still_due = ?2 WHERE id = ?1`)
    .bind(runId, stillDue)
    .run();
}

export async function noteStillDue(database: D1Database, runId: number, stillDue: number): Promise<void> {
  await database.prepare('UPDATE retention_runs SET still_due = ?2 WHERE id = ?1').bind(runId, stillDue).run();
}

/** The start of the last run whose clock was believed, of any rule. Ordered by id: the clock may have jumped. */
export function selectLastBelievedRun(database: D1Database): Promise<{ id: number; started_at: number } | null> {
  return database
    .prepare(`SELECT id, started_at FROM retention_runs WHERE state <> 'held-off' ORDER BY id DESC LIMIT 1`)
    .first<{ id: number; started_at: number }>();
}

/** Whether a run that was held off since then started within the span. */
export async function hasHeldOffRun(
  database: D1Database,
  afterId: number,
  startedFrom: number,
  startedUntil: number,
): Promise<boolean> {
  const row = await database
    .prepare(
      `SELECT 1 AS found FROM retention_runs
       WHERE state = 'held-off' AND id > ?1 AND started_at BETWEEN ?2 AND ?3 LIMIT 1`,
    )
    .bind(afterId, startedFrom, startedUntil)
    .first<{ found: number }>();
  return row !== null;
}

/** When the rule was first tried and when it was last done to its end; null where it never was. */
export async function selectRunsOf(
  database: D1Database,
  rule: string,
): Promise<{ readonly firstTried: number | null; readonly lastFinished: number | null }> {
  const row = await database
    .prepare(
      `SELECT
         (SELECT started_at FROM retention_runs WHERE rule = ?1 ORDER BY id LIMIT 1) AS firstTried,
         (SELECT started_at FROM retention_runs WHERE rule = ?1 AND state = 'finished' ORDER BY id DESC LIMIT 1)
           AS lastFinished`,
    )
    .bind(rule)
    .first<{ firstTried: number | null; lastFinished: number | null }>();
  return row ?? { firstTried: null, lastFinished: null };
}

export interface Alarm {
  readonly rule: string;
  readonly reason: 'left-behind' | 'not-run';
  /** Since when, milliseconds since the epoch; null where the rule was not done at all. */
  readonly oldestDueAt: number | null;
}

/** @returns whether this call raised it: false while one is open already */
export async function insertAlarm(database: D1Database, alarm: Alarm, now: number): Promise<boolean> {
  const row = await database
    .prepare(
      `INSERT INTO retention_alarms (rule, reason, oldest_due_at, raised_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (rule) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
    )
    .bind(alarm.rule, alarm.reason, alarm.oldestDueAt, now)
    .first<{ id: number }>();
  return row !== null;
}

export async function clearAlarm(database: D1Database, rule: string, now: number): Promise<void> {
  await database
    .prepare('UPDATE retention_alarms SET cleared_at = ?2 WHERE rule = ?1 AND cleared_at IS NULL')
    .bind(rule, now)
    .run();
}
