import type { Database } from '../local/reach-database.ts';
import type { WriteRow } from './rows.ts';

/** Writes the fields as a row of the table. */
function insert(database: Database, table: string, fields: Readonly<Record<string, string | number>>) {
  const names = Object.keys(fields);
  const places = names.map((_, place) => `?${place + 1}`);
  return database
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`)
    .bind(...Object.values(fields));
}

function writer(table: string, fieldsOf: (key: string, startsAt: number) => Record<string, string | number>): WriteRow {
  return (database, key, startsAt) => [insert(database, table, fieldsOf(key, startsAt))];
}

const email = 'ada@example.com';

/** Rows about somebody who has an account, has asked to hear from the house, or has made a request. */
export const rowOfPerson: Readonly<Record<string, WriteRow>> = {
  registrations: writer('registrations', (id, asked_at) => ({
    id,
    username: 'Ada',
    email,
    password_hash: '',
    asked_at,
  })),
  accounts: writer('accounts', (id, last_act_at) => ({
    id,
    username: 'Ada',
    email: `${id}@example.com`,
    password_hash: '',
    created_at: 0,
    last_act_at,
  })),
  sessions: (database, key, startsAt) => [
    insert(database, 'accounts', {
      id: `of ${key}`,
      username: 'Ada',
      email: `session-${key}@example.com`,
      password_hash: '',
      created_at: farAhead,
      last_act_at: farAhead,
    }),
    insert(database, 'sessions', {
      token_hash: key,
      account_id: `of ${key}`,
      created_at: startsAt,
      last_used_at: startsAt,
    }),
  ],
  one_time_links: writer('one_time_links', (id, created_at) => ({
    id,
    purpose: 'verify-account',
    email,
    subject_id: '',
    created_at,
    expires_at: created_at,
  })),
  marketing_wishes: writer('marketing_wishes', (id, asked_at) => ({
    id,
    email,
    wording_version: 1,
    page: '/bag/',
    asked_at,
  })),
  marketing_consents: writer('marketing_consents', (id, withdrawn_at) => ({
    id,
    email,
    wording_version: 1,
    page: '/bag/',
    asked_at: 0,
    confirmed_at: 0,
    withdrawn_at,
  })),
  stock_notice_wishes: writer('stock_notice_wishes', (id, asked_at) => ({
    id,
    email,
    sku: 'LUM-YG',
    currency: 'EUR',
    asked_at,
  })),
  stock_notices: writer('stock_notices', (id, confirmed_at) => ({
    id,
    email: `${id}@example.com`,
    sku: 'LUM-YG',
    currency: 'EUR',
    confirmed_at,
  })),
  unconfirmed_requests: writer('unconfirmed_requests', (number, asked_at) => ({
    number,
    kind: 'access',
    email,
    asker: 'person',
    asker_email: '',
    order_number: '',
    words: '',
    asked_at,
    received_at: asked_at,
  })),
  privacy_requests: writer('privacy_requests', (number, closed_at) => ({
    number,
    kind: 'access',
    state: 'done',
    email,
    subject_hash: '',
    asker: 'person',
    asker_email: '',
    verified_by: 'mailbox',
    order_number: '',
    words: '',
    received_at: 0,
    confirmed_at: 0,
    target_at: 0,
    due_at: 0,
    closed_at,
  })),
  carrier_events: writer('carrier_events', (id, received_at) => ({
    id,
    carrier: 'DHL',
    tracking_number: id,
    code: 'transit',
    state: 'taken',
    received_at,
  })),
  restrictions: writer('restrictions', (id, lifted_at) => ({
    id,
    email,
    request_number: '',
    reason: 'asked',
    restricted_at: 0,
    told_at: 0,
    lifted_at,
  })),
  objections: writer('objections', (id, objected_at) => ({
    id,
    email: `${id}@example.com`,
    processing: 'analytics',
    objected_at,
  })),
  erasures: writer('erasures', (id, begun_at) => ({
    id,
    request_number: '',
    subject_hash: '',
    scope: 'everything',
    begun_at,
  })),
  tombstones: writer('tombstones', (subject_hash, erased_at) => ({ subject_hash, erased_at })),
  rights_register: writer('rights_register', (hash, at) => ({
    hash,
    sequence: at,
    at,
    request_number: '',
    subject_hash: '',
    kind: 'access',
    step: 'received',
    details: '{}',
    previous_hash: `before ${hash}`,
  })),
  breaches: writer('breaches', (number, closed_at) => ({
    number,
    discovered_at: 0,
    recorded_at: 0,
    happened: 'A list was left in a train.',
    closed_at,
  })),
  breach_people: (database, key, startsAt, state = 'told') => [
    insert(database, 'breaches', { number: `of ${key}`, discovered_at: 0, recorded_at: 0, happened: 'A list.' }),
    insert(database, 'breach_people', {
      id: key,
      breach_number: `of ${key}`,
      subject_hash: key,
      email: '',
      state,
      found_at: startsAt,
    }),
  ],
  duty_confirmations: writer('duty_confirmations', (id, confirmed_at) => ({
    id,
    duty: 'transfer.sccs',
    confirmed_at,
    next_due_at: confirmed_at + 1,
    note: '',
    staff_email: 'owner@shop.example',
  })),
};

/** An account that no rule touches while its session is looked at. */
const farAhead = Date.UTC(2200, 0, 1);
