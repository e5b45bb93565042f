import type { CategoryId } from './categories.ts';
import type { Duration } from './duration.ts';
import { phrase } from './phrase.ts';

/** How long something is kept, from which event, and where it lies. */
export interface RetentionRule {
  /** The label that section 8 or the annex gives it. */
  readonly name: string;
  /** The words behind the label. */
  readonly words: string;
  /** `policy`: a line of section 8. `annex`: a period that the text leaves open. */
  readonly stands: 'policy' | 'annex';
  readonly categories: readonly CategoryId[];
  readonly keep: Duration;
  /** The event that starts the span, in words. */
  readonly from: string;
  /** What the job deletes; absent while the feature that fills it isn't built. */
  readonly deletes?: DeletedRows;
}

/** Rows that go with those that a rule deletes are the foreign keys' matter (ON DELETE CASCADE). */
export interface DeletedRows {
  /** The database of page views; absent for the shop's own. */
  readonly within?: 'ANALYTICS';
  readonly table: string;
  /** The column that tells its rows apart: the table's primary key. */
  readonly keyColumn: string;
  /** The column with the event's time, milliseconds since the epoch. While it is empty the span has not begun. */
  readonly startColumn: string;
  /** Rows that are not settled yet are not kept too long: they are not finished. */
  readonly only?: { readonly column: string; readonly isOneOf: readonly string[] };
}

/** What has been due for longer than this raises an alarm, and so does a rule whose job was last done longer ago. */
export const retentionTolerance: Duration = { days: 1 };

