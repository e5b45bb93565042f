import type { Problem, StaffMe } from '../../src/api/answers.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import { breachClocks, breachDueAt } from '../../src/policy/breach-clock.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { accessStatement } from '../staff/access-log.ts';
import { newBreachNumber } from './breach-number.ts';
import { insertBreachStatement, insertClockStatement, insertEntryStatement } from './queries.ts';

/** Older than that is a slip of the pen. */
const oldestDiscoveryDays = 366;

/**
 * Writes a breach down, and starts its two clocks at the discovery. That instant stays: whoever got it wrong records
 * the breach anew, and closes this one with the reason.
 *
 * @param discoveredAt milliseconds since the epoch
 * @returns its number, or why it is refused
 */
export async function recordBreach(
  shop: Shop,
  staff: StaffMe,
  { happened, discoveredAt }: { readonly happened: string; readonly discoveredAt: number },
): Promise<{ readonly number: string } | Problem> {
  const { database, now } = shop;
  if (!(discoveredAt <= now && now - discoveredAt <= oldestDiscoveryDays * 24 * 60 * 60_000)) {
    const detail = `The discovery lies in the last ${oldestDiscoveryDays} days, and not in the future. Nothing was written down.`;
    return problem('invalid-request', 'That time can’t be right.', detail);
  }
  const number = newBreachNumber();
  const words = `Discovered on ${timeInWords(discoveredAt)}. ${happened}`;
  await database.batch([
    insertBreachStatement(database, { number, happened, discovered_at: discoveredAt, recorded_at: now }),
    ...breachClocks.map((clock) => insertClockStatement(database, number, clock, breachDueAt(discoveredAt))),
    insertEntryStatement(
      database,
      number,
      { kind: 'recorded', role: staff.role, words, details: { happened, discoveredAt } },
      now,
    ),
    await accessStatement(shop, staff, { act: 'change', what: 'a new breach', why: number }),
  ]);
  return { number };
}
