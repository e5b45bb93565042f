import type { D1Database } from '@cloudflare/workers-types';
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
