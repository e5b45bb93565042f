import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { CameFrom } from './came-from.ts';

/** Writes alone: what these tables hold is read by functions/fraud/queries.ts, on the way of no checkout. */

/** For the transaction of the checkout, behind its own row. Nothing that it is given makes it fail. */
export function insertOriginStatement(
  database: D1Database,
  checkoutId: string,
  { address, country }: CameFrom,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO checkout_addresses (order_number, address, country, at)
       SELECT number, ?2, ?3, created_at FROM checkouts WHERE id = ?1
       ON CONFLICT (order_number) DO NOTHING`,
    )
    .bind(checkoutId, address, country);
}

/** Of a person of whom no checks against fraud are made any more. @param email as `normaliseEmail` writes it */
export function forgetChecksStatements(database: D1Database, email: string): D1PreparedStatement[] {
  const theirs = 'order_number IN (SELECT number FROM orders WHERE lower(email) = ?1)';
  return [
    database.prepare(`DELETE FROM checkout_addresses WHERE ${theirs}`).bind(email),
    database.prepare(`DELETE FROM fraud_flags WHERE ${theirs}`).bind(email),
  ];
}

/** Of one order, where nothing may be made of it. */
export function forgetOriginStatement(database: D1Database, orderNumber: string): D1PreparedStatement {
  return database.prepare('DELETE FROM checkout_addresses WHERE order_number = ?1').bind(orderNumber);
}
