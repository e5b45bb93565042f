import type { D1Database } from '@cloudflare/workers-types';
import type { StaffRole } from '../../../src/api/answers.ts';
import type { StaffRefund } from '../../../src/api/staff-orders.ts';
import type { Language } from '../../../src/languages.ts';
import type { FormerState, OrderMove, OrderState } from '../../../src/orders/order-states.ts';

/** What the desk sees of an order beside what its shopper sees. */
export interface OrderAtDesk {
  readonly placed_at: number;
  readonly review_reason: string;
  readonly disputed_at: number | null;
  readonly dispute: '' | 'open' | 'won' | 'lost';
  /** 1 where an erasure has locked its parties away. */
  readonly is_locked: number;
  /** That it was ordered in. */
  readonly language: Language;
}

export function selectOrderAtDesk(database: D1Database, number: string): Promise<OrderAtDesk | null> {
  return database
    .prepare(
      `SELECT o.placed_at, o.review_reason, o.disputed_at, o.dispute, l.order_number IS NOT NULL AS is_locked, o.language
       FROM orders o LEFT JOIN locked_parties l ON l.order_number = o.number WHERE o.number = ?1`,
    )
    .bind(number)
    .first<OrderAtDesk>();
}

export interface StepRow {
  readonly at: number;
  readonly move: OrderMove;
  readonly from_state: FormerState;
  readonly to_state: OrderState;
  readonly by_kind: 'staff' | 'shopper' | 'carrier' | 'stripe' | 'shop';
  readonly by_staff: StaffRole | null;
  readonly note: string;
}

export async function selectHistory(database: D1Database, number: string, limit: number): Promise<StepRow[]> {
  const { results } = await database
    .prepare(
      `SELECT at, move, from_state, to_state, by_kind, by_staff, note FROM order_history
       WHERE order_number = ?1 ORDER BY rowid LIMIT ?2`,
    )
    .bind(number, limit)
    .all<StepRow>();
  return results;
}

export interface RefundRow {
  readonly id: string;
  readonly amount_minor: number;
  readonly reason: StaffRefund['reason'];
  /** JSON: [{position, quantity}]. */
  readonly lines: string;
  readonly state: StaffRefund['state'];
  readonly asked_by: StaffRefund['askedBy'];
  readonly created_at: number;
  readonly settled_at: number | null;
  readonly failure: string;
}

export async function selectRefundsAtDesk(database: D1Database, number: string, limit: number): Promise<RefundRow[]> {
  const { results } = await database
    .prepare(
      `SELECT id, amount_minor, reason, lines, state, asked_by, created_at, settled_at, failure FROM refunds
       WHERE order_number = ?1 ORDER BY rowid LIMIT ?2`,
    )
    .bind(number, limit)
    .all<RefundRow>();
  return results;
}
