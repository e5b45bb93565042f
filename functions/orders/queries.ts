import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { OrderSource } from '../../src/orders/order-sources.ts';
import type { OrderState } from '../../src/orders/order-states.ts';
import type { Carrier } from '../../src/orders/parcels.ts';
import type { CheckoutLine } from '../checkout/queries.ts';

export interface Order {
  readonly number: string;
  readonly state: OrderState;
  readonly currency: Currency;
  readonly subtotal_minor: number;
  readonly delivery_minor: number;
  readonly total_minor: number;
  readonly delivery: string;
  readonly gift_wrap: number;
  readonly gift_message: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address_line1: string;
  readonly address_line2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
  readonly paid_at: number;
  readonly refunded_minor: number;
  readonly delivered_at: number | null;
  readonly source: OrderSource;
}

export type OrderLine = Omit<CheckoutLine, 'photograph'>;

/** What Stripe knows of a paid order and the checkout doesn't. */
export interface Payment {
  readonly state: 'paid' | 'under-review';
  readonly reviewReason: string;
  readonly stripeSessionId: string;
  readonly stripePaymentIntentId: string | null;
  readonly totalMinor: number;
  /** Milliseconds since the epoch. */
  readonly paidAt: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
}

/** The order and its lines, copied from the checkout. A second one for the same checkout breaks the primary key. */
export function insertOrderStatements(
  database: D1Database,
  checkoutId: string,
  payment: Payment,
): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `INSERT INTO orders (number, state, review_reason, stripe_session_id, stripe_payment_intent_id, currency,
           subtotal_minor, delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone,
           address_line1, address_line2, city, region, postcode, country, placed_at, paid_at, step, source,
           language)
         SELECT number, ?2, ?3, ?4, ?5, currency, subtotal_minor, delivery_minor, ?6, delivery, gift_wrap,
           gift_message, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, created_at, ?16, 1, source, language
         FROM checkouts WHERE id = ?1`,
      )
      .bind(
        checkoutId,
        payment.state,
        payment.reviewReason,
        payment.stripeSessionId,
        payment.stripePaymentIntentId,
        payment.totalMinor,
        payment.name,
        payment.email,
        payment.phone,
        payment.addressLine1,
        payment.addressLine2,
        payment.city,
        payment.region,
        payment.postcode,
        payment.country,
        payment.paidAt,
      ),
    database
      .prepare(
        `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
         SELECT c.number, l.position, l.sku, l.slug, l.name, l.variant, l.quantity, l.unit_minor
         FROM checkout_lines l JOIN checkouts c ON c.id = l.checkout_id WHERE c.id = ?1`,
      )
      .bind(checkoutId),
    database
      .prepare(
        `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind)
         SELECT number || '/1', number, ?3, 'place', 'placed', ?2, 'stripe' FROM checkouts WHERE id = ?1`,
      )
      .bind(checkoutId, payment.state, payment.paidAt),
    database.prepare(`UPDATE checkouts SET state = 'paid' WHERE id = ?1`).bind(checkoutId),
  ];
}

/** From held to sold. Breaks stock's CHECK, and with it the transaction, where the pieces are not there. */
export function sellStatements(database: D1Database, checkoutId: string): D1PreparedStatement[] {
  return [
    releaseHoldsStatement(database, checkoutId),
    database
      .prepare(
        `UPDATE stock SET on_hand = on_hand -
           (SELECT sum(quantity) FROM checkout_lines WHERE checkout_id = ?1 AND checkout_lines.sku = stock.sku)
         WHERE sku IN (SELECT sku FROM checkout_lines WHERE checkout_id = ?1)`,
      )
      .bind(checkoutId),
  ];
}

export function releaseHoldsStatement(database: D1Database, checkoutId: string): D1PreparedStatement {
  return database.prepare('DELETE FROM holds WHERE checkout_id = ?1').bind(checkoutId);
}

export function selectOrder(database: D1Database, number: string): Promise<Order | null> {
  return database
    .prepare(
      `SELECT number, state, currency, subtotal_minor, delivery_minor, total_minor, delivery, gift_wrap, gift_message,
         name, email, phone, address_line1, address_line2, city, region, postcode, country, paid_at, refunded_minor,
         delivered_at, source
       FROM orders WHERE number = ?1`,
    )
    .bind(number)
    .first<Order>();
}

export async function selectOrderLines(database: D1Database, number: string): Promise<OrderLine[]> {
  const { results } = await database
    .prepare(
      `SELECT sku, slug, name, variant, quantity, unit_minor FROM order_lines
       WHERE order_number = ?1 ORDER BY position`,
    )
    .bind(number)
    .all<OrderLine>();
  return results;
}

export interface ParcelOfOrder {
  readonly id: string;
  readonly carrier: Carrier;
  /** Empty once its person's contact was erased. */
  readonly tracking_number: string;
  readonly shipped_at: number;
  readonly delivered_at: number | null;
  readonly lost_at: number | null;
  /** JSON: [{position, name, variant, quantity}]. */
  readonly pieces: string;
}

export async function selectParcelsOf(database: D1Database, number: string): Promise<ParcelOfOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT p.id, p.carrier, p.tracking_number, p.shipped_at, p.delivered_at, p.lost_at,
         (SELECT json_group_array(json_object('position', l.position, 'name', o.name, 'variant', o.variant,
            'quantity', l.quantity))
          FROM parcel_lines l JOIN order_lines o ON o.order_number = p.order_number AND o.position = l.position
          WHERE l.parcel_id = p.id) AS pieces
       FROM parcels p WHERE p.order_number = ?1 ORDER BY p.shipped_at, p.rowid`,
    )
    .bind(number)
    .all<ParcelOfOrder>();
  return results;
}

export interface RefundOfOrder {
  readonly id: string;
  readonly amount_minor: number;
  readonly state: 'claimed' | 'pending' | 'succeeded';
  readonly created_at: number;
  readonly settled_at: number | null;
}

/** Those that have come to nothing are left out. */
export async function selectRefundsOf(database: D1Database, number: string): Promise<RefundOfOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT id, amount_minor, state, created_at, settled_at FROM refunds
       WHERE order_number = ?1 AND state <> 'failed' ORDER BY created_at, rowid`,
    )
    .bind(number)
    .all<RefundOfOrder>();
  return results;
}
