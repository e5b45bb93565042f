import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { OrderField } from '../../src/api/rectification-answers.ts';

export interface CorrectedOrder {
  readonly number: string;
  readonly state: string;
  readonly placed_at: number;
  /** 1 where an erasure has locked its parties away. */
  readonly is_locked: number;
  readonly name: string;
  readonly phone: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
}

/** The newest orders of an address. */
export async function selectOrdersOf(database: D1Database, email: string, limit: number): Promise<CorrectedOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT o.number, o.state, o.placed_at, l.order_number IS NOT NULL AS is_locked, o.name, o.phone,
         o.address_line1 AS line1, o.address_line2 AS line2, o.city, o.region, o.postcode
       FROM orders o LEFT JOIN locked_parties l ON l.order_number = o.number
       WHERE lower(o.email) = ?1 ORDER BY o.placed_at DESC LIMIT ?2`,
    )
    .bind(email, limit)
    .all<CorrectedOrder>();
  return results;
}

/** Undefined where the order is not of this address. */
export async function selectOrderOf(
  database: D1Database,
  email: string,
  number: string,
): Promise<CorrectedOrder | undefined> {
  const row = await database
    .prepare(
      `SELECT o.number, o.state, o.placed_at, l.order_number IS NOT NULL AS is_locked, o.name, o.phone,
         o.address_line1 AS line1, o.address_line2 AS line2, o.city, o.region, o.postcode
       FROM orders o LEFT JOIN locked_parties l ON l.order_number = o.number
       WHERE o.number = ?2 AND lower(o.email) = ?1`,
    )
    .bind(email, number)
    .first<CorrectedOrder>();
  return row ?? undefined;
}

/** What is undefined stays as it is; what was there before is kept nowhere. */
export function correctOrderStatement(
  database: D1Database,
  number: string,
  fields: Readonly<Partial<Record<OrderField, string | undefined>>>,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE orders SET name = coalesce(?2, name), phone = coalesce(?3, phone),
         address_line1 = coalesce(?4, address_line1), address_line2 = coalesce(?5, address_line2),
         city = coalesce(?6, city), region = coalesce(?7, region), postcode = coalesce(?8, postcode)
       WHERE number = ?1`,
    )
    .bind(
      number,
      fields.name ?? null,
      fields.phone ?? null,
      fields.line1 ?? null,
      fields.line2 ?? null,
      fields.city ?? null,
      fields.region ?? null,
      fields.postcode ?? null,
    );
}

/** Who has a parcel of one of these orders that has not arrived. */
export async function selectCarriersUnderWay(database: D1Database, numbers: readonly string[]): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT DISTINCT carrier FROM parcels
       WHERE order_number IN (SELECT value FROM json_each(?1)) AND delivered_at IS NULL AND lost_at IS NULL
       ORDER BY carrier`,
    )
    .bind(JSON.stringify(numbers))
    .all<{ carrier: string }>();
  return results.map(({ carrier }) => carrier);
}

export interface AddedCorrection {
  readonly order_number: string;
  readonly field: OrderField;
  readonly words: string;
}

/** What a request has had added beside invoices. */
export async function selectAddedCorrections(database: D1Database, requestNumber: string): Promise<AddedCorrection[]> {
  const { results } = await database
    .prepare(
      'SELECT order_number, field, words FROM order_corrections WHERE request_number = ?1 ORDER BY order_number, rowid',
    )
    .bind(requestNumber)
    .all<AddedCorrection>();
  return results;
}

export interface OrderCorrection {
  readonly orderNumber: string;
  readonly requestNumber: string;
  readonly field: OrderField;
  readonly words: string;
}

export function insertCorrectionStatement(
  database: D1Database,
  { orderNumber, requestNumber, field, words }: OrderCorrection,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO order_corrections (id, order_number, request_number, field, words, written_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(crypto.randomUUID(), orderNumber, requestNumber, field, words, now);
}

export async function selectUsername(database: D1Database, email: string): Promise<string | undefined> {
  const row = await database
    .prepare('SELECT username FROM accounts WHERE lower(email) = ?1')
    .bind(email)
    .first<{ username: string }>();
  return row?.username;
}

export function setUsernameStatement(database: D1Database, email: string, username: string): D1PreparedStatement {
  return database.prepare('UPDATE accounts SET username = ?2 WHERE lower(email) = ?1').bind(email, username);
}
