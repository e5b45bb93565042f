import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/** An older dispute of the same payment says nothing about a newer one. */
export function setDisputeStatement(
  database: D1Database,
  number: string,
  state: 'open' | 'won' | 'lost',
  disputedAt: number,
): D1PreparedStatement {
  return database
    .prepare(`UPDATE orders SET disputed_at = ?3, dispute = ?2 WHERE number = ?1 AND coalesce(disputed_at, 0) <= ?3`)
    .bind(number, state, disputedAt);
}

/** Each of a dispute's two steps once, in whatever state the order is. */
export function insertDisputeStepStatement(
  database: D1Database,
  number: string,
  step: { readonly id: string; readonly move: 'dispute' | 'dispute-closed'; readonly at: number },
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind)
       SELECT ?2, number, ?4, ?3, state, state, 'stripe' FROM orders WHERE number = ?1
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(number, step.id, step.move, step.at);
}

/** Payments that are in question, the longest first. */
export async function selectOpenDisputes(database: D1Database, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT stripe_payment_intent_id AS id FROM orders
       WHERE dispute = 'open' AND stripe_payment_intent_id IS NOT NULL ORDER BY disputed_at LIMIT ?1`,
    )
    .bind(limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
