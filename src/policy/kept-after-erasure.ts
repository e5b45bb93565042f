import { phrase } from './phrase.ts';

/**
 * What an erasure leaves, column by column: of the tables that the data map erases by halves, all that is not named
 * here goes. A test holds it against the data map.
 */

export interface TaxRecord {
  /** Stays as it is, until the table's period is over. */
  readonly kept: readonly string[];
  /** Of the invoice's party: it is moved to `lockedInto`, away from every everyday view. */
  readonly locked: readonly string[];
  /** Serves the delivery and the withdrawal alone, and goes when they are over. */
  readonly whileDelivering: readonly string[];
}

/** The tables of `erase: 'keep-what-tax-law-needs'`. Art. 17(3)(b) GDPR leaves out what a law obliges the house to keep. */
export const keptForTax = {
  orders: {
    kept: [
      'number',
      'state',
      'review_reason',
      'stripe_session_id',
      'stripe_payment_intent_id',
      'currency',
      'subtotal_minor',
      'delivery_minor',
      'total_minor',
      'delivery',
      'gift_wrap',
      'country',
      'placed_at',
      'paid_at',
      'step',
      'refunded_minor',
      'delivered_at',
      'disputed_at',
      'dispute',
      'source',
    ],
    locked: ['name', 'address_line1', 'address_line2', 'city', 'region', 'postcode'],
    whileDelivering: ['phone', 'email', 'gift_message'],
  },
  order_lines: {
    kept: [
      'order_number',
      'position',
      'sku',
      'slug',
      'name',
      'variant',
      'quantity',
      'unit_minor',
      'restocked',
      'paid_at',
    ],
    locked: [],
    whileDelivering: [],
  },
  order_history: {
    kept: ['id', 'order_number', 'at', 'move', 'from_state', 'to_state', 'by_kind', 'by_staff'],
    locked: [],
    whileDelivering: ['note'],
  },
  // Whether and when it left the country is what an export is proved by; its number leads to the door.
  parcels: {
    kept: ['id', 'order_number', 'carrier', 'shipped_at', 'delivered_at', 'lost_at'],
    locked: [],
    whileDelivering: ['tracking_number'],
  },
  parcel_lines: { kept: ['parcel_id', 'position', 'quantity'], locked: [], whileDelivering: [] },
  refunds: {
    kept: [
      'id',
      'order_number',
      'amount_minor',
      'reason',
      'lines',
      'state',
      'stripe_refund_id',
      'asked_by',
      'created_at',
      'settled_at',
      'failure',
      'tries',
      'next_try_at',
    ],
    locked: [],
    whileDelivering: [],
  },
  // What was withdrawn, and when, is why the money went back.
  withdrawals: {
    kept: [
      'id',
      'order_number',
      'at',
      'goods',
      'label_asked_at',
      'label_sent_at',
      'sent_at',
      'arrived_at',
      'refund_id',
      'loss_minor',
      'settled_at',
      'warned_at',
      'overdue_at',
    ],
    locked: [],
    whileDelivering: ['name', 'email', 'label_address', 'sent_proof'],
  },
  withdrawal_lines: { kept: ['withdrawal_id', 'position', 'quantity', 'to_return'], locked: [], whileDelivering: [] },
  order_corrections: {
    kept: ['id', 'order_number', 'request_number', 'field', 'words', 'written_at'],
    locked: [],
    whileDelivering: [],
  },
  order_trims: { kept: ['order_number', 'erasure_id', 'due_at', 'done_at'], locked: [], whileDelivering: [] },
  locked_parties: {
    kept: [
      'order_number',
      'name',
      'address_line1',
      'address_line2',
      'city',
      'region',
      'postcode',
      'country',
      'locked_at',
    ],
    locked: [],
    whileDelivering: [],
  },
} as const satisfies Record<string, TaxRecord>;

/** Where the party of an order's invoice is locked away. */
export const lockedInto = 'locked_parties';

/** By which law, in words for the person. */
export const taxLaw = phrase`accounting and tax law, as Art. 17(3)(b) GDPR allows`;

/**
 * Columns with an address by which the row isn't found: of somebody else than it is about, or beside a keyed hash. That
 * person's erasure empties them.
 */
export const addressesOfOthers: Readonly<Record<string, readonly string[]>> = {
  privacy_requests: ['asker_email'],
  unconfirmed_requests: ['asker_email'],
  breach_people: ['email'],
  withdrawals: ['email'],
};

/** Of such columns, those that stay, and why. */
export const addressesThatStay: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  access_log: {
    staff_email: 'Who of the house has looked at somebody is what the log is there to show, for its period.',
  },
};
