import { type Duration, durationInWords as inPolicysWords } from '../policy/duration.ts';
import { language, locale } from './language.ts';

/** "7 years" in the language that is spoken; in English as the policy says it. */
export function durationInWords(span: Duration): string {
  if (language() === 'en') return inPolicysWords(span);
  const [units = 'days', count = 0] = Object.entries(span).find(([, value]) => value !== undefined) ?? [];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: units.slice(0, -1), unitDisplay: 'long' }).format(
    count,
  );
}
