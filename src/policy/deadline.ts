import { endOf } from './duration.ts';
import { deadlines } from './rights.ts';

const dayMilliseconds = 24 * 60 * 60_000;

/** Article 12(3) GDPR: "may be extended by two further months where necessary". */
export const mostExtensionMonths = 2;

export interface RequestDeadlines {
  /** The last millisecond of the fifth business day. Milliseconds since the epoch, as everything here. */
  readonly targetAt: number;
  /** The first instant at which a request that isn't answered is late. */
  readonly dueAt: number;
}

/**
 * Of a request that reached the house at `receivedAt`, whenever its sender was verified. The clock never pauses. Days
 * are days of UTC, and the first one is that after the receipt: Regulation 1182/71, Article 3(1).
 */
export function requestDeadlines(receivedAt: number): RequestDeadlines {
  return {
    targetAt: endOfBusinessDay(receivedAt, deadlines.requestTargetBusinessDays),
    dueAt: Math.min(
      endOf(receivedAt, { days: deadlines.requestDays }),
      addMonths(receivedAt, deadlines.requestCalendarMonths),
    ),
  };
}

/** When a request that is late is late: the extension's end, where there is one. */
export function deadlineOf(request: { readonly due_at: number; readonly extended_to: number | null }): number {
  return request.extended_to ?? request.due_at;
}

export type ExtensionFault = 'already-due' | 'already-extended' | 'no-reason' | 'not-later' | 'too-long';

export interface Extension {
  readonly until: number;
  readonly reason: string;
}

/** What forbids an extension; undefined when it may be told to the person now. */
export function judgeExtension(
  request: { readonly due_at: number; readonly extended_to: number | null },
  { until, reason }: Extension,
  now: number,
): ExtensionFault | undefined {
  if (now >= request.due_at) return 'already-due';
  if (request.extended_to !== null) return 'already-extended';
  if (reason.trim() === '') return 'no-reason';
  if (until <= request.due_at) return 'not-later';
  if (until > addMonths(request.due_at, mostExtensionMonths)) return 'too-long';
  return undefined;
}

/** The same day and time so many months on, or the month's last day where it has no such day. */
function addMonths(instant: number, months: number): number {
  const moved = new Date(instant);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  return moved.setUTCDate(Math.min(day, lastDay));
}

function endOfBusinessDay(from: number, count: number): number {
  let day = new Date(from).setUTCHours(0, 0, 0, 0);
  for (let counted = 0; counted < count; ) {
    day += dayMilliseconds;
    if (isBusinessDay(day)) counted += 1;
  }
  return day + dayMilliseconds - 1;
}

function isBusinessDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
