import { subjectHash } from '../../functions/subject-hash.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import type { Database } from '../local/reach-database.ts';

type Row = Readonly<Record<string, string | number | null>>;

export interface Somebody {
  readonly email: string;
  /** Stands in every field that tells of the person. */
  readonly mark: string;
  /** Stands in the keys of their rows, which tell nothing. */
  readonly key: string;
  readonly subjectHash: string;
  readonly request: string;
}

const day = 24 * 60 * 60_000;

export async function somebody(name: string): Promise<Somebody> {
  const email = `${name}@example.com`;
  const hash = await subjectHash('p'.repeat(32), email);
  return {
    email,
    mark: `Written by ${name}`,
    key: `key-${name}`,
    subjectHash: hash,
    request: `PR-${name.toUpperCase().padEnd(4, '0')}-0000`,
  };
}

export function insert(database: Database, table: string, row: Row) {
  const columns = Object.keys(row);
  const places = columns.map((_, place) => `?${place + 1}`).join(', ');
  return database
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
    .bind(...Object.values(row));
}

/** A row in every table that the data map declares for people, in the state in which an erasure finds them. */
export async function live(
  database: Database,
  who: Somebody,
  now: number,
  orders: readonly Row[] = [{}],
): Promise<void> {
  const { email, mark, key } = who;
  await database.batch([
    insert(database, 'registrations', {
      id: `r ${key}`,
      username: mark,
      email,
      password_hash: mark,
      asked_at: now,
      kept_sku: mark,
    }),
    insert(database, 'accounts', {
      id: `a ${key}`,
      username: mark,
      email,
      password_hash: mark,
      created_at: now,
      last_act_at: now,
    }),
    insert(database, 'sessions', { token_hash: key, account_id: `a ${key}`, created_at: now, last_used_at: now }),
    insert(database, 'one_time_links', {
      id: `l ${key}`,
      purpose: 'confirm-wish',
      email,
      subject_id: `w ${key}`,
      created_at: now,
      expires_at: now + day,
    }),
    insert(database, 'marketing_wishes', { id: `w ${key}`, email, wording_version: 1, page: '/bag/', asked_at: now }),
    insert(database, 'marketing_consents', {
      id: `c ${key}`,
      email,
      wording_version: 1,
      page: '/bag/',
      asked_at: now,
      confirmed_at: now,
    }),
    insert(database, 'stock_notice_wishes', { id: `sw ${key}`, email, sku: mark, currency: 'EUR', asked_at: now }),
    insert(database, 'stock_notices', { id: `sn ${key}`, email, sku: mark, currency: 'EUR', confirmed_at: now }),
    insert(database, 'kept_pieces', { account_id: `a ${key}`, sku: mark, kept_at: now }),
    insert(database, 'objections', { id: `o ${key}`, email, processing: 'analytics', objected_at: now }),
    insert(database, 'unconfirmed_requests', {
      number: `u ${key}`,
      kind: 'access',
      email,
      asker: 'person',
      asker_email: '',
      order_number: '',
      words: mark,
      asked_at: now,
      received_at: now,
    }),
  ]);
  for (const [place, changes] of orders.entries()) {
    await database.batch(orderRows(database, who, `LG-${key}-${place}`, now, changes));
  }
  await correspond(database, who, now);
}

/** A request of the person's with all that hangs on one, and what an account has of their orders. */
async function correspond(database: Database, who: Somebody, now: number): Promise<void> {
  const { email, mark, key } = who;
  await ask(database, who, 'access', `PR-A ${key}`, now);
  await database.batch([
    insert(database, 'account_orders', { order_number: `LG-${key}-0`, account_id: `a ${key}`, joined_at: now }),
    insert(database, 'request_messages', {
      id: `m ${key}`,
      request_number: `PR-A ${key}`,
      author: 'person',
      words: mark,
      written_at: now,
    }),
    insert(database, 'request_steps', {
      request_number: `PR-A ${key}`,
      step: 'received',
      words: 'Received.',
      at: now,
    }),
    insert(database, 'copies', {
      id: `k ${key}`,
      request_number: `PR-A ${key}`,
      kind: 'access',
      offered_at: now,
      expires_at: now + day,
    }),
    insert(database, 'restrictions', {
      id: `PR-A ${key}`,
      email,
      request_number: `PR-A ${key}`,
      reason: 'asked',
      restricted_at: now,
    }),
  ]);
}

