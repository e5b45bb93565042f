import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { OrderState } from '../../src/orders/order-states.ts';

export interface JoinedOrder {
  readonly number: string;
  readonly state: OrderState;
  readonly paid_at: number;
  readonly currency: Currency;
  readonly total_minor: number;
  readonly refunded_minor: number;
  readonly pieces: number;
}

/** Newest first. */
export async function selectJoinedOrders(
  database: D1Database,
  accountId: string,
  limit: number,
): Promise<JoinedOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT o.number, o.state, o.paid_at, o.currency, o.total_minor, o.refunded_minor,
         (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l WHERE l.order_number = o.number) AS pieces
       FROM account_orders j JOIN orders o ON o.number = j.order_number
       WHERE j.account_id = ?1 ORDER BY o.paid_at DESC, o.number LIMIT ?2`,
    )
    .bind(accountId, limit)
    .all<JoinedOrder>();
  return results;
}

/** Paid with this address, and in nobody's list. */
export async function countNotJoined(database: D1Database, email: string): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS orders FROM orders o
       WHERE lower(o.email) = ?1 AND NOT EXISTS (SELECT 1 FROM account_orders j WHERE j.order_number = o.number)`,
    )
    .bind(email)
    .first<{ orders: number }>();
  return row?.orders ?? 0;
}

/** All of the address that are in nobody's list. Joining twice changes nothing. */
export function joinOrdersStatement(
  database: D1Database,
  accountId: string,
  email: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO account_orders (order_number, account_id, joined_at)
       SELECT number, ?1, ?3 FROM orders WHERE lower(email) = ?2
       ON CONFLICT (order_number) DO NOTHING`,
    )
    .bind(accountId, email, now);
}
