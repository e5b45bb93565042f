import { subjectHash } from '../../functions/subject-hash.ts';
import { breachOf } from './breach-about.ts';
import { keptOf } from './kept-about.ts';
import { fraudOf, lifeOfOrder, withdrawalOf } from './life-about.ts';

type Fields = Readonly<Record<string, string | number | null>>;

/** Somebody with a row in every table that may hold one about a person. */
export interface Somebody {
  readonly email: string;
  /** In every text that is about them, so that it is found wherever it should not be. */
  readonly marker: string;
  readonly requestNumber: string;
  readonly rows: readonly { readonly table: string; readonly fields: Fields }[];
}

export const secretMarks = ['PASSWORD-HASH', 'TOKEN-HASH', 'OTHER-ADDRESS'] as const;

export const placedAt = Date.UTC(2026, 9, 1, 8);

/** `letter`, a capital, tells people apart: their numbers and ids end with it. */
export async function everythingAbout(privacySecret: string, letter: string): Promise<Somebody> {
  const marker = `marker-of-${letter.toLowerCase()}`;
  const email = `${marker}@example.com`;
  const hash = await subjectHash(privacySecret, email);
  const about = { letter, marker, email, hash, order: `LG-0000-000${letter}`, request: `PR-0000-000${letter}` };
  return {
    email,
    marker,
    requestNumber: about.request,
    rows: [orderOf, checkoutOf, besideTheOrder, accountOf, requestsOf, storyOf, proofsOf, breachOf].flatMap((rows) =>
      rows(about),
    ),
  };
}

export interface About {
  readonly letter: string;
  readonly marker: string;
  readonly email: string;
  readonly hash: string;
  readonly order: string;
  readonly request: string;
}

const money = { currency: 'EUR', subtotal_minor: 485_000, delivery_minor: 0 };

function pieceOf(marker: string) {
  return { sku: 'AUR-YG-52', slug: 'aurore', name: `piece ${marker}`, variant: '52' };
}

/** A name may be a formula. */
function partyOf(marker: string) {
  return {
    name: `=cmd|'/C calc'!A0 ${marker}`,
    address_line1: `@SUM(A1) ${marker}`,
    address_line2: '',
    city: 'Paris',
    region: '',
    postcode: '75002',
    country: 'FR',
  };
}

/** Stripe gives an address as it was typed. */
function orderOf({ marker, email, order }: About): Somebody['rows'] {
  const piece = pieceOf(marker);
  const party = partyOf(marker);
  return [
    {
      table: 'orders',
      fields: {
        number: order,
        state: 'paid',
        review_reason: '',
        stripe_session_id: `cs_${marker}`,
        stripe_payment_intent_id: `pi_${marker}`,
        ...money,
        total_minor: 485_000,
        delivery: 'dhl-express',
        gift_wrap: 1,
        gift_message: `"with love",\r\n${marker}`,
        ...party,
        email: email.toUpperCase(),
        phone: '+33 1 23',
        placed_at: placedAt,
        paid_at: placedAt + 1,
      },
    },
    { table: 'order_lines', fields: { order_number: order, position: 0, ...piece, quantity: 2, unit_minor: 485_000 } },
  ];
}

function checkoutOf({ letter, marker, order }: About): Somebody['rows'] {
  const piece = pieceOf(marker);
  return [
    {
      table: 'checkouts',
      fields: {
        id: `checkout-${letter}`,
        number: order,
        attempt: null,
        digest: 'digest',
        state: 'paid',
        ...money,
        country: 'FR',
        delivery: 'dhl-express',
        gift_wrap: 1,
        gift_message: `\t${marker}`,
        marketing: 1,
        stripe_session_id: `cs_${marker}`,
        pay_url: null,
        created_at: placedAt,
        expires_at: placedAt,
        asked_at: null,
      },
    },
    {
      table: 'checkout_lines',
      fields: {
        checkout_id: `checkout-${letter}`,
        position: 0,
        ...piece,
        photograph: '/a.jpg',
        quantity: 2,
        unit_minor: 485_000,
      },
    },
    { table: 'holds', fields: { checkout_id: `checkout-${letter}`, sku: 'AUR-YG-52', quantity: 1 } },
  ];
}

function besideTheOrder({ letter, marker, email, order, request }: About): Somebody['rows'] {
  const party = partyOf(marker);
  return [
    {
      table: 'order_corrections',
      fields: {
        id: `correction-${letter}`,
        order_number: order,
        request_number: request,
        field: 'name',
        words: `-1+1 ${marker}`,
        written_at: placedAt,
      },
    },
    {
      table: 'order_trims',
      fields: { order_number: order, erasure_id: `erasure-${letter}`, due_at: placedAt, done_at: null },
    },
    { table: 'locked_parties', fields: { order_number: order, ...party, locked_at: placedAt } },
    ...lifeOfOrder(letter, marker, order),
    ...withdrawalOf(letter, marker, order),
    ...fraudOf(marker, order),
    {
      table: 'mail_outbox',
      fields: {
        id: `order-confirmation:${order}`,
        kind: 'order-confirmation',
        email,
        subject_id: order,
        state: 'sent',
        attempts: 1,
        next_attempt_at: placedAt,
        claimed_until: 0,
        created_at: placedAt,
        sent_at: placedAt,
        provider_message_id: `message ${marker}`,
        last_error: null,
      },
    },
    {
      table: 'marketing_wishes',
      fields: { id: `wish-${letter}`, email, wording_version: 1, page: '/bag/', asked_at: placedAt },
    },
    {
      table: 'marketing_consents',
      fields: {
        id: `consent-${letter}`,
        email,
        wording_version: 1,
        page: '/bag/',
        asked_at: placedAt,
        confirmed_at: placedAt,
        withdrawn_at: null,
        withdrawn_on: '',
      },
    },
  ];
}

