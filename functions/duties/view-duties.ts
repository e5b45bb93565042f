import type { StaffRole } from '../../src/api/answers.ts';
import type { DeskDuties, DeskDuty } from '../../src/api/breach-answers.ts';
import { dutiesOfOwner } from '../../src/policy/annex.ts';
import type { Shop } from '../shop.ts';
import { type Confirmation, selectConfirmations } from './queries.ts';

/** So long before it is due again a duty is said to be due soon. */
const dueSoonMilliseconds = 30 * 24 * 60 * 60_000;
/** More than are made in the three years that they are kept. */
const mostConfirmations = 1_000;

/** Every duty of the owner: what is never confirmed or overdue first. */
export async function viewDuties(shop: Shop, role: StaffRole): Promise<DeskDuties> {
  const confirmations = await selectConfirmations(shop.database, mostConfirmations);
  const order: readonly DeskDuty['standing'][] = ['overdue', 'never', 'due-soon', 'confirmed'];
  const duties = dutiesOfOwner()
    .map((duty) => ({
      ...duty,
      ...standingOf(
        confirmations.filter((confirmation) => confirmation.duty === duty.id),
        shop.now,
      ),
    }))
    .sort((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing));
  return { duties, mayConfirm: role === 'owner' };
}

function standingOf(
  confirmations: readonly Confirmation[],
  now: number,
): Pick<DeskDuty, 'nextDueAt' | 'standing' | 'history'> {
  const history = confirmations.map(({ confirmed_at, staff_email, note }) => ({
    at: instant(confirmed_at),
    by: staff_email,
    note,
  }));
  const [newest] = confirmations;
  if (!newest) return { standing: 'never', history };
  const nextDueAt = instant(newest.next_due_at);
  if (now >= newest.next_due_at) return { standing: 'overdue', nextDueAt, history };
  const isSoon = now >= newest.next_due_at - dueSoonMilliseconds;
  return { standing: isSoon ? 'due-soon' : 'confirmed', nextDueAt, history };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
