import { z } from 'zod';
import type { Problem, StaffMe } from '../../../src/api/answers.ts';
import { firstLanguage, languages } from '../../../src/languages.ts';
import { problem } from '../../problem.ts';
import { type Entered, enterRequest } from '../../requests/enter-request.ts';
import { emailField, kindField, orderNumberField, wordsField } from '../../requests/intake/read-wish.ts';
import type { Shop } from '../../shop.ts';
import { recordAccess } from '../access-log.ts';
import { mayDecide } from '../roles.ts';

export const entryBody = z.strictObject({
  kind: kindField,
  email: emailField,
  /** The day of the mail, as 2026-11-24: whatever its hour was, the clock runs from the beginning of that day. */
  receivedOn: z.iso.date(),
  orderNumber: orderNumberField,
  words: wordsField,
  /** In which the person is written to. */
  language: z.enum(languages).default(firstLanguage),
  verifiedBy: z.enum(['mailbox', 'staff']),
});

/** Writes down a request that came by e-mail. Whether somebody is who they say, only those judge who decide. */
export async function enterAtDesk(
  shop: Shop,
  staff: StaffMe,
  { receivedOn, ...entry }: z.output<typeof entryBody>,
): Promise<Entered | Problem> {
  if (entry.verifiedBy === 'staff' && !mayDecide(staff.role)) {
    const detail = 'Have the person confirm it from their mailbox. Nothing was written down.';
    return problem('not-allowed', 'This is not yours to vouch for.', detail);
  }
  await recordAccess(shop, staff, {
    act: 'change',
    what: 'a request that came by e-mail',
    why: `the mail of ${receivedOn}`,
    subjectEmail: entry.email,
  });
  return enterRequest(shop, { ...entry, receivedAt: Date.parse(receivedOn) }, staff.email);
}
