import type { MailKind } from '../../functions/mail/letters.ts';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import { insert } from '../erasure/person.ts';
import type { Database } from '../local/reach-database.ts';
import { day, email, now, previewedOrders } from './preview-orders.ts';

/** Every letter of the house, in every form that its words take, about people with long names and in many scripts. */

const known = 'known@example.com';

export interface Preview {
  readonly subjectId: string;
  readonly to?: string;
  /** What tells it from others of its kind. */
  readonly as?: string;
}

export const previews: Readonly<Record<MailKind, readonly Preview[]>> = {
  'order-confirmation': [
    { subjectId: 'LG-0000-0001' },
    { subjectId: 'LG-0000-0002', as: 'under review' },
    { subjectId: 'LG-0000-0007', as: 'right to left' },
  ],
  'payment-link': [
    { subjectId: 'LG-0000-0008', as: 'by telephone' },
    { subjectId: 'LG-0000-0009', as: 'in the boutique' },
  ],
  'order-released': [{ subjectId: 'LG-0000-0001' }],
  'order-shipped': [{ subjectId: 'sent' }, { subjectId: 'first', as: 'the first of two' }],
  'order-delivered': [{ subjectId: 'LG-0000-0001' }],
  'order-parcel-lost': [{ subjectId: 'lost' }, { subjectId: 'lost-withdrawn', as: 'of a withdrawn order' }],
  'order-returned': [{ subjectId: 'LG-0000-0005' }],
  'order-cancelled': [{ subjectId: 'LG-0000-0004' }],
  'order-refunded': [
    { subjectId: 'part', as: 'in part' },
    { subjectId: 'whole', as: 'all of it' },
  ],
  'verify-account': [{ subjectId: 'link-verify' }, { subjectId: 'link-verify', to: known, as: 'there is one already' }],
  'reset-password': [{ subjectId: 'link-reset' }, { subjectId: 'link-no-account', as: 'there is none' }],
  'password-changed': [{ subjectId: 'event' }],
  'step-up-code': [{ subjectId: 'link-step-up' }],
  'confirm-new-email': [
    { subjectId: 'link-new-email' },
    { subjectId: 'link-new-email', to: known, as: 'it has one already' },
  ],
  'email-change-asked': [{ subjectId: 'event' }],
  'email-changed': [{ subjectId: 'event' }],
  'email-left': [{ subjectId: 'event' }],
  'account-deleted': [{ subjectId: 'event' }],
  'account-idle': [{ subjectId: `account.${now - 700 * day}` }],
  'confirm-wish': [{ subjectId: 'link-wish' }],
  'preferences-link': [
    { subjectId: 'event', to: known },
    { subjectId: 'event', as: 'nothing was agreed to' },
  ],
  'confirm-stock-notice': [
    { subjectId: 'link-notice' },
    { subjectId: 'link-notice-waiting', as: 'confirmed before' },
    { subjectId: 'link-notice-stored', as: 'only stored' },
  ],
  'back-in-stock': [{ subjectId: 'STOCK.EUR.notice' }, { subjectId: 'MADE.JPY.notice', as: 'gone again' }],
  'erasure-begun': [{ subjectId: 'PR-0000-000E' }],
  'erasure-done': [{ subjectId: 'PR-0000-000E' }],
  'child-report-answered': [{ subjectId: 'PR-0000-000C' }],
  'restriction-ends': [{ subjectId: 'restriction' }],
  'confirm-request': ['person', 'agent', 'reporter', 'staff'].map((asker) => ({
    subjectId: `link-request-${asker}`,
    as: `asked by ${asker}`,
  })),
  'agent-told': [{ subjectId: 'asked-agent' }],
  'see-request': [{ subjectId: 'link-see-request' }],
  'request-received': [{ subjectId: 'PR-0000-0001' }],
  'request-done': [{ subjectId: 'PR-0000-000R' }],
  'request-closed': [{ subjectId: 'PR-0000-000F' }],
  'request-answered': [{ subjectId: 'message' }],
  'request-extended': [{ subjectId: 'PR-0000-0001' }],
  'request-warning': [
    { subjectId: 'PR-0000-0001:due:2026-12-01', as: 'due soon' },
    { subjectId: 'PR-0000-0001:overdue:2026-11-26', as: 'overdue' },
  ],
  'copy-ready': [{ subjectId: 'PR-0000-000A' }],
  'breach-notice': [{ subjectId: 'affected' }],
  'breach-warning': [
    { subjectId: 'BR-0000-0001:authority:soon', as: 'soon' },
    { subjectId: 'BR-0000-0001:people:over', as: 'over' },
  ],
  'withdrawal-link': [{ subjectId: 'link-order' }, { subjectId: 'link-no-order', as: 'nothing fits' }],
  'withdrawal-received': [
    { subjectId: 'LG-0000-0001.1', as: 'of what was sent' },
    { subjectId: 'LG-0000-0006.1', as: 'of what had not left' },
  ],
  'withdrawal-told': [{ subjectId: 'LG-0000-0001.1' }],
  'withdrawal-label': [{ subjectId: 'LG-0000-0001.1:1' }],
  'withdrawal-arrived': [{ subjectId: 'LG-0000-0001.1' }],
  'withdrawal-warning': [
    { subjectId: 'LG-0000-0001.1:soon', as: 'due soon' },
    { subjectId: 'LG-0000-0001.1:overdue', as: 'overdue' },
  ],
};