export const retention = {
  orders: {
    name: 'Order records',
    words: phrase`7 years (required for accounting/tax law in most jurisdictions)`,
    stands: 'policy',
    categories: ['order-information', 'transaction-records', 'payment-status', 'delivery-confirmation'],
    keep: { years: 7 },
    from: 'the payment',
    deletes: { table: 'orders', keyColumn: 'number', startColumn: 'paid_at' },
  },
  accounts: {
    name: 'Account information',
    words: 'until account deletion or 2 years of inactivity',
    stands: 'policy',
    categories: ['account-information', 'sign-in-records', 'kept-pieces'],
    keep: { years: 2 },
    from: 'your last signed-in act',
    deletes: { table: 'accounts', keyColumn: 'id', startColumn: 'last_act_at' },
  },
  analytics: {
    name: 'Analytics data',
    words: '30 days, then anonymised',
    stands: 'policy',
    categories: ['device', 'usage', 'session-identifiers'],
    keep: { days: 30 },
    from: 'the page view',
    // A day at once: as soon as its first view is that old.
    deletes: { within: 'ANALYTICS', table: 'page_views', keyColumn: 'view', startColumn: 'opened_at' },
  },
  'forgotten-visits': {
    name: 'A visit that was to be forgotten',
    words: 'the number that it had, so that nothing of it that is still under way is written down',
    stands: 'annex',
    categories: ['session-identifiers', 'usage'],
    keep: { days: 5 },
    from: 'the wish',
    deletes: {
      within: 'ANALYTICS',
      table: 'forgotten_sessions',
      keyColumn: 'session',
      startColumn: 'forgotten_at',
    },
  },
  'marketing-consent': {
    name: 'Marketing consent records',
    words: 'until consent withdrawn + 1 year',
    stands: 'policy',
    categories: ['consent-records'],
    keep: { years: 1 },
    from: 'the withdrawal',
    deletes: { table: 'marketing_consents', keyColumn: 'id', startColumn: 'withdrawn_at' },
  },
  'unconfirmed-consent': {
    name: 'A wish to hear from us that was never confirmed',
    words: 'for want of a confirmation nothing may be sent on it',
    stands: 'annex',
    categories: ['consent-records'],
    keep: { days: 30 },
    from: 'the tick',
    deletes: { table: 'marketing_wishes', keyColumn: 'id', startColumn: 'asked_at' },
  },
  'unconfirmed-stock-notices': {
    name: 'A wish to be told of a piece that was never confirmed',
    words: 'for want of a confirmation nothing is sent on it',
    stands: 'annex',
    categories: ['stock-notices'],
    keep: { days: 2 },
    from: 'the wish',
    deletes: { table: 'stock_notice_wishes', keyColumn: 'id', startColumn: 'asked_at' },
  },
  'stock-notices': {
    name: 'Whom to tell when a piece is back',
    words: 'your address and the piece; gone earlier, with the one letter, or when you take it back',
    stands: 'annex',
    categories: ['stock-notices'],
    keep: { days: 180 },
    from: 'your confirmation',
    deletes: { table: 'stock_notices', keyColumn: 'id', startColumn: 'confirmed_at' },
  },
  'ip-addresses': {
    name: 'IP address and country',
    words: 'for fraud prevention alone, apart from everything else',
    stands: 'annex',
    categories: ['ip-address', 'transaction-records'],
    keep: { days: 30 },
    from: 'the press on Pay',
    deletes: { table: 'checkout_addresses', keyColumn: 'order_number', startColumn: 'at' },
  },
  'fraud-flags': {
    name: 'That one of us was asked to look at an order',
    words: 'why, and what was noted; they decide nothing by themselves',
    stands: 'annex',
    categories: ['fraud-flags', 'transaction-records'],
    keep: { days: 30 },
    from: 'the day that we were asked',
    deletes: { table: 'fraud_flags', keyColumn: 'id', startColumn: 'raised_at' },
  },
  messages: {
    name: 'Messages to us',
    words: 'what you wrote to us by e-mail or WhatsApp, and our answers',
    stands: 'annex',
    categories: ['communications'],
    keep: { years: 1 },
    from: 'the last message',
  },
  checkouts: {
    name: 'Checkouts, paid or abandoned',
    words: 'what was in the bag, the destination and the gift message; a paid one lives on as its order',
    stands: 'annex',
    categories: ['transaction-records', 'order-information', 'payment-status', 'consent-records'],
    keep: { days: 30 },
    from: 'the press on Pay',
    deletes: {
      table: 'checkouts',
      keyColumn: 'id',
      startColumn: 'created_at',
      only: { column: 'state', isOneOf: ['paid', 'expired', 'failed', 'cancelled'] },
    },
  },
  'message-log': {
    name: 'The e-mail log',
    words: 'which message was sent to which address, and when; never its text',
    stands: 'annex',
    categories: ['message-log'],
    keep: { days: 90 },
    from: 'the writing of the message',
    deletes: {
      table: 'mail_outbox',
      keyColumn: 'id',
      startColumn: 'created_at',
      only: { column: 'state', isOneOf: ['sent', 'refused', 'dropped'] },
    },
  },
  'access-log': {
    name: 'The access log',
    words: 'who of our staff looked at or changed your data, when and why',
    stands: 'annex',
    categories: ['access-log'],
    keep: { years: 1 },
    from: 'the act',
    deletes: { table: 'access_log', keyColumn: 'id', startColumn: 'at' },
  },
  'staff-records': {
    name: 'The list of our staff',
    words: 'a work address and what it may do, for as long as somebody works for us',
    stands: 'annex',
    categories: ['staff-records'],
    keep: { days: 30 },
    from: 'the end of their access',
    deletes: { table: 'staff', keyColumn: 'email', startColumn: 'removed_at' },
  },
  'carrier-events': {
    name: 'What carriers tell of parcels',
    words:
      'each scan of a parcel, with its country and no finer place; when the last parcel arrived stays with the order',
    stands: 'annex',
    categories: ['delivery-confirmation', 'transaction-records'],
    keep: { days: 30 },
    from: 'the carrier’s notice',
    deletes: { table: 'carrier_events', keyColumn: 'id', startColumn: 'received_at' },
  },
  'payment-events': {
    name: 'Numbers of Stripe’s notices',
    words: 'so that a notice that comes twice counts once; they name nobody',
    stands: 'annex',
    categories: [],
    keep: { days: 30 },
    from: 'the notice',
    deletes: { table: 'stripe_events', keyColumn: 'id', startColumn: 'received_at' },
  },
  'retention-runs': {
    name: 'The record of what was deleted',
    words: 'counts and times only',
    stands: 'annex',
    categories: [],
    keep: { years: 2 },
    from: 'the run',
    deletes: { table: 'retention_runs', keyColumn: 'id', startColumn: 'started_at' },
  },
  'retention-alarms': {
    name: 'Alarms about what lay past its time',
    words: 'which rule and when; they name nobody',
    stands: 'annex',
    categories: [],
    keep: { years: 2 },
    from: 'the end of the alarm',
    deletes: { table: 'retention_alarms', keyColumn: 'id', startColumn: 'cleared_at' },
  },
  registrations: {
    name: 'An account that its mailbox never confirmed',
    words: 'the link in the mailbox is good for a day',
    stands: 'annex',
    categories: ['account-information', 'sign-in-records', 'kept-pieces'],
    keep: { days: 1 },
    from: 'the registration',
    deletes: { table: 'registrations', keyColumn: 'id', startColumn: 'asked_at' },
  },
  sessions: {
    name: 'Login sessions',
    words: 'they end 30 days after signing in at the latest, or when you sign out',
    stands: 'annex',
    categories: ['sign-in-records'],
    keep: { days: 7 },
    from: 'the last use',
    deletes: { table: 'sessions', keyColumn: 'token_hash', startColumn: 'last_used_at' },
  },
  'one-time-links': {
    name: 'Links and codes that we mailed',
    words: 'that there was one, and whether it was used; they work for minutes, at most for a day',
    stands: 'annex',
    categories: ['sign-in-records'],
    keep: { days: 2 },
    from: 'the mail',
    deletes: { table: 'one_time_links', keyColumn: 'id', startColumn: 'created_at' },
  },
  'unconfirmed-requests': {
    name: 'A request that its mailbox never confirmed',
    words: 'for want of a confirmation nobody’s data is touched',
    stands: 'annex',
    categories: ['request-records'],
    keep: { days: 7 },
    from: 'the request',
    deletes: { table: 'unconfirmed_requests', keyColumn: 'number', startColumn: 'asked_at' },
  },
  requests: {
    name: 'Requests about your data',
    words: 'what you asked, our messages about it, and what we decided; after an erasure without your address',
    stands: 'annex',
    categories: ['request-records'],
    keep: { years: 1 },
    from: 'the end of the request',
    deletes: { table: 'privacy_requests', keyColumn: 'number', startColumn: 'closed_at' },
  },
  restrictions: {
    name: 'A restriction',
    words: 'that your data was only to be stored',
    stands: 'annex',
    categories: ['request-records'],
    keep: { days: 30 },
    from: 'its end',
    deletes: { table: 'restrictions', keyColumn: 'id', startColumn: 'lifted_at' },
  },
  objections: {
    name: 'An objection',
    words: 'so that we go on keeping to it; tell us again, or take it back, at any time',
    stands: 'annex',
    categories: ['request-records'],
    keep: { years: 2 },
    from: 'the objection',
    deletes: { table: 'objections', keyColumn: 'id', startColumn: 'objected_at' },
  },
  erasures: {
    name: 'That data was erased',
    words: 'a keyed hash and two times, to be able to erase again after a restored backup',
    stands: 'annex',
    categories: ['request-records'],
    keep: { years: 2 },
    from: 'the erasure',
    deletes: { table: 'erasures', keyColumn: 'id', startColumn: 'begun_at' },
  },
  tombstones: {
    name: 'Whose data was erased lately',
    words: 'a keyed hash, so that a late notice brings nobody back',
    stands: 'annex',
    categories: ['request-records'],
    keep: { days: 90 },
    from: 'the erasure',
    deletes: { table: 'tombstones', keyColumn: 'subject_hash', startColumn: 'erased_at' },
  },
  'rights-register': {
    name: 'The register of requests',
    words: 'proof of every step of every request, under a keyed hash and without your name or address',
    stands: 'annex',
    categories: ['request-records'],
    keep: { years: 2 },
    from: 'the step',
    deletes: { table: 'rights_register', keyColumn: 'hash', startColumn: 'at' },
  },
  'guess-counters': {
    name: 'Counters of guesses',
    words: 'so that nobody tries out passwords or codes; under keyed hashes, from which nobody can be read',
    stands: 'annex',
    categories: [],
    keep: { days: 1 },
    from: 'the first guess',
    deletes: { table: 'guess_counters', keyColumn: 'key', startColumn: 'window_started_at' },
  },
  breaches: {
    name: 'The register of data breaches',
    words: 'what happened to which kinds of data, and what we did, as Art. 33(5) GDPR asks; it names nobody',
    stands: 'annex',
    categories: [],
    keep: { years: 5 },
    from: 'the end of our work on it',
    deletes: { table: 'breaches', keyColumn: 'number', startColumn: 'closed_at' },
  },
  'affected-people': {
    name: 'That a data breach affected you',
    words: 'a keyed hash and when you were told; your address only until the notice has left',
    stands: 'annex',
    categories: ['breach-records'],
    keep: { years: 1 },
    from: 'the day that we found it out',
    deletes: {
      table: 'breach_people',
      keyColumn: 'id',
      startColumn: 'found_at',
      only: { column: 'state', isOneOf: ['told', 'refused', 'not-told'] },
    },
  },
  'duty-confirmations': {
    name: 'What the owner has confirmed',
    words: 'that a sentence which only people can keep is kept, when, and who confirmed it',
    stands: 'annex',
    categories: ['staff-records'],
    keep: { years: 3 },
    from: 'the confirmation',
    deletes: { table: 'duty_confirmations', keyColumn: 'id', startColumn: 'confirmed_at' },
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionId = keyof typeof retention;
