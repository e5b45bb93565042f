import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface DueTrim {
  readonly order_number: string;
  readonly request_number: string;
  readonly subject_hash: string;
}

/** A withdrawal under way needs its shopper's contact, and never longer than this: 14 days to send back, 14 to pay. */
const withdrawalMilliseconds = 45 * 24 * 60 * 60_000;

export async function selectDueTrims(database: D1Database, now: number, limit: number): Promise<DueTrim[]> {
  const { results } = await database
    .prepare(
      `SELECT t.order_number, coalesce(e.request_number, '') AS request_number,
         coalesce(e.subject_hash, '') AS subject_hash
       FROM order_trims t LEFT JOIN erasures e ON e.id = t.erasure_id
       WHERE t.done_at IS NULL AND t.due_at <= ?1
         AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.order_number = t.order_number AND w.settled_at IS NULL
           AND w.at > ?1 - ?3)
       ORDER BY t.due_at LIMIT ?2`,
    )
    .bind(now, limit, withdrawalMilliseconds)
    .all<DueTrim>();
  return results;
}

export function finishTrimStatement(database: D1Database, orderNumber: string, now: number): D1PreparedStatement {
  return database
    .prepare('UPDATE order_trims SET done_at = ?2 WHERE order_number = ?1 AND done_at IS NULL')
    .bind(orderNumber, now);
}

/** Which letters about the order, its parcels and refunds went to whom. */
export function lettersGoStatement(database: D1Database, orderNumber: string): D1PreparedStatement {
  return database
    .prepare(
      `DELETE FROM mail_outbox WHERE subject_id IN (
         SELECT ?1 UNION SELECT id FROM parcels WHERE order_number = ?1
         UNION SELECT id FROM refunds WHERE order_number = ?1
         UNION SELECT id FROM withdrawals WHERE order_number = ?1
         UNION SELECT id || ':' || label_sent_at FROM withdrawals WHERE order_number = ?1)`,
    )
    .bind(orderNumber);
}

/** What its carriers told. An erasure takes it at once; this came while the parcel was still on its way. */
export function carrierEventsGoStatement(database: D1Database, orderNumber: string): D1PreparedStatement {
  return database.prepare('DELETE FROM carrier_events WHERE order_number = ?1').bind(orderNumber);
}

/** The checkout that became the order, which has its gift message too. */
export function checkoutGoesStatement(database: D1Database, orderNumber: string): D1PreparedStatement {
  return database.prepare(`DELETE FROM checkouts WHERE number = ?1 AND state = 'paid'`).bind(orderNumber);
}

/**
 * An order that was paid before its person's data was erased and is written after it: a person looks at it, and its
 * contact and its payment at Stripe go as those of the others. Nothing where nobody was erased since the payment.
 *
 * @param paidAt and `neededUntil` in milliseconds since the epoch
 */
export function lateOrderStatements(
  database: D1Database,
  orderNumber: string,
  subjectHash: string,
  paidAt: number,
  neededUntil: number,
): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind)
         SELECT number || '/' || (step + 1), number, paid_at, 'hold', state, 'under-review', 'shop' FROM orders
         WHERE number = ?1 AND state = 'paid'
           AND EXISTS (SELECT 1 FROM tombstones WHERE subject_hash = ?2 AND erased_at > ?3)`,
      )
      .bind(orderNumber, subjectHash, paidAt),
    database
      .prepare(
        `UPDATE orders SET state = 'under-review', step = step + (state = 'paid'),
           review_reason = CASE review_reason WHEN '' THEN 'erased' ELSE review_reason || ', erased' END
         WHERE number = ?1
           AND EXISTS (SELECT 1 FROM tombstones WHERE subject_hash = ?2 AND erased_at > ?3)`,
      )
      .bind(orderNumber, subjectHash, paidAt),
    database
      .prepare(
        `INSERT INTO order_trims (order_number, erasure_id, due_at)
         SELECT ?1, coalesce((SELECT id FROM erasures WHERE subject_hash = ?2 ORDER BY begun_at DESC LIMIT 1), ''), ?4
         FROM tombstones WHERE subject_hash = ?2 AND erased_at > ?3`,
      )
      .bind(orderNumber, subjectHash, paidAt, neededUntil),
    database
      .prepare(
        `INSERT INTO stripe_redactions (stripe_session_id, stripe_payment_intent_id, erasure_id, paid_at, state,
           next_try_at)
         SELECT o.stripe_session_id, o.stripe_payment_intent_id, t.erasure_id, o.paid_at, 'asking', t.due_at
         FROM orders o JOIN order_trims t ON t.order_number = o.number JOIN erasures e ON e.id = t.erasure_id
         WHERE o.number = ?1 AND t.done_at IS NULL
         ON CONFLICT (stripe_session_id) DO NOTHING`,
      )
      .bind(orderNumber),
  ];
}

/** A wish that was ticked before the erasure: it went with it, and its checkout brings it back no more. */
export function lateWishStatement(
  database: D1Database,
  email: string,
  subjectHash: string,
  paidAt: number,
): D1PreparedStatement {
  return database
    .prepare(
      `DELETE FROM marketing_wishes
       WHERE email = ?1 AND asked_at < (SELECT erased_at FROM tombstones WHERE subject_hash = ?2 AND erased_at > ?3)`,
    )
    .bind(email, subjectHash, paidAt);
}
