import type { Database } from '../local/reach-database.ts';

/** What is looked at first; the orders lie before it. */
export const lookedAt = Date.UTC(2026, 10, 26, 12);

const minute = 60_000;
const statementRows = 5_000;

/**
 * Orders `from` until `until`, a minute apart, the last the newest. Of a hundred, four are to be begun, two came back or
 * were lost, four are being sent and one is late: the longer the shop has been open, the more there is to do, which no
 * shop has and no page may feel. The rest were delivered. Each has one piece; one in forty is flagged.
 */
export async function writeManyOrders(database: Database, from: number, until: number): Promise<void> {
  for (let first = from; first < until; first += statementRows) {
    const last = Math.min(first + statementRows, until);
    await database.batch(statements.map((text) => database.prepare(text).bind(first, last, lookedAt, minute)));
  }
}

const counted =
  'WITH RECURSIVE counted (n) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ?2)';
/** Of 1,000,000 minutes, about two years, the nth: so that orders which are written later lie between the others too. */
const paidAt = '?3 - ?4 * (20000 + (n * 7919) % 1000000)';

const statements = [
  `${counted} INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor,
     delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2,
     city, region, postcode, country, placed_at, paid_at, refunded_minor)
   SELECT 'LG-' || printf('%08d', n),
     CASE n % 100 WHEN 0 THEN 'paid' WHEN 25 THEN 'paid' WHEN 50 THEN 'paid' WHEN 75 THEN 'under-review'
       WHEN 1 THEN 'lost' WHEN 51 THEN 'withdrawn' WHEN 2 THEN 'preparing' WHEN 27 THEN 'preparing'
       WHEN 52 THEN 'preparing' WHEN 77 THEN 'partly-shipped' WHEN 3 THEN 'shipped' WHEN 53 THEN 'withdrawn'
       WHEN 54 THEN 'cancelled' ELSE 'delivered' END,
     '', 'cs_' || n, 'EUR', 100, 0, 100, CASE n % 11 WHEN 0 THEN 'fedex-priority' ELSE 'dhl-express' END, 0, '',
     'Ada', 'person-' || (n % 500000) || '@example.com', '', '', '', '', '', '',
     CASE n % 9 WHEN 0 THEN 'JP' ELSE 'FR' END, ${paidAt}, ${paidAt}, CASE n % 100 WHEN 53 THEN 100 ELSE 0 END
   FROM counted`,
  `${counted} INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
   SELECT 'LG-' || printf('%08d', n), 0, 'MER-' || (n % 7), 'meridian-38', 'Meridian 38', 'Steel', 1, 100
   FROM counted WHERE ?3 + ?4 > 0`,
  `${counted} INSERT INTO parcels (id, order_number, carrier, tracking_number, shipped_at)
   SELECT 'P-' || n, 'LG-' || printf('%08d', n), 'DHL', 'JD' || printf('%08d', n), ${paidAt} + ?4
   FROM counted WHERE n % 100 = 3`,
  // One in forty is flagged: those that wait for somebody, and others that have left meanwhile.
  `${counted} INSERT INTO fraud_flags (id, order_number, reason, raised_at)
   SELECT 'LG-' || printf('%08d', n) || '/value', 'LG-' || printf('%08d', n), 'value', ${paidAt} + ?4
   FROM counted WHERE n % 40 = 3`,
] as const;
