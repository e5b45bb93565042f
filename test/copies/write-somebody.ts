import type { LocalShop } from '../local/launch-shop.ts';
import type { Somebody } from './everything-about.ts';

/** Parents before what belongs to them. */
export async function writeSomebody(shop: Pick<LocalShop, 'database'>, { rows }: Somebody): Promise<void> {
  await shop.database.batch(
    rows.map(({ table, fields }) => {
      const names = Object.keys(fields);
      return shop.database
        .prepare(
          `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, place) => `?${place + 1}`).join(', ')})`,
        )
        .bind(...Object.values(fields));
    }),
  );
}