/** A paid order with its lines, its checkout and the log of its letter. */
function orderRows(database: Database, { email, mark }: Somebody, number: string, now: number, changes: Row) {
  const bought = { currency: 'EUR', delivery: 'dhl-express', delivery_minor: 0, subtotal_minor: 100, gift_wrap: 1 };
  const session = changes['stripe_session_id'] ?? `cs_${number}`;
  return [
    insert(database, 'checkouts', {
      id: `checkout ${number}`,
      number,
      digest: '',
      state: 'paid',
      ...bought,
      country: 'FR',
      gift_message: mark,
      marketing: 1,
      stripe_session_id: session,
      created_at: now,
      expires_at: now,
    }),
    insert(database, 'orders', {
      number,
      state: 'paid',
      review_reason: '',
      stripe_session_id: session,
      stripe_payment_intent_id: `pi_${number}`,
      ...bought,
      total_minor: 100,
      gift_message: mark,
      name: mark,
      // As somebody may have typed it.
      email: email.toUpperCase(),
      phone: mark,
      address_line1: mark,
      address_line2: mark,
      city: mark,
      region: mark,
      postcode: mark,
      country: 'FR',
      placed_at: now,
      paid_at: now,
      ...changes,
    }),
    insert(database, 'order_lines', {
      order_number: number,
      position: 0,
      sku: 'STOCK',
      slug: 'piece',
      name: 'Piece',
      variant: '',
      quantity: 1,
      unit_minor: 100,
    }),
    ...lifeRows(database, mark, number, now),
    insert(database, 'mail_outbox', {
      id: `order-confirmation:${number}`,
      kind: 'order-confirmation',
      email,
      subject_id: number,
      state: 'sent',
      next_attempt_at: now,
      created_at: now,
    }),
  ];
}

/** What happened to an order after its payment. */
function lifeRows(database: Database, mark: string, number: string, now: number) {
  return [
    insert(database, 'order_history', {
      id: `${number}/1`,
      order_number: number,
      at: now,
      move: 'place',
      from_state: 'placed',
      to_state: 'paid',
      by_kind: 'stripe',
      note: mark,
    }),
    insert(database, 'parcels', {
      id: `parcel ${number}`,
      order_number: number,
      carrier: 'DHL',
      tracking_number: `${mark} ${number}`,
      shipped_at: now,
    }),
    insert(database, 'carrier_events', {
      id: `event ${number}`,
      carrier: 'DHL',
      tracking_number: `${mark} ${number}`,
      code: 'transit',
      state: 'taken',
      order_number: number,
      received_at: now,
    }),
    insert(database, 'parcel_lines', { parcel_id: `parcel ${number}`, position: 0, quantity: 1 }),
    insert(database, 'refunds', {
      id: `refund ${number}`,
      order_number: number,
      amount_minor: 1,
      reason: 'goodwill',
      state: 'succeeded',
      asked_by: 'staff',
      created_at: now,
    }),
    insert(database, 'withdrawals', {
      id: `${number}.1`,
      order_number: number,
      at: now,
      name: mark,
      email: `${mark}@example.net`,
      goods: 'out',
      label_address: mark,
      sent_proof: mark,
      settled_at: now,
    }),
    insert(database, 'checkout_addresses', {
      order_number: number,
      address: `address of ${mark}`,
      country: 'FR',
      at: now,
      state: 'looked-at',
    }),
    insert(database, 'fraud_flags', {
      id: `${number}/value`,
      order_number: number,
      reason: 'value',
      raised_at: now,
      note: '',
    }),
    insert(database, 'withdrawal_lines', { withdrawal_id: `${number}.1`, position: 0, quantity: 1, to_return: 1 }),
  ];
}

export async function ask(
  database: Database,
  { email, subjectHash: hash, mark }: Somebody,
  kind: string,
  number: string,
  now: number,
  changes: Row = {},
): Promise<void> {
  await database.batch([
    insert(database, 'privacy_requests', {
      number,
      kind,
      state: 'open',
      email,
      subject_hash: hash,
      asker: 'person',
      asker_email: '',
      verified_by: 'mailbox',
      order_number: '',
      words: mark,
      received_at: now,
      confirmed_at: now,
      target_at: now,
      due_at: now + 30 * day,
      ...changes,
    }),
  ]);
}

/** Every row of every declared table, as text, in an order that doesn't depend on what else was done. */
export async function everyRow(database: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = Object.keys(dataMap);
  const read = await database.batch(tables.map((table) => database.prepare(`SELECT * FROM ${table}`)));
  return Object.fromEntries(
    tables.map((table, place) => [table, (read[place]?.results ?? []).map((row) => JSON.stringify(row)).sort()]),
  );
}

/** The rows in which a text stands, table by table; tables without one are left out. */
export async function rowsWith(database: Database, text: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = Object.entries(await everyRow(database)).map(
    ([table, all]) => [table, all.filter((row) => row.toLowerCase().includes(text.toLowerCase()))] as const,
  );
  return Object.fromEntries(rows.filter(([, found]) => found.length > 0));
}
