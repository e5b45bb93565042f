import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { FormerState, OrderMove, OrderState } from '../../src/orders/order-states.ts';
import type { Carrier } from '../../src/orders/parcels.ts';
import type { Life, Parcel, Pieces, WithdrawnPieces } from './life.ts';

interface OrderRow {
  readonly number: string;
  readonly state: OrderState;
  readonly step: number;
  readonly email: string;
  readonly currency: Currency;
  readonly total_minor: number;
  readonly refunded_minor: number;
  readonly review_reason: string;
  readonly last_move: OrderMove | null;
  readonly last_shipping: string | null;
}

interface LineRow {
  readonly position: number;
  readonly sku: string;
  readonly quantity: number;
  readonly unit_minor: number;
  readonly restocked: number;
}

interface ParcelRow {
  readonly id: string;
  readonly carrier: Carrier;
  readonly tracking_number: string;
  readonly shipped_at: number;
  readonly delivered_at: number | null;
  readonly lost_at: number | null;
  readonly lines: string;
}

/** In one transaction, so that all of it is of one moment. */
export async function selectLife(database: D1Database, number: string): Promise<Life | undefined> {
  const [orders, lines, parcels, withdrawn] = await database.batch([
    database
      .prepare(
        `SELECT number, state, step, email, currency, total_minor, refunded_minor, review_reason,
           (SELECT move FROM order_history WHERE id = number || '/' || step) AS last_move,
           (SELECT move FROM order_history WHERE order_number = number AND move IN ('ship', 'ship-part', 'resend')
            ORDER BY rowid DESC LIMIT 1) AS last_shipping
         FROM orders WHERE number = ?1`,
      )
      .bind(number),
    database
      .prepare(
        `SELECT position, sku, quantity, unit_minor, restocked FROM order_lines WHERE order_number = ?1
         ORDER BY position`,
      )
      .bind(number),
    database
      .prepare(
        `SELECT id, carrier, tracking_number, shipped_at, delivered_at, lost_at,
           (SELECT json_group_array(json_object('position', l.position, 'quantity', l.quantity))
            FROM parcel_lines l WHERE l.parcel_id = parcels.id) AS lines
         FROM parcels WHERE order_number = ?1 ORDER BY shipped_at, rowid`,
      )
      .bind(number),
    database
      .prepare(
        `SELECT l.position, sum(l.quantity) AS quantity,
           sum(CASE WHEN w.arrived_at IS NULL THEN l.to_return ELSE 0 END) AS awaited
         FROM withdrawals w JOIN withdrawal_lines l ON l.withdrawal_id = w.id
         WHERE w.order_number = ?1 GROUP BY l.position`,
      )
      .bind(number),
  ]);
  const order = orders?.results[0] as OrderRow | undefined;
  if (!order) return undefined;
  return lifeOf(
    order,
    (lines?.results ?? []) as unknown as LineRow[],
    (parcels?.results ?? []) as unknown as ParcelRow[],
    (withdrawn?.results ?? []) as unknown as WithdrawnPieces[],
  );
}

function lifeOf(
  order: OrderRow,
  lines: readonly LineRow[],
  parcels: readonly ParcelRow[],
  withdrawn: readonly WithdrawnPieces[],
): Life {
  return {
    number: order.number,
    state: order.state,
    step: order.step,
    email: order.email,
    currency: order.currency,
    totalMinor: order.total_minor,
    refundedMinor: order.refunded_minor,
    reviewReason: order.review_reason,
    lines: lines.map(({ unit_minor: unitMinor, ...line }) => ({ ...line, unitMinor })),
    parcels: parcels.map(parcelOf),
    withdrawn,
    lastMove: order.last_move ?? undefined,
    isComplete: order.last_shipping === 'ship',
  };
}

function parcelOf(row: ParcelRow): Parcel {
  return {
    id: row.id,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    shippedAt: row.shipped_at,
    deliveredAt: row.delivered_at,
    lostAt: row.lost_at,
    lines: JSON.parse(row.lines) as Pieces[],
  };
}

/** Of which order the parcel is; undefined where it is of none of ours. */
export async function selectOrderOfParcel(
  database: D1Database,
  carrier: Carrier,
  trackingNumber: string,
): Promise<string | undefined> {
  const row = await database
    .prepare(`SELECT order_number FROM parcels WHERE carrier = ?1 AND tracking_number = ?2 AND tracking_number <> ''`)
    .bind(carrier, trackingNumber)
    .first<{ order_number: string }>();
  return row?.order_number;
}

