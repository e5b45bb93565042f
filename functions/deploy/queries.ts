import { z } from 'zod';

const entries = z.array(z.object({ sku: z.string().regex(/^[A-Z0-9-]{1,64}$/), openingStock: z.int().min(0) }));

/** A statement's text may have 100 KB; a row here has at most 80 bytes. */
const rowsInStatement = 500;

/**
 * The SQL that gives each new SKU its opening stock, for `wrangler d1 execute --file`,
 * which binds no values: so only SKUs of safe letters are let in. A SKU that has a row
 * already keeps it, whatever the file says now: pieces were sold since.
 */
export function openingStockStatements(catalog: readonly unknown[]): string {
  const rows = entries.parse(catalog).map(({ sku, openingStock }) => `('${sku}', ${openingStock})`);
  const statements: string[] = [];
  for (let from = 0; from < rows.length; from += rowsInStatement) {
    const values = rows.slice(from, from + rowsInStatement).join(',\n  ');
    statements.push(`INSERT INTO stock (sku, on_hand) VALUES\n  ${values}\nON CONFLICT (sku) DO NOTHING;\n`);
  }
  return statements.join('');
}