function accountOf({ letter, marker, email, order }: About): Somebody['rows'] {
  const account = { username: `Ada ${marker}`, email, password_hash: `PASSWORD-HASH ${letter}` };
  return [
    {
      table: 'registrations',
      fields: { id: `registration-${letter}`, ...account, asked_at: placedAt, kept_sku: `KEPT-${letter}` },
    },
    {
      table: 'accounts',
      fields: { id: `account-${letter}`, ...account, created_at: placedAt, last_act_at: placedAt, warned_at: null },
    },
    {
      table: 'sessions',
      fields: {
        token_hash: `TOKEN-HASH ${letter}`,
        account_id: `account-${letter}`,
        created_at: placedAt,
        last_used_at: placedAt,
        stepped_up_at: null,
      },
    },
    { table: 'account_orders', fields: { order_number: order, account_id: `account-${letter}`, joined_at: placedAt } },
    {
      table: 'one_time_links',
      fields: {
        id: `link-${letter}`,
        purpose: 'step-up',
        email,
        subject_id: '',
        created_at: placedAt,
        expires_at: placedAt,
        used_at: placedAt,
        tries: 1,
      },
    },
    ...keptOf(letter, email),
    { table: 'staff', fields: { email, role: 'owner', added_at: placedAt, removed_at: null } },
  ];
}

function requestsOf({ letter, marker, email, hash, request }: About): Somebody['rows'] {
  const asked = {
    kind: 'access',
    email,
    asker: 'agent',
    asker_email: `OTHER-ADDRESS-${letter}@example.com`,
    order_number: '',
    words: `words ${marker}`,
  };
  return [
    {
      table: 'unconfirmed_requests',
      fields: { number: `PR-1111-111${letter}`, ...asked, asked_at: placedAt, received_at: placedAt },
    },
    {
      table: 'privacy_requests',
      fields: {
        number: request,
        ...asked,
        state: 'done',
        subject_hash: hash,
        verified_by: 'mailbox',
        received_at: placedAt,
        confirmed_at: placedAt,
        target_at: placedAt,
        due_at: placedAt,
        extended_to: null,
        extension_reason: '',
        extended_at: null,
        warned_at: null,
        overdue_at: null,
        decided_at: null,
        decision: '',
        closed_at: placedAt,
      },
    },
  ];
}

function storyOf({ letter, marker, request }: About): Somebody['rows'] {
  const request_number = request;
  return [
    { table: 'request_steps', fields: { request_number, step: 'received', words: `step ${marker}`, at: placedAt } },
    {
      table: 'request_messages',
      fields: {
        id: `message-${letter}`,
        request_number,
        author: 'person',
        words: `<script>${marker}</script>`,
        written_at: placedAt,
      },
    },
    {
      table: 'request_recipients',
      fields: {
        request_number,
        recipient: 'stripe',
        state: 'explained',
        reference: '',
        tries: 0,
        next_try_at: placedAt,
        words: `told ${marker}`,
        updated_at: placedAt,
      },
    },
    {
      table: 'copies',
      fields: {
        id: request,
        request_number,
        kind: 'access',
        offered_at: placedAt,
        expires_at: placedAt,
        claimed_at: null,
        fetched_at: placedAt,
      },
    },
  ];
}

function proofsOf(about: About): Somebody['rows'] {
  const { letter, marker, email, hash, request } = about;
  const request_number = request;
  return [
    {
      table: 'restrictions',
      fields: {
        id: `restriction-${letter}`,
        email,
        request_number,
        reason: 'asked',
        restricted_at: placedAt,
        told_at: null,
        lifted_at: null,
      },
    },
    {
      table: 'objections',
      fields: { id: `objection-${letter}`, email, processing: 'analytics', objected_at: placedAt },
    },
    ...erasureOf(about),
    {
      table: 'rights_register',
      fields: {
        hash: `entry-${letter}`,
        sequence: 900_000 + letter.charCodeAt(0),
        at: placedAt,
        request_number,
        subject_hash: hash,
        kind: 'access',
        step: 'received',
        details: '{}',
        previous_hash: `before-${letter}`,
      },
    },
    {
      table: 'access_log',
      fields: {
        id: `look-${letter}`,
        at: placedAt,
        staff_email: `OTHER-ADDRESS-${letter}@example.com`,
        role: 'owner',
        act: 'view',
        what: 'orders',
        why: `asked ${marker}`,
        subject_hash: hash,
        request_number,
      },
    },
  ];
}

function erasureOf({ letter, marker, hash, request: request_number }: About): Somebody['rows'] {
  return [
    {
      table: 'erasures',
      fields: {
        id: `erasure-${letter}`,
        request_number,
        subject_hash: hash,
        scope: 'account',
        begun_at: placedAt,
        done_at: placedAt,
      },
    },
    {
      table: 'stripe_redactions',
      fields: {
        stripe_session_id: `cs_redacted_${marker}`,
        stripe_payment_intent_id: `pi_redacted_${marker}`,
        erasure_id: `erasure-${letter}`,
        paid_at: placedAt,
        job_id: `job ${marker}`,
        state: 'done',
        attempt: 1,
        tries: 0,
        next_try_at: placedAt,
        asked_at: placedAt,
        alarmed_at: null,
      },
    },
    { table: 'tombstones', fields: { subject_hash: hash, erased_at: placedAt } },
  ];
}
