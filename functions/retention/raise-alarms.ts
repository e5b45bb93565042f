import type { D1Database } from '@cloudflare/workers-types';
import { endOf } from '../../src/policy/duration.ts';
import { retention, retentionTolerance } from '../../src/policy/retention.ts';
import { dueRows } from './due-rows.ts';
import { type DeletingRule, deletingRules, eachRule, type RetentionRules } from './each-rule.ts';
import { type Alarm, clearAlarm, insertAlarm, selectOldestDueStart, selectRunsOf } from './queries.ts';

/** `due`: something is, and not for long; that neither raises an alarm nor ends one. */
type Standing = { readonly kind: 'kept' | 'due' } | { readonly kind: 'late'; readonly alarm: Alarm };

/**
 * For staff: one alarm for each rule that was not done, or left something lying, for
 * longer than the policy's tolerance. It ends by itself once nothing is due any more.
 *
 * @param now milliseconds since the epoch
 * Throws when a rule could not be looked at, after all the others were.
 */
export async function raiseAlarms(database: D1Database, now: number, rules: RetentionRules = retention): Promise<void> {
  await eachRule(deletingRules(rules), (rule) => raiseAlarm(database, rule, now));
}

/** The same for one rule, whose rows can lie in another database than the record of its runs. */
export async function raiseAlarm(
  database: D1Database,
  rule: DeletingRule,
  now: number,
  rowsIn: D1Database = database,
): Promise<void> {
  const standing = await standingOf(database, rule, now, rowsIn);
  if (standing.kind === 'kept') await clearAlarm(database, rule.name, now);
  if (standing.kind !== 'late') return;
  const { reason, oldestDueAt } = standing.alarm;
  const isNew = await insertAlarm(database, standing.alarm, now);
  if (isNew) console.error({ message: 'A retention rule is late', rule: rule.name, reason, oldestDueAt });
}

async function standingOf(
  database: D1Database,
  rule: DeletingRule,
  now: number,
  rowsIn: D1Database,
): Promise<Standing> {
  const { firstTried, lastFinished } = await selectRunsOf(database, rule.name);
  // Of a rule that was never tried nothing is known yet; what is due in it speaks for itself below.
  const lastDone = lastFinished ?? firstTried;
  if (lastDone !== null && endOf(lastDone, retentionTolerance) <= now) {
    return { kind: 'late', alarm: { rule: rule.name, reason: 'not-run', oldestDueAt: null } };
  }
  const oldestStart = await selectOldestDueStart(rowsIn, dueRows(rule, now));
  if (oldestStart === undefined) return { kind: 'kept' };
  const oldestDueAt = endOf(oldestStart, rule.keep);
  if (endOf(oldestDueAt, retentionTolerance) > now) return { kind: 'due' };
  return { kind: 'late', alarm: { rule: rule.name, reason: 'left-behind', oldestDueAt } };
}
