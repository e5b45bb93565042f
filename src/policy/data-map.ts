import type { PurposeId } from './purposes.ts';
import type { FieldCategory } from './recipients.ts';
import type { RetentionId } from './retention.ts';

/**
 * Where personal data lies: every table and column of the database, every message of a
 * queue. A check reads the migrated database and fails on what is not declared here,
 * and on what is declared and not there.
 */

export interface TableDeclaration {
  readonly holds: string;
  readonly purposes: readonly PurposeId[];
  readonly retention: RetentionId | 'with-parent' | 'until-settled';
  /**
   * How a person's rows are found: by a column that holds their address, by one that holds its keyed hash
   * (functions/subject-hash.ts), or through the table that has one of the two.
   */
  readonly subject:
    | { readonly emailColumn: string }
    | { readonly hashColumn: string }
    | { readonly through: string; readonly column: string };
  /** Part of the answer to an access request. */
  readonly export: 'all-columns';
  /** Columns that are no part of it, each with the reason that the person is given. */
  readonly notExported?: Readonly<Record<string, string>>;
  /** `keep-without-identity`: the rows know the person by a keyed hash alone, and stay to their end as proof. */
  readonly erase: 'delete' | 'keep-what-tax-law-needs' | 'keep-without-identity';
  readonly columns: Readonly<Record<string, FieldCategory>>;
}

/** A table in which nobody can be recognised. */
export interface FreeTable {
  readonly freeOfPersonalData: string;
  readonly columns: readonly string[];
}

export const dataMap = {
  stock: {
    freeOfPersonalData: 'How many of each piece there are.',
    columns: ['sku', 'on_hand', 'held'],
  },
  checkouts: {
    holds:
      'A bag on its way to being paid: its destination country, delivery, gift message, and the tick to hear from us.',
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
      stripe_session_id: 'transaction-records',
      pay_url: 'transaction-records',
      created_at: 'transaction-records',
      expires_at: 'transaction-records',
      asked_at: 'none',
    },
  },
  checkout_lines: {
    holds: 'The pieces of a checkout.',
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
    holds: 'Pieces kept back while somebody pays; gone when the payment page is.',
    purposes: ['fulfil-order'],
    retention: 'until-settled',
    subject: { through: 'checkouts', column: 'checkout_id' },
    export: 'all-columns',
    erase: 'delete',
    columns: { checkout_id: 'transaction-records', sku: 'transaction-records', quantity: 'transaction-records' },
  },
  orders: {
    holds: 'A paid order: who it goes to, where, and what was charged.',
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
    },
  },
  order_lines: {
    holds: 'The pieces of an order.',
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
    },
  },
  marketing_consents: {
    holds: 'A wish to hear from us, with its proof.',
    purposes: ['marketing'],
    retention: 'unconfirmed-consent',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      order_number: 'consent-records',
      email: 'consent-records',
      wording_version: 'consent-records',
      page: 'consent-records',
      asked_at: 'consent-records',
    },
  },
  stripe_events: {
    freeOfPersonalData: 'Which of Stripe’s notices were taken in; they name no session, order or person.',
    columns: ['id', 'type', 'received_at'],
  },
  mail_outbox: {
    holds: 'Which message about which order is to be sent or was; its text is made when it is sent and not kept.',
    purposes: ['send-updates'],
    retention: 'message-log',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'message-log',
      kind: 'message-log',
      order_number: 'message-log',
      state: 'message-log',
      attempts: 'none',
      next_attempt_at: 'none',
      claimed_until: 'none',
      created_at: 'message-log',
      sent_at: 'message-log',
      provider_message_id: 'message-log',
      last_error: 'none',
    },
  },
  staff: {
    holds: 'Who works for the house: a work address, what it may do at the desk, since when.',
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
    holds: 'Each view and each change of a person’s data by staff: when, by whom, what and why.',
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
} as const satisfies Record<string, QueueDeclaration>;
