import { dayInWords } from '../api/day-in-words.ts';
import { say } from '../words/say.ts';
import { type Currency, formatMoney } from './money.ts';
import type { Reduction } from './price-reduction.ts';

/** Beside every reduced price, wherever it stands. The day is said too, so that an old reduction does not pass for a new one. */
export function reductionWords({ lowestMinor, since }: Reduction, currency: Currency): string {
  return say`Reduced on ${dayInWords(since)}. Lowest price in the 30 days before: ${formatMoney(lowestMinor, currency)}.`;
}
