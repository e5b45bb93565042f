import type { OrderState } from '../../src/orders/order-states.ts';
import type { Database } from '../local/reach-database.ts';

export const now = Date.UTC(2026, 10, 26, 12);
export const day = 24 * 60 * 60_000;
export const number = 'LG-0000-0001';

export interface WrittenOrder {
  readonly number?: string;
  readonly state?: OrderState;
  readonly email?: string;
  readonly intent?: string;
  readonly reviewReason?: string;
}

/** Two rings and a belt, 485,000 each and 15,000 for the way: 1,470,000 in all; four rings and one belt left in stock. */
export async function writeOrder(database: Database, changes: WrittenOrder = {}): Promise<string> {
  const order = { number, state: 'paid', email: 'Ada@example.com', intent: 'pi_1', reviewReason: '', ...changes };
  const line = database.prepare(
    `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
     VALUES (?1, ?2, ?3, 'piece', ?4, '', ?5, 485000)`,
  );
  const stock = database.prepare(
    'INSERT INTO stock (sku, on_hand) VALUES (?1, ?2) ON CONFLICT (sku) DO UPDATE SET on_hand = excluded.on_hand',
  );
  await database.batch([
    stock.bind('RING', 4),
    stock.bind('BELT', 1),
    database
      .prepare(
        `INSERT INTO orders (number, state, review_reason, stripe_session_id, stripe_payment_intent_id, currency,
           subtotal_minor, delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone,
           address_line1, address_line2, city, region, postcode, country, placed_at, paid_at, step)
         VALUES (?1, ?2, ?3, 'cs_' || ?1, ?4, 'EUR', 1455000, 15000, 1470000, 'dhl-express', 0, '', 'Ada', ?5, '+33 1',
           '1 rue', '', 'Paris', '', '75002', 'FR', ?6, ?6, 1)`,
      )
      .bind(order.number, order.state, order.reviewReason, order.intent, order.email, now - day),
    line.bind(order.number, 0, 'RING', 'Aurore', 2),
    line.bind(order.number, 1, 'BELT', 'Etrier', 1),
    database
      .prepare(
        `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind)
         VALUES (?1 || '/1', ?1, ?2, 'place', 'placed', 'paid', 'stripe')`,
      )
      .bind(order.number, now - day),
  ]);
  return order.number;
}

export const everything = [
  { position: 0, quantity: 2 },
  { position: 1, quantity: 1 },
] as const;

/** A parcel that is on its way already, written without any act. */
export async function writeParcel(
  database: Database,
  trackingNumber: string,
  lines: readonly { readonly position: number; readonly quantity: number }[],
  changes: { readonly lostAt?: number; readonly deliveredAt?: number } = {},
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `INSERT INTO parcels (id, order_number, carrier, tracking_number, shipped_at, delivered_at, lost_at)
         VALUES (?1, ?2, 'DHL', ?1, ?3, ?4, ?5)`,
      )
      .bind(trackingNumber, number, now - day, changes.deliveredAt ?? null, changes.lostAt ?? null),
    ...lines.map(({ position, quantity }) =>
      database
        .prepare('INSERT INTO parcel_lines (parcel_id, position, quantity) VALUES (?1, ?2, ?3)')
        .bind(trackingNumber, position, quantity),
    ),
  ]);
}

export interface Standing {
  readonly state: OrderState;
  readonly refunded: number;
  readonly deliveredAt: number | null;
  /** The moves of the history, oldest first. */
  readonly moves: string[];
  readonly letters: string[];
  readonly stock: Readonly<Record<string, number>>;
  readonly restocked: readonly number[];
  readonly refunds: readonly string[];
}

/** All that a move may have changed. */
export async function standingOf(database: Database, orderNumber = number): Promise<Standing> {
  const all = async <Row>(text: string, ...bound: string[]) =>
    (
      await database
        .prepare(text)
        .bind(...bound)
        .all<Row>()
    ).results;
  const [order] = await all<{ state: OrderState; refunded_minor: number; delivered_at: number | null }>(
    'SELECT state, refunded_minor, delivered_at FROM orders WHERE number = ?1',
    orderNumber,
  );
  if (!order) throw new Error(`There is no order ${orderNumber}`);
  const history = await all<{ move: string }>(
    'SELECT move FROM order_history WHERE order_number = ?1 ORDER BY rowid',
    orderNumber,
  );
  const letters = await all<{ kind: string }>('SELECT kind FROM mail_outbox ORDER BY rowid');
  const stock = await all<{ sku: string; on_hand: number }>('SELECT sku, on_hand FROM stock ORDER BY sku');
  const lines = await all<{ restocked: number }>(
    'SELECT restocked FROM order_lines WHERE order_number = ?1 ORDER BY position',
    orderNumber,
  );
  const refunds = await all<{ amount_minor: number; state: string }>(
    'SELECT amount_minor, state FROM refunds WHERE order_number = ?1 ORDER BY rowid',
    orderNumber,
  );
  return {
    state: order.state,
    refunded: order.refunded_minor,
    deliveredAt: order.delivered_at,
    moves: history.map(({ move }) => move),
    letters: letters.map(({ kind }) => kind),
    stock: Object.fromEntries(stock.map(({ sku, on_hand: onHand }) => [sku, onHand])),
    restocked: lines.map(({ restocked }) => restocked),
    refunds: refunds.map(({ amount_minor: amount, state }) => `${amount} ${state}`),
  };
}
