import type { DeskRetention, DeskRule } from '../../../src/api/breach-answers.ts';
import { durationInWords, endOf } from '../../../src/policy/duration.ts';
import { type RetentionRule, retention } from '../../../src/policy/retention.ts';
import type { Shop } from '../../shop.ts';
import { dueRows } from '../due-rows.ts';
import type { RetentionRules } from '../each-rule.ts';
import { countDue } from '../queries.ts';
import {
  type LastRun,
  type OpenAlarm,
  type RemovedRows,
  selectLastRuns,
  selectNextStart,
  selectOpenAlarms,
  selectRemoved,
} from './queries.ts';

/** Each rule of the policy: what ran, what it removed, what is due next, and whether an alarm is open. */
export async function viewRetention(shop: Shop, rules: RetentionRules = retention): Promise<DeskRetention> {
  const { database } = shop;
  const [runs, removed, alarms] = await Promise.all([
    selectLastRuns(database, Object.keys(rules)),
    selectRemoved(database),
    selectOpenAlarms(database),
  ]);
  const shown = await Promise.all(
    Object.entries(rules).map(async ([id, rule]) => ({
      ...ruleOf(id, rule),
      ...historyOf(id, runs, removed, alarms),
      ...(await whatIsDue(shop, id, rule)),
    })),
  );
  return { rules: shown };
}

function ruleOf(id: string, { name, keep, from, deletes }: RetentionRule) {
  return { id, name, from, keep: durationInWords(keep), ...(deletes ? { table: deletes.table } : {}) };
}

function historyOf(
  id: string,
  runs: readonly LastRun[],
  removed: readonly RemovedRows[],
  alarms: readonly OpenAlarm[],
): Pick<DeskRule, 'lastRun' | 'removed' | 'alarm'> {
  const run = runs.find(({ rule }) => rule === id);
  const rows = removed.find(({ rule }) => rule === id);
  const alarm = alarms.find(({ rule }) => rule === id);
  return {
    ...(run ? { lastRun: { at: instant(run.started_at), state: run.state, deleted: run.deleted } } : {}),
    ...(rows ? { removed: { rows: rows.deleted, lastAt: instant(rows.last_at) } } : {}),
    ...(alarm ? { alarm: { reason: alarm.reason, since: instant(alarm.raised_at) } } : {}),
  };
}

async function whatIsDue(
  { database, analytics, now }: Shop,
  name: string,
  { keep, deletes }: RetentionRule,
): Promise<Pick<DeskRule, 'dueNow' | 'nextDueAt'>> {
  if (!deletes) return { dueNow: 0 };
  const within = deletes.within === 'ANALYTICS' ? analytics : database;
  const rows = dueRows({ name, keep, deletes }, now);
  const [dueNow, next] = await Promise.all([countDue(within, rows), selectNextStart(within, rows)]);
  return { dueNow, ...(next === undefined ? {} : { nextDueAt: instant(endOf(next, keep)) }) };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
