import { type Duration, durationInWords as inPolicysWords } from '../policy/duration.ts';
import { inUnits } from './in-units.ts';
import { language } from './language.ts';

/** "7 years" in the language that is spoken; in English as the policy says it. */
export function durationInWords(span: Duration): string {
  if (language() === 'en') return inPolicysWords(span);
  if (span.minutes !== undefined) return inUnits(span.minutes, 'minute');
  return span.days === undefined ? inUnits(span.years ?? 0, 'year') : inUnits(span.days, 'day');
}
