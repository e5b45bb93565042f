/** What the desk says of a request: days in UTC, as the deadlines count them. */

import { dayInWords } from '../../api/day-in-words.ts';
import type { DeskLine, DeskState, WaitsFor } from '../../api/desk-answers.ts';

const dayMilliseconds = 24 * 60 * 60_000;

export interface DueWords {
  /** "Overdue by 3 days", "Due in 12 days". */
  readonly when: string;
  /** "since 21 November 2026". */
  readonly on: string;
}

export function dueWords(line: DeskLine, now: number): DueWords {
  if (line.closedAt) return { when: stateWords[line.state], on: `on ${dayInWords(line.closedAt)}` };
  const dueAt = Date.parse(line.dueAt);
  const on = `on ${dayInWords(line.dueAt)}`;
  if (line.standing === 'overdue')
    return { when: `Overdue by ${days(Math.max(1, daysBetween(dueAt, now)))}`, on: `since ${dayInWords(line.dueAt)}` };
  const left = daysBetween(now, dueAt);
  if (left === 0) return { when: 'Due today', on };
  return { when: left === 1 ? 'Due tomorrow' : `Due in ${days(left)}`, on };
}

export const stateWords: Readonly<Record<DeskState, string>> = {
  open: 'Open',
  'in-review': 'To be decided',
  working: 'Being done',
  done: 'Done',
  'done-in-part': 'Done in part',
  refused: 'Refused',
  withdrawn: 'Taken back',
};

export const waitsWords: Readonly<Record<WaitsFor, string>> = {
  person: 'Waits for the person',
  house: 'Waits for us',
  recipients: 'Waits for those who were given the data',
  nobody: '',
};

function daysBetween(from: number, until: number): number {
  return Math.floor(until / dayMilliseconds) - Math.floor(from / dayMilliseconds);
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
