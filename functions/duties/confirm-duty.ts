import type { Problem, StaffMe } from '../../src/api/answers.ts';
import { dayInWords } from '../../src/api/day-in-words.ts';
import { type Duration, endOf } from '../../src/policy/duration.ts';
import { ownerDuties } from '../../src/policy/owner-duties.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { accessStatement } from '../staff/access-log.ts';
import { insertConfirmationStatement } from './queries.ts';

/** A certificate, an agreement, a mailbox: what was true is looked at again a year later. */
const confirmedFor: Duration = { years: 1 };

/** The owner confirms that a duty is kept now. What was confirmed before stays beside it. */
export async function confirmDuty(
  shop: Shop,
  staff: StaffMe,
  { duty, note }: { readonly duty: string; readonly note: string },
): Promise<string | Problem> {
  if (!Object.hasOwn(ownerDuties, duty)) {
    return problem('not-found', 'There is no such duty.', 'Nothing was confirmed. Open the list again.');
  }
  const { database, now } = shop;
  const nextDueAt = endOf(now, confirmedFor);
  await database.batch([
    insertConfirmationStatement(database, {
      id: crypto.randomUUID(),
      duty,
      note,
      confirmed_at: now,
      next_due_at: nextDueAt,
      staff_email: staff.email,
    }),
    await accessStatement(shop, staff, { act: 'change', what: 'a duty of the owner', why: duty }),
  ]);
  return `It is confirmed, and due again on ${dayInWords(nextDueAt)}.`;
}
