import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { Pieces } from '../order-life/life.ts';

export type RefundState = 'claimed' | 'pending' | 'succeeded' | 'failed';

export const refundReasons = ['cancelled', 'withdrawn', 'returned', 'lost', 'damaged', 'goodwill', 'other'] as const;

export type RefundReason = (typeof refundReasons)[number];

/** Instants are milliseconds since the epoch, the amount minor units of the order's currency. */
export interface Refund {
  readonly id: string;
  readonly order_number: string;
  readonly amount_minor: number;
  readonly currency: Currency;
  readonly state: RefundState;
  readonly stripe_refund_id: string | null;
  readonly stripe_payment_intent_id: string | null;
  readonly created_at: number;
  readonly tries: number;
  readonly next_try_at: number;
  /** Of the order; empty once its person's contact was erased. */
  readonly email: string;
}

const columns = `r.id, r.order_number, r.amount_minor, o.currency, r.state, r.stripe_refund_id,
  o.stripe_payment_intent_id, r.created_at, r.tries, r.next_try_at, o.email
  FROM refunds r JOIN orders o ON o.number = r.order_number`;

export interface NewRefund {
  readonly id: string;
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly reason: RefundReason;
  readonly lines: readonly Pieces[];
  readonly askedBy: string;
  readonly createdAt: number;
  readonly nextTryAt: number;
}

/** Breaks the CHECK of the order where more would be paid back than was paid: with it the transaction is undone. */
export function claimStatement(database: D1Database, refund: NewRefund): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO refunds (id, order_number, amount_minor, reason, lines, state, asked_by, created_at, next_try_at)
       VALUES (?1, ?2, ?3, ?4, ?5, 'claimed', ?6, ?7, ?8)`,
    )
    .bind(
      refund.id,
      refund.orderNumber,
      refund.amountMinor,
      refund.reason,
      JSON.stringify(refund.lines),
      refund.askedBy,
      refund.createdAt,
      refund.nextTryAt,
    );
}

/** All that was not paid back yet; nothing where there is nothing left. */
export function claimRestStatement(
  database: D1Database,
  refund: Omit<NewRefund, 'amountMinor' | 'lines'>,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO refunds (id, order_number, amount_minor, reason, state, asked_by, created_at, next_try_at)
       SELECT ?1, number, total_minor - refunded_minor, ?3, 'claimed', ?4, ?5, ?6
       FROM orders WHERE number = ?2 AND total_minor > refunded_minor`,
    )
    .bind(refund.id, refund.orderNumber, refund.reason, refund.askedBy, refund.createdAt, refund.nextTryAt);
}

/** One that was made at Stripe itself. Breaks the CHECK where our own claims leave no room for it. */
export function insertForeignStatement(
  database: D1Database,
  refund: {
    readonly stripeRefundId: string;
    readonly orderNumber: string;
    readonly amountMinor: number;
    readonly state: 'pending' | 'succeeded';
    readonly createdAt: number;
    readonly nextTryAt: number;
  },
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO refunds (id, order_number, amount_minor, reason, state, stripe_refund_id, asked_by, created_at,
         settled_at, next_try_at)
       VALUES (?1, ?2, ?3, 'other', ?4, ?1, 'stripe', ?5, CASE ?4 WHEN 'succeeded' THEN ?5 END, ?6)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      refund.stripeRefundId,
      refund.orderNumber,
      refund.amountMinor,
      refund.state,
      refund.createdAt,
      refund.nextTryAt,
    );
}

export interface RefundStep {
  /** The refund's, and what it tells of: the same is not written twice. */
  readonly id: string;
  readonly refundId: string;
  readonly move: 'refund' | 'refund-failed';
  readonly at: number;
  readonly byKind: string;
  readonly byStaff: string | null;
  readonly note: string;
}

/** Beside the order, in whatever state that is; `refund-failed` only where it really stands as failed. */
export function insertRefundStepStatement(database: D1Database, step: RefundStep): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind, by_staff, note)
       SELECT ?1, o.number, ?4, ?3, o.state, o.state, ?5, ?6, ?7
       FROM refunds r JOIN orders o ON o.number = r.order_number
       WHERE r.id = ?2 AND (?3 = 'refund' OR r.state = 'failed')
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(step.id, step.refundId, step.move, step.at, step.byKind, step.byStaff, step.note);
}

export interface RefundStanding {
  readonly id: string;
  readonly stripeRefundId: string | null;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly failure: string;
  /** Of the next question, where it is not settled. */
  readonly nextTryAt: number;
  readonly now: number;
}

