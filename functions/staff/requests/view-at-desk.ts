import type { StaffMe } from '../../../src/api/answers.ts';
import type { DeskRecipient, DeskRequest, DeskRestriction } from '../../../src/api/desk-answers.ts';
import type { RowsOfTable } from '../../../src/api/erasure-answers.ts';
import { recipients } from '../../../src/policy/recipients.ts';
import { type RecipientStanding, selectRecipients } from '../../recipients/queries.ts';
import { correctableInvoices } from '../../rectification/correctable-invoices.ts';
import { type PrivacyRequest, selectMessages, selectSteps } from '../../requests/queries.ts';
import { mostMessages } from '../../requests/write-message.ts';
import type { Shop } from '../../shop.ts';
import { countRowsOfAll } from '../../subject/queries.ts';
import { personOf, subjectTables } from '../../subject/subject-tables.ts';
import { mayDecide } from '../roles.ts';
import { actsAtDesk, mayBeSaidDone } from './acts-at-desk.ts';
import { instant, lineOf } from './list-requests.ts';
import { type RestrictionOfRequest, selectRestrictionOf } from './queries.ts';

/** More than a request ever has. */
const mostSteps = 300;

/** All that a decision needs, for those who may see it. */
export async function viewAtDesk(shop: Shop, staff: StaffMe, request: PrivacyRequest): Promise<DeskRequest> {
  const { database, now } = shop;
  const [steps, messages, told, restriction] = await Promise.all([
    selectSteps(database, request.number, mostSteps),
    selectMessages(database, request.number, 2 * mostMessages),
    selectRecipients(database, request.number),
    selectRestrictionOf(database, request.number, request.email),
  ]);
  const isRestricted = restriction !== null && restriction.lifted_at === null;
  const invoices = mayDecide(staff.role) ? await correctableInvoices(shop, request) : [];
  return {
    ...lineOf({ ...request, is_restricted: isRestricted ? 1 : 0 }, now),
    email: request.email,
    asker: request.asker,
    askerEmail: request.asker_email,
    verifiedBy: request.verified_by,
    confirmedAt: instant(request.confirmed_at),
    orderNumber: request.order_number,
    words: request.words,
    firstDueAt: instant(request.due_at),
    extensionReason: request.extension_reason,
    decision: request.decision,
    ...(request.extended_to === null ? {} : { extendedTo: instant(request.extended_to) }),
    ...(request.decided_at === null ? {} : { decidedAt: instant(request.decided_at) }),
    steps: steps.map(({ words, at }) => ({ words, at: instant(at) })),
    messages: messages.map(({ author, words, written_at }) => ({ author, words, at: instant(written_at) })),
    recipients: told.map(recipientView),
    ...(restriction ? { restriction: restrictionView(restriction) } : {}),
    ...(mayDecide(staff.role) ? await heldOf(shop, request) : {}),
    acts: actsAtDesk(staff.role, request, { recipients: told, isRestricted, invoices }, now),
    mayBeSaidDone: mayBeSaidDone(request.kind),
    invoices,
  };
}

/** What the house holds of the person, table by table. Whose data was erased is known by nothing any more. */
async function heldOf(shop: Shop, { email }: PrivacyRequest): Promise<{ held?: RowsOfTable[] }> {
  if (email === '') return {};
  const tables = subjectTables();
  const counts = await countRowsOfAll(shop.database, tables, await personOf(shop, email));
  const held = tables.flatMap(({ name, declaration }, place) => {
    const rows = counts[place] ?? 0;
    return rows > 0 ? [{ table: name, holds: declaration.holds, rows }] : [];
  });
  return { held };
}

function recipientView({ recipient, state, words, updated_at }: RecipientStanding): DeskRecipient {
  const declared = Object.entries(recipients).find(([id]) => id === recipient)?.[1];
  return { id: recipient, name: declared?.name ?? recipient, state, words, updatedAt: instant(updated_at) };
}

function restrictionView({ reason, restricted_at, told_at, lifted_at }: RestrictionOfRequest): DeskRestriction {
  return {
    reason,
    since: instant(restricted_at),
    ...(told_at === null ? {} : { toldAt: instant(told_at) }),
    ...(lifted_at === null ? {} : { liftedAt: instant(lifted_at) }),
  };
}
