import type { WorkList } from '../../src/api/work-list-answers.ts';
import { longestSku, skuPattern } from '../../src/catalog/sku.ts';
import { orderNumberPattern } from '../orders/order-number.ts';
import type { Shop } from '../shop.ts';
import { pageOf, pageSize } from './list-orders.ts';
import { ending, type Place } from './place.ts';
import { selectByEmail, selectByNumber, selectBySku } from './queries.ts';

/** What somebody at the desk is looking for, told apart by how it is written. */
export type Sought =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'sku'; readonly sku: string };

/** Undefined where it is neither a number, nor an address, nor a SKU. In any case of letters. */
export function readSought(words: string): Sought | undefined {
  if (words.includes('@')) return { kind: 'email', email: words.toLowerCase() };
  const capital = words.toUpperCase();
  if (orderNumberPattern.test(capital)) return { kind: 'number', number: capital };
  return capital.length <= longestSku && skuPattern.test(capital) ? { kind: 'sku', sku: capital } : undefined;
}

/** Whole matches alone: nobody finds a person by trying beginnings. The newest first. */
export async function searchOrders(
  { database }: Shop,
  sought: Sought,
  after: Place | undefined,
  withRestricted: boolean,
): Promise<WorkList> {
  const wish = { withRestricted, limit: pageSize + 1 };
  const before = after ?? ending;
  switch (sought.kind) {
    case 'number':
      return pageOf(await selectByNumber(database, sought.number, wish));
    case 'email':
      return pageOf(await selectByEmail(database, sought.email, before, wish));
    case 'sku':
      return pageOf(await selectBySku(database, sought.sku, before, wish));
  }
}
