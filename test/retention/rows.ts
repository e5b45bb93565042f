import type { Database } from '../local/reach-database.ts';
import { rowOfPerson } from './rows-of-person.ts';

type Statement = ReturnType<Database['prepare']>;

/** Writes a row whose span begins at `startsAt`, with what it needs to stand; `state` where its table has one. */
export type WriteRow = (database: Database, key: string, startsAt: number, state?: string) => Statement[];

/** One for each table that a rule deletes from: a rule whose table is missing here is not proved. */
export const rowOf: Readonly<Record<string, WriteRow>> = {
  ...rowOfPerson,
  orders: (database, key, startsAt) => [
    order(database, key, startsAt),
    ...[0, 1].map((position) =>
      database
        .prepare(
          `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
           VALUES (?1, ?2, 'AUR-YG-52', 'aurore', 'Aurore', '52', 1, 100)`,
        )
        .bind(key, position),
    ),
  ],
  mail_outbox: (database, key, startsAt, state = 'sent') => [
    database
      .prepare(
        `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at)
         VALUES (?1, 'order-confirmation', 'ada@example.com', ?1, ?3, ?2, ?2)`,
      )
      .bind(key, startsAt, state),
  ],
  checkouts: (database, key, startsAt, state = 'paid') => [
    database
      .prepare(
        `INSERT INTO checkouts (id, number, digest, state, currency, country, delivery, delivery_minor, subtotal_minor,
           gift_wrap, gift_message, marketing, created_at, expires_at)
         VALUES (?1, ?1, '', ?3, 'EUR', 'FR', 'dhl-express', 0, 100, 0, '', 0, ?2, ?2)`,
      )
      .bind(key, startsAt, state),
    ...[0, 1].map((position) =>
      database
        .prepare(
          `INSERT INTO checkout_lines
             (checkout_id, position, sku, slug, name, variant, photograph, quantity, unit_minor)
           VALUES (?1, ?2, 'AUR-YG-52', 'aurore', 'Aurore', '52', '/aurore.jpg', 1, 100)`,
        )
        .bind(key, position),
    ),
  ],
  checkout_addresses: (database, key, startsAt) => [
    database
      .prepare(
        `INSERT INTO checkout_addresses (order_number, address, country, at) VALUES (?1, '198.51.100.7', 'FR', ?2)`,
      )
      .bind(key, startsAt),
  ],
  fraud_flags: (database, key, startsAt) => [
    order(database, `of ${key}`, Date.UTC(2200, 0, 1)),
    database
      .prepare(`INSERT INTO fraud_flags (id, order_number, reason, raised_at) VALUES (?1, 'of ' || ?1, 'value', ?2)`)
      .bind(key, startsAt),
  ],
  stripe_events: (database, key, startsAt) => [
    database
      .prepare(`INSERT INTO stripe_events (id, type, received_at) VALUES (?1, 'checkout.session.completed', ?2)`)
      .bind(key, startsAt),
  ],
  access_log: (database, key, startsAt) => [
    database
      .prepare(
        `INSERT INTO access_log (id, at, staff_email, role, act, what, why)
         VALUES (?1, ?2, 'privacy@shop.example', 'privacy', 'view', 'orders', 'PR-1')`,
      )
      .bind(key, startsAt),
  ],
  staff: (database, key, startsAt) => [
    database
      .prepare(`INSERT INTO staff (email, role, added_at, removed_at) VALUES (?1, 'privacy', ?2 - 1, ?2)`)
      .bind(key, startsAt),
  ],
  retention_runs: (database, key, startsAt) => [
    database
      .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES (?1, 'finished', ?2, 0)`)
      .bind(key, startsAt),
  ],
  retention_alarms: (database, key, startsAt) => [
    database
      .prepare(
        `INSERT INTO retention_alarms (rule, reason, raised_at, cleared_at) VALUES (?1, 'left-behind', ?2 - 1, ?2)`,
      )
      .bind(key, startsAt),
  ],
  guess_counters: (database, key, startsAt) => [
    database
      .prepare('INSERT INTO guess_counters (key, tries, window_started_at) VALUES (?1, 1, ?2)')
      .bind(key, startsAt),
  ],
};

function order(database: Database, number: string, paidAt: number): Statement {
  return database
    .prepare(
      `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor, delivery_minor,
         total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2, city, region,
         postcode, country, placed_at, paid_at)
       VALUES (?1, 'paid', '', ?1, 'EUR', 100, 0, 100, 'dhl-express', 0, '', 'Ada', 'ada@example.com', '', '1 rue', '',
         'Paris', '', '75002', 'FR', ?2, ?2)`,
    )
    .bind(number, paidAt);
}