/** The mailbox that a preview goes to unless it says another. */
export function mailboxOf({ to = email }: Preview): string {
  return to;
}

export async function writePreviews(database: Database): Promise<void> {
  await database.batch([
    ...previewedOrders(database),
    ...accountsOf(database),
    ...requestsOf(database),
    ...aroundRequestsOf(database),
    ...breachOf(database),
  ]);
}

function accountsOf(database: Database) {
  const account = { username: 'ada', password_hash: '', created_at: 0 };
  const wish = { wording_version: 1, page: '/bag/', asked_at: now };
  return [
    insert(database, 'accounts', {
      ...account,
      id: 'account',
      email: 'idle@example.com',
      last_act_at: now - 700 * day,
    }),
    insert(database, 'accounts', { ...account, id: 'other', email: known, last_act_at: now }),
    insert(database, 'registrations', { id: 'registration', username: 'ada', email, password_hash: '', asked_at: now }),
    insert(database, 'marketing_wishes', { ...wish, id: 'wish', email }),
    insert(database, 'marketing_consents', { ...wish, id: 'consent', email: known, confirmed_at: now }),
    link(database, 'link-verify', 'verify-account', 'registration'),
    link(database, 'link-reset', 'reset-password', 'account'),
    link(database, 'link-no-account', 'reset-password', 'nobody'),
    link(database, 'link-step-up', 'step-up', 'account'),
    link(database, 'link-new-email', 'change-email', 'account'),
    link(database, 'link-wish', 'confirm-wish', 'wish'),
    ...noticesOf(database),
    link(database, 'link-order', 'see-order', 'LG-0000-0001'),
    link(database, 'link-no-order', 'see-order', 'LG-0000-9999'),
    link(database, 'link-see-request', 'see-request', 'PR-0000-0001'),
    ...['person', 'agent', 'reporter', 'staff'].flatMap((asker) => [
      link(database, `link-request-${asker}`, 'confirm-request', `asked-${asker}`),
      insert(database, 'unconfirmed_requests', {
        number: `asked-${asker}`,
        kind: asker === 'reporter' ? 'child-report' : 'access',
        email,
        asker,
        asker_email: asker === 'person' ? '' : 'somebody@example.com',
        order_number: '',
        words: '',
        asked_at: now,
        received_at: now,
      }),
    ]),
  ];
}

/** One to be confirmed, one that is confirmed already, and one of somebody whose data is only stored. */
function noticesOf(database: Database) {
  const wish = (id: string, sku: string, to: string) =>
    insert(database, 'stock_notice_wishes', { id, email: to, sku, currency: 'EUR', asked_at: now });
  return [
    wish('notice', 'STOCK', email),
    wish('notice-waiting', 'STOCK', known),
    wish('notice-stored', 'STOCK', 'restricted@example.com'),
    insert(database, 'stock_notices', { id: 'n', email: known, sku: 'STOCK', currency: 'EUR', confirmed_at: now }),
    insert(database, 'stock', { sku: 'STOCK', on_hand: 1 }),
    link(database, 'link-notice', 'confirm-stock-notice', 'notice'),
    link(database, 'link-notice-waiting', 'confirm-stock-notice', 'notice-waiting'),
    link(database, 'link-notice-stored', 'confirm-stock-notice', 'notice-stored'),
  ];
}

function link(database: Database, id: string, purpose: string, subjectId: string) {
  const times = { created_at: now, expires_at: now + day };
  return insert(database, 'one_time_links', { id, purpose, email, subject_id: subjectId, ...times });
}

