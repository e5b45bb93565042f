import type { Database } from '../local/reach-database.ts';

export interface SentParcel {
  readonly carrier: 'DHL' | 'FedEx';
  readonly trackingNumber: string;
}

export const buyer = 'ada@example.com';

/** An order with a piece for each parcel; those that are given have left the house at that instant. */
export async function sendOrder(
  database: Database,
  number: string,
  parcels: readonly SentParcel[],
  shippedAt: number,
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `INSERT INTO orders (number, state, step, review_reason, stripe_session_id, currency, subtotal_minor,
           delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1,
           address_line2, city, region, postcode, country, placed_at, paid_at)
         VALUES (?1, 'shipped', 1, '', ?1, 'EUR', 100, 0, 100, 'dhl-express', 0, '', 'Ada', ?2, '+33 1', 'Rue 1', '',
           'Paris', '', '75002', 'FR', ?3, ?3)`,
      )
      .bind(number, buyer, shippedAt),
    database
      .prepare(
        `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind)
         VALUES (?1 || '/1', ?1, ?2, 'ship', 'preparing', 'shipped', 'shop')`,
      )
      .bind(number, shippedAt),
    ...parcels.flatMap((parcel, position) => parcelStatements(database, number, parcel, position, shippedAt)),
  ]);
}

function parcelStatements(
  database: Database,
  number: string,
  { carrier, trackingNumber }: SentParcel,
  position: number,
  shippedAt: number,
) {
  return [
    database
      .prepare(
        `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
         VALUES (?1, ?2, 'AUR-YG-52', 'aurore', 'Aurore', '52', 1, 100)`,
      )
      .bind(number, position),
    database
      .prepare(
        'INSERT INTO parcels (id, order_number, carrier, tracking_number, shipped_at) VALUES (?1, ?2, ?3, ?4, ?5)',
      )
      .bind(`parcel of ${trackingNumber}`, number, carrier, trackingNumber, shippedAt),
    database
      .prepare('INSERT INTO parcel_lines (parcel_id, position, quantity) VALUES (?1, ?2, 1)')
      .bind(`parcel of ${trackingNumber}`, position),
  ];
}

export interface Standing {
  readonly state: string;
  readonly delivered_at: number | null;
  readonly moves: string;
  readonly letters: number;
}

/** How the order stands: its moves after it was sent, and how many letters told of its arrival. */
export async function standingOf(database: Database, number: string): Promise<Standing | null> {
  return database
    .prepare(
      `SELECT state, delivered_at,
         (SELECT coalesce(group_concat(move, ' '), '') FROM (SELECT move FROM order_history
          WHERE order_number = number AND id <> number || '/1' ORDER BY rowid)) AS moves,
         (SELECT count(*) FROM mail_outbox WHERE subject_id = number AND kind = 'order-delivered') AS letters
       FROM orders WHERE number = ?1`,
    )
    .bind(number)
    .first<Standing>();
}

export interface KeptRow {
  readonly code: string;
  readonly state: string;
  readonly why: string;
  readonly order_number: string | null;
}

/** What is kept of a parcel, in the order in which it was scanned. */
export async function eventsOf(database: Database, trackingNumber: string): Promise<KeptRow[]> {
  const { results } = await database
    .prepare(
      `SELECT code, state, why, order_number FROM carrier_events WHERE tracking_number = ?1
       ORDER BY coalesce(occurred_at, 9e15), rowid`,
    )
    .bind(trackingNumber)
    .all<KeptRow>();
  return results;
}
