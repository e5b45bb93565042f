import type { D1Database, R2Bucket } from '@cloudflare/workers-types';
import { latestStartOver } from '../../../src/policy/duration.ts';
import { retention } from '../../../src/policy/retention.ts';
import { believeClock } from '../../retention/believe-clock.ts';
import { dueRows } from '../../retention/due-rows.ts';
import { analyticsRules, type DeletingRule, eachRule } from '../../retention/each-rule.ts';
import { addDeleted, countDue, finishRun, insertRun, noteStillDue, selectRunsOf } from '../../retention/queries.ts';
import { raiseAlarm } from '../../retention/raise-alarms.ts';
import { dayMilliseconds, hourMilliseconds, startOfDay } from '../days.ts';
import { destroySecrets } from '../keys/destroy-secrets.ts';
import { replaceCounters } from '../recount/queries.ts';
import { foldDay } from './fold-day.ts';
import { closeDay, deleteForgotten, deleteRowsOfDay, replaceByFold, selectDueDay } from './queries.ts';

const daysPerRun = 4;
const rowsPerDelete = 2_000;
/** With that: 40,000 rows in a run; the next one, five minutes later, goes on. */
const deletesPerRun = 20;

export interface AnalyticsStores {
  /** The shop's own: it keeps the record of what was deleted. */
  readonly database: D1Database;
  readonly analytics: D1Database;
  readonly analyticsKeys: R2Bucket;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Keeps the policy's 30 days in the database of page views. A day is over as soon as its first
 * view is that old: its secret is destroyed, its small cells are folded and its counters frozen
 * for good, and its rows go. Each step is told from what is there, so a run that dies is made up
 * for by the next. An hour without anything to do leaves a record too.
 *
 * Throws when a rule could not be kept, after the others were.
 */
export async function freezeDays(stores: AnalyticsStores): Promise<void> {
  const { database, analytics, now } = stores;
  const due = await Promise.all(rules.map((rule) => isToBeDone(stores, rule)));
  const toDo = rules.filter((_, place) => due[place]);
  if (toDo.length === 0) return;
  const isBelieved = await believeClock(database, now);
  await eachRule(toDo, async (rule) => {
    try {
      await (isBelieved ? keepRule(stores, rule) : holdOff(stores, rule));
    } finally {
      await raiseAlarm(database, rule, now, analytics);
    }
  });
}

const rules = analyticsRules(retention);

/** On another cron than the freezing, so that it notices when that one never runs. */
export async function raiseAnalyticsAlarms({ database, analytics, now }: Omit<AnalyticsStores, 'analyticsKeys'>) {
  await eachRule(rules, (rule) => raiseAlarm(database, rule, now, analytics));
}

async function isToBeDone({ database, analytics, now }: AnalyticsStores, rule: DeletingRule): Promise<boolean> {
  const { lastFinished } = await selectRunsOf(database, rule.name);
  if (lastFinished === null || Math.abs(now - lastFinished) >= hourMilliseconds) return true;
  return rule.name === 'analytics' && (await selectDueDay(analytics, lastDayOver(rule, now))) !== null;
}

/** A day of which the first view is due is due as a whole. */
function lastDayOver({ keep }: DeletingRule, now: number): number {
  return startOfDay(latestStartOver(now, keep));
}

async function keepRule(stores: AnalyticsStores, rule: DeletingRule): Promise<void> {
  const { database, analytics, now } = stores;
  const runId = await insertRun(database, rule.name, 'begun', now);
  const note = (deleted: number) => addDeleted(database, runId, deleted);
  await (rule.name === 'analytics' ? freezeDue(stores, rule, note) : forgetDue(stores, rule, note));
  await finishRun(database, runId, await countDue(analytics, dueRows(rule, now)));
}

async function holdOff({ database, analytics, now }: AnalyticsStores, rule: DeletingRule): Promise<void> {
  console.error({ message: 'The clock has leapt: no day of page views is frozen until a later run agrees', now });
  const runId = await insertRun(database, rule.name, 'held-off', now);
  await noteStillDue(database, runId, await countDue(analytics, dueRows(rule, now)));
}

type Note = (deleted: number) => Promise<void>;

async function freezeDue(stores: AnalyticsStores, rule: DeletingRule, note: Note): Promise<void> {
  const { analytics, analyticsKeys, now } = stores;
  const lastDay = lastDayOver(rule, now);
  // First, since it alone can't be brought back with a copy of the database.
  await destroySecrets(analyticsKeys, lastDay);
  let deletes = deletesPerRun;
  for (let days = 0; days < daysPerRun && deletes > 0; days += 1) {
    const due = await selectDueDay(analytics, lastDay);
    if (!due) return;
    if (due.frozenAt === null) await freezeDay(analytics, due.startsAt, now);
    deletes = await deleteDay(analytics, due.startsAt, deletes, note);
  }
}

/** Nothing is let in, then everything is counted once more, then folded: counters and rows agree to the last one. */
async function freezeDay(analytics: D1Database, day: number, now: number): Promise<void> {
  await closeDay(analytics, day, now);
  await replaceCounters(analytics, { day, until: day + dayMilliseconds, sales: undefined, now });
  const { folded, keepsTime } = await foldDay(analytics, day);
  await replaceByFold(analytics, day, folded, { now, keepsTime });
}

/** @returns how many deletes the run has left */
async function deleteDay(analytics: D1Database, day: number, deletes: number, note: Note): Promise<number> {
  for (let left = deletes; left > 0; left -= 1) {
    const deleted = await deleteRowsOfDay(analytics, day, rowsPerDelete);
    if (deleted > 0) await note(deleted);
    if (deleted < rowsPerDelete) return left - 1;
  }
  return 0;
}

async function forgetDue({ analytics, now }: AnalyticsStores, { keep }: DeletingRule, note: Note): Promise<void> {
  for (let deletes = deletesPerRun; deletes > 0; deletes -= 1) {
    const deleted = await deleteForgotten(analytics, latestStartOver(now, keep), rowsPerDelete);
    if (deleted > 0) await note(deleted);
    if (deleted < rowsPerDelete) return;
  }
}
