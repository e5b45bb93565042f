import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { StaffRole } from '../../src/api/answers.ts';

export interface StockRow {
  readonly sku: string;
  readonly available: number;
}

/** How many of each SKU are on hand and not held by anyone. Unknown SKUs have no row. At most 100 SKUs. */
export async function selectAvailable(database: D1Database, skus: readonly string[]): Promise<StockRow[]> {
  const places = skus.map(() => '?').join(', ');
  const { results } = await database
    .prepare(`SELECT sku, on_hand - held AS available FROM stock WHERE sku IN (${places})`)
    .bind(...skus)
    .all<StockRow>();
  return results;
}

/** More variants than the house will sell. */
const mostVariants = 100_000;

/** Every SKU of which one can be bought now. */
export async function selectInStock(database: D1Database): Promise<readonly string[]> {
  const { results } = await database
    .prepare('SELECT sku FROM stock WHERE on_hand > held ORDER BY sku LIMIT ?1')
    .bind(mostVariants)
    .all<{ sku: string }>();
  return results.map(({ sku }) => sku);
}

/** What is in the house of a piece, the held ones among them. */
export interface Counted {
  readonly sku: string;
  readonly on_hand: number;
  readonly held: number;
}

export interface CountedWithHolds extends Counted {
  /** How many people wait to be told that it is back. */
  readonly waiting: number;
  /** JSON: [{number, quantity, state, expires_at}]. */
  readonly holds: string;
}

/** In the order of the SKUs, after this one. */
export async function selectCounts(database: D1Database, after: string, limit: number): Promise<CountedWithHolds[]> {
  const { results } = await database
    .prepare(
      `SELECT s.sku, s.on_hand, s.held, (SELECT count(*) FROM stock_notices n WHERE n.sku = s.sku) AS waiting, CASE s.held WHEN 0 THEN '[]' ELSE (
         SELECT json_group_array(json_object('number', c.number, 'quantity', h.quantity, 'state', c.state,
           'expires_at', c.expires_at))
         FROM holds h JOIN checkouts c ON c.id = h.checkout_id WHERE h.sku = s.sku) END AS holds
       FROM stock s WHERE s.sku > ?1 ORDER BY s.sku LIMIT ?2`,
    )
    .bind(after, limit)
    .all<CountedWithHolds>();
  return results;
}

export function selectCount(database: D1Database, sku: string): Promise<Counted | null> {
  return database.prepare('SELECT sku, on_hand, held FROM stock WHERE sku = ?1').bind(sku).first<Counted>();
}

export interface StockChange {
  readonly id: string;
  readonly sku: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: 'arrival' | 'correction';
  readonly quantity: number;
  readonly on_hand_after: number;
  readonly reason: string;
  readonly by_role: StaffRole;
}

/** Counts it with the row: stock's CHECK refuses both where fewer would be left than are held. Once for each id. */
export function insertStockChangeStatement(
  database: D1Database,
  change: Omit<StockChange, 'on_hand_after'>,
): D1PreparedStatement {
  const { id, sku, at, kind, quantity, reason, by_role } = change;
  return database
    .prepare(
      `INSERT INTO stock_changes (id, sku, at, kind, quantity, on_hand_before, on_hand_after, reason, by_role)
       SELECT ?1, sku, ?3, ?4, ?5, on_hand, on_hand + ?5, ?6, ?7 FROM stock WHERE sku = ?2
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(id, sku, at, kind, quantity, reason, by_role);
}

export function selectStockChange(database: D1Database, id: string): Promise<StockChange | null> {
  return database
    .prepare(`SELECT id, sku, at, kind, quantity, on_hand_after, reason, by_role FROM stock_changes WHERE id = ?1`)
    .bind(id)
    .first<StockChange>();
}

/** The newest first. */
export async function selectStockChanges(database: D1Database, sku: string, limit: number): Promise<StockChange[]> {
  const { results } = await database
    .prepare(
      `SELECT id, sku, at, kind, quantity, on_hand_after, reason, by_role FROM stock_changes
       WHERE sku = ?1 ORDER BY at DESC LIMIT ?2`,
    )
    .bind(sku, limit)
    .all<StockChange>();
  return results;
}