export interface HistoryRow {
  readonly id: string;
  readonly orderNumber: string;
  readonly at: number;
  readonly move: OrderMove;
  readonly from: FormerState;
  readonly to: OrderState;
  readonly byKind: string;
  readonly byStaff: string | null;
  readonly note: string;
}

/** Breaks the primary key when another has made this step first: with it the whole transaction is undone. */
export function insertHistoryStatement(database: D1Database, row: HistoryRow): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind, by_staff, note)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(row.id, row.orderNumber, row.at, row.move, row.from, row.to, row.byKind, row.byStaff, row.note);
}

/** @param deliveredAt when the last parcel arrived; null where this is no arrival */
export function moveStatement(
  database: D1Database,
  number: string,
  to: OrderState,
  step: number,
  deliveredAt: number | null,
): D1PreparedStatement {
  return database
    .prepare('UPDATE orders SET state = ?2, step = ?3, delivered_at = coalesce(?4, delivered_at) WHERE number = ?1')
    .bind(number, to, step, deliveredAt);
}

/** Back into stock. Breaks the line's CHECK where more would come back than was bought. */
export function restockStatements(
  database: D1Database,
  number: string,
  pieces: readonly Pieces[],
): D1PreparedStatement[] {
  return pieces.flatMap(({ position, quantity }) => [
    database
      .prepare('UPDATE order_lines SET restocked = restocked + ?3 WHERE order_number = ?1 AND position = ?2')
      .bind(number, position, quantity),
    database
      .prepare(
        `INSERT INTO stock (sku, on_hand)
         SELECT sku, ?3 FROM order_lines WHERE order_number = ?1 AND position = ?2
         ON CONFLICT (sku) DO UPDATE SET on_hand = on_hand + excluded.on_hand`,
      )
      .bind(number, position, quantity),
  ]);
}

export function insertParcelStatements(
  database: D1Database,
  number: string,
  parcel: Pick<Parcel, 'id' | 'carrier' | 'trackingNumber' | 'shippedAt' | 'lines'>,
): D1PreparedStatement[] {
  const { id, carrier, trackingNumber, shippedAt, lines } = parcel;
  return [
    database
      .prepare(
        `INSERT INTO parcels (id, order_number, carrier, tracking_number, shipped_at) VALUES (?1, ?2, ?3, ?4, ?5)`,
      )
      .bind(id, number, carrier, trackingNumber, shippedAt),
    ...lines.map(({ position, quantity }) =>
      database
        .prepare('INSERT INTO parcel_lines (parcel_id, position, quantity) VALUES (?1, ?2, ?3)')
        .bind(id, position, quantity),
    ),
  ];
}

/** One that was taken for lost may arrive after all. */
export function parcelArrivedStatement(database: D1Database, id: string, at: number): D1PreparedStatement {
  return database
    .prepare('UPDATE parcels SET delivered_at = ?2, lost_at = NULL WHERE id = ?1 AND delivered_at IS NULL')
    .bind(id, at);
}

export function parcelLostStatement(database: D1Database, id: string, at: number): D1PreparedStatement {
  return database
    .prepare('UPDATE parcels SET lost_at = ?2 WHERE id = ?1 AND delivered_at IS NULL AND lost_at IS NULL')
    .bind(id, at);
}

export interface ParcelOfLetter {
  readonly order_number: string;
  readonly carrier: Carrier;
  readonly tracking_number: string;
  readonly shipped_at: number;
  readonly lost_at: number | null;
  /** JSON: [{name, variant, quantity}]. */
  readonly pieces: string;
}

export function selectParcelForLetter(database: D1Database, id: string): Promise<ParcelOfLetter | null> {
  return database
    .prepare(
      `SELECT p.order_number, p.carrier, p.tracking_number, p.shipped_at, p.lost_at,
         (SELECT json_group_array(json_object('name', o.name, 'variant', o.variant, 'quantity', l.quantity))
          FROM parcel_lines l JOIN order_lines o ON o.order_number = p.order_number AND o.position = l.position
          WHERE l.parcel_id = p.id) AS pieces
       FROM parcels p WHERE p.id = ?1`,
    )
    .bind(id)
    .first<ParcelOfLetter>();
}
