import { phrase } from './phrase.ts';
import type { PurposeId } from './purposes.ts';
import type { FieldCategory } from './recipients.ts';
import type { FreeTable, TableDeclaration } from './tables/declaration.ts';
import { tablesOfAccounts } from './tables/of-accounts.ts';
import { tablesOfBreaches } from './tables/of-breaches.ts';
import { tablesOfCarriers } from './tables/of-carriers.ts';
import { tablesOfFraud } from './tables/of-fraud.ts';
import { tablesOfKept } from './tables/of-kept.ts';
import { tablesOfOrders } from './tables/of-orders.ts';
import { tablesOfRequests } from './tables/of-requests.ts';
import { tablesOfStock } from './tables/of-stock.ts';
import { tablesOfWithdrawals } from './tables/of-withdrawals.ts';

/**
 * Where personal data lies: every table and column of the shop's database, every message of a
 * queue. That of page views has analytics-map.ts. A check reads the migrated database and fails on what is not declared here,
 * and on what is declared and not there.
 */

export const dataMap = {
  ...tablesOfStock,
  stock: {
    freeOfPersonalData: 'How many of each piece there are.',
    columns: ['sku', 'on_hand', 'held'],
  },
  checkouts: {
    holds: phrase`A bag on its way to being paid: its destination country, delivery, gift message, and the tick to hear from us.`,
    purposes: ['fulfil-order', 'marketing'],
    retention: 'checkouts',
    subject: { through: 'orders', column: 'number' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'transaction-records',
      number: 'transaction-records',
      attempt: 'none',
      digest: 'none',
      state: 'payment-status',
      currency: 'transaction-records',
      country: 'order-information',
      delivery: 'transaction-records',
      delivery_minor: 'transaction-records',
      subtotal_minor: 'transaction-records',
      gift_wrap: 'transaction-records',
      gift_message: 'transaction-records',
      marketing: 'consent-records',
      wording_version: 'consent-records',
      stripe_session_id: 'transaction-records',
      pay_url: 'transaction-records',
      created_at: 'transaction-records',
      expires_at: 'transaction-records',
      asked_at: 'none',
      source: 'transaction-records',
      language: 'transaction-records',
    },
  },
  checkout_lines: {
    holds: phrase`The pieces of a checkout.`,
    purposes: ['fulfil-order'],
    retention: 'with-parent',
    subject: { through: 'checkouts', column: 'checkout_id' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      checkout_id: 'transaction-records',
      position: 'none',
      sku: 'transaction-records',
      slug: 'transaction-records',
      name: 'transaction-records',
      variant: 'transaction-records',
      photograph: 'none',
      quantity: 'transaction-records',
      unit_minor: 'transaction-records',
    },
  },
  holds: {
    holds: phrase`Pieces kept back while somebody pays; gone when the payment page is.`,
    purposes: ['fulfil-order'],
    retention: 'until-settled',
    subject: { through: 'checkouts', column: 'checkout_id' },
    export: 'all-columns',
    erase: 'delete',
    columns: { checkout_id: 'transaction-records', sku: 'transaction-records', quantity: 'transaction-records' },
  },
  orders: {
    holds: phrase`A paid order: who it goes to, where, and what was charged.`,
    purposes: ['fulfil-order', 'send-updates', 'legal-compliance'],
    retention: 'orders',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'keep-what-tax-law-needs',
    columns: {
      number: 'transaction-records',
      state: 'payment-status',
      review_reason: 'payment-status',
      stripe_session_id: 'payment-status',
      stripe_payment_intent_id: 'payment-status',
      currency: 'transaction-records',
      subtotal_minor: 'transaction-records',
      delivery_minor: 'transaction-records',
      total_minor: 'transaction-records',
      delivery: 'transaction-records',
      gift_wrap: 'transaction-records',
      gift_message: 'transaction-records',
      name: 'order-information',
      email: 'order-information',
      phone: 'order-information',
      address_line1: 'order-information',
      address_line2: 'order-information',
      city: 'order-information',
      region: 'order-information',
      postcode: 'order-information',
      country: 'order-information',
      placed_at: 'transaction-records',
      paid_at: 'payment-status',
      step: 'none',
      refunded_minor: 'payment-status',
      delivered_at: 'delivery-confirmation',
      disputed_at: 'payment-status',
      dispute: 'payment-status',
      source: 'transaction-records',
      language: 'transaction-records',
    },
  },
  order_lines: {
    holds: phrase`The pieces of an order.`,
    purposes: ['fulfil-order', 'send-updates', 'legal-compliance'],
    retention: 'with-parent',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'keep-what-tax-law-needs',
    columns: {
      order_number: 'transaction-records',
      position: 'none',
      sku: 'transaction-records',
      slug: 'transaction-records',
      name: 'transaction-records',
      variant: 'transaction-records',
      quantity: 'transaction-records',
      unit_minor: 'transaction-records',
      restocked: 'none',
      paid_at: 'payment-status',
    },
  },
  marketing_wishes: {
    holds: phrase`A wish to hear from us that its mailbox has not confirmed.`,
    purposes: ['marketing'],
    retention: 'unconfirmed-consent',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'none',
      email: 'consent-records',
      wording_version: 'consent-records',
      page: 'consent-records',
      asked_at: 'consent-records',
    },
  },
  marketing_consents: {
    holds: phrase`A confirmed wish to hear from us, with its proof, and its withdrawal.`,
    purposes: ['marketing'],
    retention: 'marketing-consent',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'none',
      email: 'consent-records',
      wording_version: 'consent-records',
      page: 'consent-records',
      asked_at: 'consent-records',
      confirmed_at: 'consent-records',
      withdrawn_at: 'consent-records',
      withdrawn_on: 'consent-records',
    },
  },
  stripe_events: {
    freeOfPersonalData: 'Which of Stripe’s notices were taken in; they name no session, order or person.',
    columns: ['id', 'type', 'received_at'],
  },
  mail_outbox: {
    holds: phrase`Which message is to be sent to whom or was; its text is made when it is sent and not kept.`,
    purposes: ['send-updates', 'tell-of-stock'],
    retention: 'message-log',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'message-log',
      kind: 'message-log',
      email: 'message-log',
      subject_id: 'message-log',
      state: 'message-log',
      attempts: 'none',
      next_attempt_at: 'none',
      claimed_until: 'none',
      created_at: 'message-log',
      sent_at: 'message-log',
      provider_message_id: 'message-log',
      last_error: 'none',
      language: 'message-log',
    },
  },
  staff: {
    holds: phrase`Who works for the house: a work address, what it may do at the desk, since when.`,
    purposes: ['prevent-fraud'],
    retention: 'staff-records',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      email: 'staff-records',
      role: 'staff-records',
      added_at: 'staff-records',
      removed_at: 'staff-records',
    },
  },
  access_log: {
    holds: phrase`Each view and each change of a person’s data by staff: when, by whom, what and why.`,
    purposes: ['prevent-fraud'],
    retention: 'access-log',
    subject: { hashColumn: 'subject_hash' },
    export: 'all-columns',
    notExported: { staff_email: 'it names one of our staff, whose data it is too' },
    erase: 'keep-without-identity',
    columns: {
      id: 'access-log',
      at: 'access-log',
      staff_email: 'access-log',
      role: 'access-log',
      act: 'access-log',
      what: 'access-log',
      why: 'access-log',
      subject_hash: 'access-log',
      request_number: 'access-log',
    },
  },
  retention_runs: {
    freeOfPersonalData: 'What the retention job did: a rule, counts, times.',
    columns: ['id', 'rule', 'state', 'started_at', 'deleted', 'still_due'],
  },
  retention_alarms: {
    freeOfPersonalData: 'Rules that left something lying past its time, for staff to see.',
    columns: ['id', 'rule', 'reason', 'oldest_due_at', 'raised_at', 'cleared_at'],
  },
  guess_counters: {
    freeOfPersonalData:
      'How often something was guessed at, such as a password. What it was is there as a keyed hash alone, which no other table has. Without the secret, which is not in the database, a row leads to nobody; with it, only whoever knows an address already finds its counter. Gone after a day.',
    columns: ['key', 'tries', 'window_started_at'],
  },
  ...tablesOfOrders,
  ...tablesOfCarriers,
  ...tablesOfWithdrawals,
  ...tablesOfFraud,
  ...tablesOfAccounts,
  ...tablesOfKept,
  ...tablesOfRequests,
  ...tablesOfBreaches,
} as const satisfies Record<string, TableDeclaration | FreeTable>;

export type TableId = keyof typeof dataMap;

export interface QueueDeclaration {
  readonly holds: string;
  readonly purposes: readonly PurposeId[];
  /** How long a message can stay, in words: the queue itself drops what is never taken in. */
  readonly kept: string;
  readonly fields: Readonly<Record<string, FieldCategory>>;
}

/** Each queue, and each field of its messages. A message names a row; exported and erased is the row. */
export const queueMap = {
  mail: {
    holds: 'The number of a message in the outbox.',
    purposes: ['send-updates'],
    kept: 'until it is taken in, at most four days',
    fields: { mailId: 'message-log' },
  },
  'page-views': {
    holds: 'A page view as its row will have it. One that can’t be stored is dropped: there is no other queue for it.',
    purposes: ['improve-website'],
    kept: 'until it is taken in, at most four days',
    fields: {
      view: 'usage',
      session: 'session-identifiers',
      openedAt: 'usage',
      path: 'usage',
      country: 'usage',
      device: 'device',
      browser: 'device',
      system: 'device',
      source: 'usage',
      medium: 'usage',
      campaign: 'usage',
      milliseconds: 'usage',
    },
  },
} as const satisfies Record<string, QueueDeclaration>;
