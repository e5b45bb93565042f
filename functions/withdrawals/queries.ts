import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { OrderState } from '../../src/orders/order-states.ts';

/** Instants are milliseconds since the epoch, amounts minor units of the order's currency. */
export interface Withdrawal {
  readonly id: string;
  readonly order_number: string;
  readonly at: number;
  readonly name: string;
  readonly email: string;
  readonly goods: 'in-house' | 'out';
  readonly label_asked_at: number | null;
  readonly label_sent_at: number | null;
  readonly label_address: string;
  readonly sent_at: number | null;
  readonly sent_proof: string;
  readonly arrived_at: number | null;
  readonly refund_id: string | null;
  readonly loss_minor: number;
  readonly settled_at: number | null;
  readonly warned_at: number | null;
  readonly overdue_at: number | null;
  /** Of the refund that it was settled by; null where there was nothing left to be paid back. */
  readonly refund_minor: number | null;
  readonly lines: readonly WithdrawalPieces[];
}

export interface WithdrawalPieces {
  readonly position: number;
  readonly quantity: number;
  readonly to_return: number;
}

export interface WithdrawnOrderRow {
  readonly number: string;
  readonly state: OrderState;
  readonly currency: Currency;
  readonly subtotal_minor: number;
  readonly delivery_minor: number;
  readonly total_minor: number;
  readonly refunded_minor: number;
  readonly country: string;
  readonly name: string;
  readonly email: string;
  readonly paid_at: number;
  readonly delivered_at: number | null;
}

export interface WithdrawnLineRow {
  readonly position: number;
  readonly sku: string;
  readonly name: string;
  readonly variant: string;
  readonly quantity: number;
  readonly unit_minor: number;
}

/** An order with its lines and its withdrawals, in the order in which they were written down, which is that of their numbers. */
export interface OrderToWithdraw {
  readonly order: WithdrawnOrderRow;
  readonly lines: readonly WithdrawnLineRow[];
  readonly withdrawals: readonly Withdrawal[];
}

type WithdrawalRow = Omit<Withdrawal, 'lines'> & { readonly lines: string };

const columns = `w.id, w.order_number, w.at, w.name, w.email, w.goods, w.label_asked_at, w.label_sent_at,
  w.label_address, w.sent_at, w.sent_proof, w.arrived_at, w.refund_id, w.loss_minor, w.settled_at, w.warned_at,
  w.overdue_at, (SELECT amount_minor FROM refunds WHERE id = w.refund_id) AS refund_minor,
  (SELECT json_group_array(json_object('position', l.position, 'quantity', l.quantity, 'to_return', l.to_return))
   FROM withdrawal_lines l WHERE l.withdrawal_id = w.id) AS lines`;

/** In one transaction, so that all of it is of one moment. */
export async function selectOrderToWithdraw(
  database: D1Database,
  number: string,
): Promise<OrderToWithdraw | undefined> {
  const [orders, lines, withdrawals] = await database.batch([
    database
      .prepare(
        `SELECT number, state, currency, subtotal_minor, delivery_minor, total_minor, refunded_minor, country, name,
           email, paid_at, delivered_at
         FROM orders WHERE number = ?1`,
      )
      .bind(number),
    database
      .prepare(
        `SELECT position, sku, name, variant, quantity, unit_minor FROM order_lines WHERE order_number = ?1
         ORDER BY position`,
      )
      .bind(number),
    database.prepare(`SELECT ${columns} FROM withdrawals w WHERE w.order_number = ?1 ORDER BY w.rowid`).bind(number),
  ]);
  const order = orders?.results[0] as WithdrawnOrderRow | undefined;
  if (!order) return undefined;
  return {
    order,
    lines: (lines?.results ?? []) as unknown as WithdrawnLineRow[],
    withdrawals: ((withdrawals?.results ?? []) as unknown as WithdrawalRow[]).map(withdrawalOf),
  };
}

export async function selectWithdrawal(database: D1Database, id: string): Promise<Withdrawal | undefined> {
  const row = await database
    .prepare(`SELECT ${columns} FROM withdrawals w WHERE w.id = ?1`)
    .bind(id)
    .first<WithdrawalRow>();
  return row ? withdrawalOf(row) : undefined;
}

function withdrawalOf(row: WithdrawalRow): Withdrawal {
  return { ...row, lines: JSON.parse(row.lines) as WithdrawalPieces[] };
}

/** Whether somebody asked, before that instant and lately, for the way to this order, with its own address. */
export async function wasAskedBefore(
  database: D1Database,
  number: string,
  email: string,
  end: number,
  since: number,
): Promise<boolean> {
  const row = await database
    .prepare(
      `SELECT 1 AS found FROM one_time_links
       WHERE email = ?2 AND purpose = 'see-order' AND subject_id = ?1 AND created_at < ?3 AND created_at > ?4 LIMIT 1`,
    )
    .bind(number, email, end, since)
    .first<{ found: number }>();
  return row !== null;
}

