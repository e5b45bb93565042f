import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { StaffRole } from '../../src/api/answers.ts';
import type { Currency } from '../../src/catalog/money.ts';
import type { FraudReason } from '../../src/orders/fraud-reasons.ts';

export interface WaitingOrder {
  readonly number: string;
  readonly email: string;
  readonly address: string;
  readonly ip_country: string;
  readonly at: number;
  readonly destination: string;
  readonly currency: Currency;
  readonly total_minor: number;
  /** 1 where its person was erased and what they bought is still to be delivered. */
  readonly is_erased: 0 | 1;
}

/** Paid and not looked at yet, oldest first. Whoever's data is restricted waits until it isn't any more. */
export async function selectWaiting(database: D1Database, limit: number): Promise<WaitingOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT o.number, o.email, a.address, a.country AS ip_country, a.at, o.country AS destination, o.currency,
         o.total_minor,
         EXISTS (SELECT 1 FROM order_trims t WHERE t.order_number = o.number) AS is_erased
       FROM checkout_addresses a INDEXED BY checkout_addresses_waiting CROSS JOIN orders o ON o.number = a.order_number
       WHERE a.state = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM restrictions r WHERE r.email = lower(o.email) AND r.lifted_at IS NULL)
       ORDER BY a.at LIMIT ?1`,
    )
    .bind(limit)
    .all<WaitingOrder>();
  return results;
}

/** Checkouts from an address between two instants, those at both too; an empty address is nobody's. */
export async function countAttempts(
  database: D1Database,
  address: string,
  from: number,
  until: number,
): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS attempts FROM checkout_addresses
       WHERE address = ?1 AND address <> '' AND at BETWEEN ?2 AND ?3`,
    )
    .bind(address, from, until)
    .first<{ attempts: number }>();
  return row?.attempts ?? 0;
}

export async function isWaiting(database: D1Database, orderNumber: string): Promise<boolean> {
  const row = await database
    .prepare(`SELECT 1 AS found FROM checkout_addresses WHERE order_number = ?1 AND state = 'waiting'`)
    .bind(orderNumber)
    .first<{ found: number }>();
  return row !== null;
}

export function lookedAtStatement(database: D1Database, orderNumber: string): D1PreparedStatement {
  return database
    .prepare(`UPDATE checkout_addresses SET state = 'looked-at' WHERE order_number = ?1 AND state = 'waiting'`)
    .bind(orderNumber);
}

/** Each reason once, also when a person has settled it since. */
export function insertFlagStatement(
  database: D1Database,
  orderNumber: string,
  reason: FraudReason,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO fraud_flags (id, order_number, reason, raised_at) VALUES (?1 || '/' || ?2, ?1, ?2, ?3)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(orderNumber, reason, now);
}

export interface Flag {
  readonly reason: FraudReason;
  readonly raised_at: number;
  readonly settled_at: number | null;
  readonly settled_by: StaffRole | '';
  readonly note: string;
}

/** Oldest first; there are no more than there are reasons. */
export async function selectFlags(database: D1Database, orderNumber: string): Promise<Flag[]> {
  const { results } = await database
    .prepare(
      `SELECT reason, raised_at, settled_at, settled_by, note FROM fraud_flags
       WHERE order_number = ?1 ORDER BY raised_at, reason`,
    )
    .bind(orderNumber)
    .all<Flag>();
  return results;
}

/** A person has looked, and says why it is well. What was settled before keeps its own words. */
export function settleFlagsStatement(
  database: D1Database,
  orderNumber: string,
  settled: { readonly at: number; readonly role: StaffRole; readonly note: string },
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE fraud_flags SET settled_at = ?2, settled_by = ?3, note = ?4
       WHERE order_number = ?1 AND settled_at IS NULL`,
    )
    .bind(orderNumber, settled.at, settled.role, settled.note);
}

export function selectOrigin(
  database: D1Database,
  orderNumber: string,
): Promise<{ readonly address: string; readonly country: string } | null> {
  return database
    .prepare('SELECT address, country FROM checkout_addresses WHERE order_number = ?1')
    .bind(orderNumber)
    .first<{ address: string; country: string }>();
}

export interface WarnedOrder {
  readonly number: string;
  readonly email: string;
  readonly is_erased: 0 | 1;
}

/** The order that a payment is of; null where it is of none of ours, or of one that isn't known yet. */
export function selectOrderOfPayment(database: D1Database, paymentIntentId: string): Promise<WarnedOrder | null> {
  return database
    .prepare(
      `SELECT o.number, o.email, EXISTS (SELECT 1 FROM order_trims t WHERE t.order_number = o.number) AS is_erased
       FROM orders o WHERE o.stripe_payment_intent_id = ?1`,
    )
    .bind(paymentIntentId)
    .first<WarnedOrder>();
}