function requestsOf(database: Database) {
  const closed = { closed_at: now, decided_at: now };
  return [
    request(database, 'PR-0000-0001', 'complaint', { extended_to: now + 60 * day, extension_reason: 'many letters.' }),
    request(database, 'PR-0000-000A', 'access', { state: 'working' }),
    request(database, 'PR-0000-000C', 'child-report', { state: 'done', ...closed }),
    request(database, 'PR-0000-000E', 'erasure', { state: 'done', ...closed }),
    request(database, 'PR-0000-000F', 'erasure', {
      state: 'refused',
      decision:
        'What is asked for are the invoices of 2024.\n\nThe law that has us keep them: Article 17(3)(b) GDPR with section 132 of the Austrian Federal Fiscal Code.',
      ...closed,
    }),
    request(database, 'PR-0000-000R', 'rectification', {
      state: 'done',
      decision: 'You wrote that it is Ada.',
      ...closed,
    }),
    step(database, 'PR-0000-0001', 'One of us looks at it.'),
    step(database, 'PR-0000-000F', 'We have refused it.'),
    step(database, 'PR-0000-000R', 'We have put it right.'),
  ];
}

function request(database: Database, number: string, kind: RequestKind, fields: Record<string, string | number>) {
  return insert(database, 'privacy_requests', {
    number,
    kind,
    state: 'in-review',
    email,
    subject_hash: 'hash',
    asker: 'person',
    asker_email: '',
    verified_by: 'mailbox',
    order_number: '',
    words: '',
    received_at: now - 5 * day,
    confirmed_at: now - 5 * day,
    target_at: now + 2 * day,
    due_at: now + 25 * day,
    ...fields,
  });
}

function step(database: Database, requestNumber: string, words: string) {
  return insert(database, 'request_steps', { request_number: requestNumber, step: 'review', words, at: now });
}

function aroundRequestsOf(database: Database) {
  const recipient = { request_number: 'PR-0000-000E', state: 'acknowledged', next_try_at: 0, updated_at: now };
  return [
    insert(database, 'request_messages', {
      id: 'message',
      request_number: 'PR-0000-0001',
      author: 'house',
      words: 'Thank you for your letter.\n\nWe have found two mails that should not have been sent, and are sorry.',
      written_at: now,
    }),
    insert(database, 'request_recipients', {
      ...recipient,
      recipient: 'stripe',
      words: 'It has redacted the payment.',
    }),
    ...['E', 'F', 'R'].map((letter, place) =>
      insert(database, 'rights_register', {
        hash: `${letter.toLowerCase()}1`.repeat(32),
        sequence: place + 1,
        at: now,
        request_number: `PR-0000-000${letter}`,
        subject_hash: 'hash',
        kind: 'erasure',
        step: 'done',
        details: '{}',
        previous_hash: String(place).repeat(64),
      }),
    ),
    insert(database, 'order_corrections', {
      id: 'correction',
      order_number: 'LG-0000-0001',
      request_number: 'PR-0000-000R',
      field: 'name',
      words: 'Ada Lovelace',
      written_at: now,
    }),
    insert(database, 'copies', {
      id: 'PR-0000-000A',
      request_number: 'PR-0000-000A',
      kind: 'access',
      offered_at: now,
      expires_at: now + 7 * day,
    }),
    insert(database, 'restrictions', {
      id: 'restriction',
      email: 'restricted@example.com',
      request_number: 'PR-0000-0001',
      reason: 'asked',
      restricted_at: now,
    }),
  ];
}

function breachOf(database: Database) {
  const breach = { breach_number: 'BR-0000-0001' };
  return [
    insert(database, 'breaches', {
      number: 'BR-0000-0001',
      discovered_at: now,
      recorded_at: now,
      happened: 'A list of deliveries was left in a train.',
      notice:
        'On 26 November 2026 a printed list of deliveries was left in a train.\n\nWhat was on it:\nYour name\nYour address\n\nWe have asked the railway for it, and print no such lists any more.',
      notice_begun_at: now,
    }),
    insert(database, 'breach_clocks', { ...breach, clock: 'authority', due_at: now + 3 * day }),
    insert(database, 'breach_clocks', { ...breach, clock: 'people', due_at: now - day }),
    insert(database, 'breach_people', {
      ...breach,
      id: 'affected',
      subject_hash: 'hash',
      email,
      state: 'writing',
      found_at: now,
    }),
  ];
}
