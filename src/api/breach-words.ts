import type { BreachClock, BreachRisk, ClockStanding } from '../policy/breach-clock.ts';
import { spanInWords, timeInWords } from './time-in-words.ts';

/** What the desk, the letters and the record say of a breach. */

export const riskWords: Readonly<Record<BreachRisk, string>> = {
  unknown: 'Not judged yet',
  'none-likely': 'No risk is likely',
  risk: 'A risk',
  'high-risk': 'A high risk',
};

export const clockNames: Readonly<Record<BreachClock, string>> = {
  authority: 'The authority',
  people: 'The people affected',
};

/** "41 hours left, until 29 November 2026 at 14:00 UTC" */
export function clockWords(
  { standing, dueAt, keptAt }: { readonly standing: ClockStanding; readonly dueAt: string; readonly keptAt?: string },
  now: number,
): string {
  const due = Date.parse(dueAt);
  switch (standing) {
    case 'running':
    case 'soon':
      return `${spanInWords(due - now)} left, until ${timeInWords(dueAt)}`;
    case 'over':
      return `Late by ${spanInWords(now - due)}, since ${timeInWords(dueAt)}`;
    case 'kept':
      return `Told in time, on ${timeInWords(keptAt ?? dueAt)}`;
    case 'kept-late':
      return `Told late, on ${timeInWords(keptAt ?? dueAt)}; it was due on ${timeInWords(dueAt)}`;
    case 'not-owed':
      return 'Nothing is owed: no risk is likely';
  }
}