/** Forward alone: what has failed stays so, and old news of one that was pending undo nothing. */
export function settleStatement(database: D1Database, standing: RefundStanding): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE refunds SET state = ?2, stripe_refund_id = coalesce(stripe_refund_id, ?3), failure = ?4,
         settled_at = CASE ?2 WHEN 'pending' THEN NULL ELSE coalesce(settled_at, ?6) END, next_try_at = ?5
       WHERE id = ?1 AND state <> 'failed' AND NOT (state = 'succeeded' AND ?2 <> 'failed')`,
    )
    .bind(standing.id, standing.state, standing.stripeRefundId, standing.failure, standing.nextTryAt, standing.now);
}

/** Where the money is really on its way, and there is somebody to tell. */
export function refundLetterStatement(database: D1Database, refundId: string, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at, language)
       SELECT 'order-refunded:' || r.id, 'order-refunded', lower(o.email), r.id, 'waiting', ?2, ?2, o.language
       FROM refunds r JOIN orders o ON o.number = r.order_number
       WHERE r.id = ?1 AND r.state = 'succeeded' AND o.email <> ''
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(refundId, now);
}

export function selectRefund(database: D1Database, id: string): Promise<Refund | null> {
  return database.prepare(`SELECT ${columns} WHERE r.id = ?1`).bind(id).first<Refund>();
}

/** By Stripe's own id, or by ours, which every refund of ours carries at Stripe. */
export function selectRefundAtStripe(
  database: D1Database,
  stripeRefundId: string,
  ownId: string,
): Promise<Refund | null> {
  return database
    .prepare(`SELECT ${columns} WHERE r.stripe_refund_id = ?1 OR r.id = ?2 LIMIT 1`)
    .bind(stripeRefundId, ownId)
    .first<Refund>();
}

export async function selectDueRefunds(database: D1Database, now: number, limit: number): Promise<Refund[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} WHERE r.state IN ('claimed', 'pending') AND r.next_try_at <= ?1
       ORDER BY r.next_try_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<Refund>();
  return results;
}

/** Takes it for one process until then; false when another has it. */
export async function takeRefund(database: D1Database, refund: Refund, until: number): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `UPDATE refunds SET next_try_at = ?3, tries = tries + 1
       WHERE id = ?1 AND next_try_at = ?2 AND state IN ('claimed', 'pending')`,
    )
    .bind(refund.id, refund.next_try_at, until)
    .run();
  return meta.changes > 0;
}

export async function postponeRefund(database: D1Database, id: string, nextTryAt: number): Promise<void> {
  await database
    .prepare(`UPDATE refunds SET next_try_at = ?2 WHERE id = ?1 AND state IN ('claimed', 'pending')`)
    .bind(id, nextTryAt)
    .run();
}

/** How many pieces of each line were paid back by a refund that has not failed. */
export async function selectRefundedPieces(database: D1Database, number: string): Promise<Pieces[]> {
  const { results } = await database
    .prepare(
      `SELECT l.value ->> 'position' AS position, sum(l.value ->> 'quantity') AS quantity
       FROM refunds r, json_each(r.lines) AS l WHERE r.order_number = ?1 AND r.state <> 'failed'
       GROUP BY l.value ->> 'position'`,
    )
    .bind(number)
    .all<Pieces>();
  return results;
}

export interface OrderOfPayment {
  readonly number: string;
  readonly currency: Currency;
}

export function selectOrderOfPayment(database: D1Database, paymentIntentId: string): Promise<OrderOfPayment | null> {
  return database
    .prepare('SELECT number, currency FROM orders WHERE stripe_payment_intent_id = ?1')
    .bind(paymentIntentId)
    .first<OrderOfPayment>();
}

/** What a letter says of a refund. */
export interface RefundForLetter {
  readonly order_number: string;
  readonly amount_minor: number;
  readonly state: RefundState;
  /** JSON: [{name, variant, quantity}]. */
  readonly pieces: string;
}

export function selectRefundForLetter(database: D1Database, id: string): Promise<RefundForLetter | null> {
  return database
    .prepare(
      `SELECT r.order_number, r.amount_minor, r.state,
         (SELECT json_group_array(json_object('name', o.name, 'variant', o.variant, 'quantity', l.value ->> 'quantity'))
          FROM json_each(r.lines) l JOIN order_lines o
            ON o.order_number = r.order_number AND o.position = l.value ->> 'position') AS pieces
       FROM refunds r WHERE r.id = ?1`,
    )
    .bind(id)
    .first<RefundForLetter>();
}
