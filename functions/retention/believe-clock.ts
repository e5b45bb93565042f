import type { D1Database } from '@cloudflare/workers-types';
import { hasHeldOffRun, selectLastBelievedRun } from './queries.ts';

const hour = 60 * 60_000;
/** The job runs every hour: a longer step of the clock is an outage, or a clock that is wrong. */
const longestStep = 48 * hour;
/** Two runs at once are one witness, not two. */
const shortestConfirmation = hour / 2;

/**
 * Whether the clock may be trusted with deleting. A clock that has leapt forward would
 * delete tax records before their time, and nothing brings them back. So after a leap of
 * more than two days the run holds off; it goes on when a run later, by half an hour or
 * more, finds the clock still there. That costs a shop that was really away for so long
 * one hour. A clock that goes back deletes nothing that isn't due.
 */
export async function believeClock(database: D1Database, now: number): Promise<boolean> {
  const last = await selectLastBelievedRun(database);
  if (!last || now - last.started_at <= longestStep) return true;
  return hasHeldOffRun(database, last.id, now - longestStep, now - shortestConfirmation);
}
