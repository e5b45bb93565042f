import type { D1Database } from '@cloudflare/workers-types';
import { retention } from '../../src/policy/retention.ts';
import { believeClock } from './believe-clock.ts';
import { dueRows } from './due-rows.ts';
import { type DeletingRule, deletingRules, eachRule, type RetentionRules } from './each-rule.ts';
import { countDue, deleteBatch, finishRun, insertRun, noteStillDue } from './queries.ts';
import { raiseAlarm } from './raise-alarms.ts';

const batchSize = 500;
/** With the batch's size: 5,000 rows of a rule in a run; a longer backlog goes on with the next run. */
const batchesPerRun = 10;

/**
 * Deletes what is past its time, rule by rule. What is due is read from the rows
 * themselves and from nothing else, so a run that was interrupted is made up for by the
 * next, one that comes late does what the others missed, and two at once share the work.
 *
 * @param now milliseconds since the epoch
 * Throws when a rule could not be kept, after all the others were.
 */
export async function deleteDue(database: D1Database, now: number, rules: RetentionRules = retention): Promise<void> {
  const isBelieved = await believeClock(database, now);
  if (!isBelieved) {
    console.error({
      message: 'The clock has leapt since the last run: nothing is deleted until a later run agrees',
      now,
    });
  }
  await eachRule(deletingRules(rules), async (rule) => {
    try {
      await (isBelieved ? deleteDueOf(database, rule, now) : holdOff(database, rule, now));
    } finally {
      await raiseAlarm(database, rule, now);
    }
  });
}

async function deleteDueOf(database: D1Database, rule: DeletingRule, now: number): Promise<void> {
  const rows = dueRows(rule, now);
  const runId = await insertRun(database, rule.name, 'begun', now);
  for (let batch = 0; batch < batchesPerRun; batch += 1) {
    const deleted = await deleteBatch(database, runId, rows, batchSize);
    if (deleted < batchSize) break;
  }
  await finishRun(database, runId, await countDue(database, rows));
}

async function holdOff(database: D1Database, rule: DeletingRule, now: number): Promise<void> {
  const rows = dueRows(rule, now);
  const runId = await insertRun(database, rule.name, 'held-off', now);
  await noteStillDue(database, runId, await countDue(database, rows));
}