export type NewWithdrawal = Pick<Withdrawal, 'id' | 'order_number' | 'at' | 'name' | 'email' | 'goods' | 'lines'>;

/** Breaks the primary key where another has become the order's next one: with it the whole transaction is undone. */
export function insertWithdrawalStatements(database: D1Database, withdrawal: NewWithdrawal): D1PreparedStatement[] {
  const { id, order_number: number, at, name, email, goods, lines } = withdrawal;
  return [
    database
      .prepare(`INSERT INTO withdrawals (id, order_number, at, name, email, goods) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`)
      .bind(id, number, at, name, email, goods),
    ...lines.map(({ position, quantity, to_return: toReturn }) =>
      database
        .prepare('INSERT INTO withdrawal_lines (withdrawal_id, position, quantity, to_return) VALUES (?1, ?2, ?3, ?4)')
        .bind(id, position, quantity, toReturn),
    ),
  ];
}

/** The first wish counts; a second changes nothing. */
export async function noteLabelAsked(database: D1Database, id: string, now: number): Promise<void> {
  await database
    .prepare('UPDATE withdrawals SET label_asked_at = ?2 WHERE id = ?1 AND label_asked_at IS NULL')
    .bind(id, now)
    .run();
}

export async function noteSent(database: D1Database, id: string, proof: string, now: number): Promise<void> {
  await database
    .prepare('UPDATE withdrawals SET sent_at = ?3, sent_proof = ?2 WHERE id = ?1 AND sent_at IS NULL')
    .bind(id, proof, now)
    .run();
}

/** A newer label takes the place of an older one. */
export function labelSentStatement(
  database: D1Database,
  id: string,
  address: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE withdrawals SET label_sent_at = ?3, label_address = ?2 WHERE id = ?1')
    .bind(id, address, now);
}

export function arrivedStatement(database: D1Database, id: string, now: number): D1PreparedStatement {
  return database.prepare('UPDATE withdrawals SET arrived_at = ?2 WHERE id = ?1 AND arrived_at IS NULL').bind(id, now);
}

/** @param refundId null where nothing was left to be paid back */
export function settledStatement(
  database: D1Database,
  id: string,
  refundId: string | null,
  lossMinor: number,
  now: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE withdrawals SET refund_id = ?2, loss_minor = ?3, settled_at = ?4 WHERE id = ?1')
    .bind(id, refundId, lossMinor, now);
}

/** Those whose refund Stripe has refused are to be settled anew. */
export async function reopenFailed(database: D1Database): Promise<void> {
  await database
    .prepare(
      `UPDATE withdrawals SET settled_at = NULL, overdue_at = NULL
       WHERE settled_at IS NOT NULL AND refund_id IN (SELECT id FROM refunds WHERE state = 'failed')`,
    )
    .run();
}

/** A place in the list, after which it goes on. */
export interface WithdrawalPlace {
  readonly due: number;
  readonly id: string;
}

export type UnsettledWithdrawal = Withdrawal & {
  readonly is_restricted: 0 | 1;
  /** Its place in the list. */
  readonly due: number;
};

/** The words of migration 0013: an index of an expression is found by the very expression. */
const due = `CASE
  WHEN w.goods = 'in-house' THEN w.at + 1209600000
  WHEN w.sent_at IS NULL AND w.arrived_at IS NULL THEN w.at + 3155760000000
  ELSE max(w.at + 1209600000, min(coalesce(w.sent_at, w.arrived_at), coalesce(w.arrived_at, w.sent_at))) END`;

/** What is not paid back yet, by when it is due; what may be waited for stands last. */
export async function selectUnsettled(
  database: D1Database,
  after: WithdrawalPlace,
  withRestricted: boolean,
  limit: number,
): Promise<UnsettledWithdrawal[]> {
  const { results } = await database
    .prepare(
      `SELECT * FROM (
         SELECT ${columns}, ${due} AS due,
           EXISTS (SELECT 1 FROM restrictions r JOIN orders o ON lower(o.email) = r.email
             WHERE o.number = w.order_number AND r.lifted_at IS NULL) AS is_restricted
         FROM withdrawals w WHERE w.settled_at IS NULL AND ${due} >= ?1 AND (${due} > ?1 OR w.id > ?2)
         ORDER BY ${due}, w.id)
       WHERE ?3 OR NOT is_restricted LIMIT ?4`,
    )
    .bind(after.due, after.id, withRestricted ? 1 : 0, limit)
    .all<WithdrawalRow & { is_restricted: 0 | 1; due: number }>();
  return results.map((row) => ({ ...withdrawalOf(row), is_restricted: row.is_restricted, due: row.due }));
}

/** Breaks a NOT NULL constraint where it was said already. */
export function markSaidStatement(
  database: D1Database,
  id: string,
  what: 'warned_at' | 'overdue_at',
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE withdrawals SET ${what} = ?2, name = CASE WHEN ${what} IS NULL AND settled_at IS NULL THEN name END
       WHERE id = ?1`,
    )
    .bind(id, now);
}
