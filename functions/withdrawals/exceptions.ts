import { readItem } from '../catalog/read-item.ts';
import type { Shop } from '../shop.ts';

export interface Exception {
  /** Why the piece can't be withdrawn from. */
  readonly exception?: string;
  /** Under which condition it is taken back. */
  readonly condition?: string;
}

/**
 * Whether the law excepts a piece (Directive 2011/83/EU, Art. 16), in the words of its page, which stood there and in
 * the bag before it was paid. Making a catalogue size after the order is no exception, however long it takes. Of a
 * piece that the house no longer sells nothing is held against the shopper.
 */
export async function exceptionOf(shop: Shop, sku: string): Promise<Exception> {
  const item = await readItem(shop.assets, shop.config.siteOrigin, sku);
  return {
    ...(item?.notReturnable ? { exception: item.notReturnable } : {}),
    ...(item?.returnableWhileSealed ? { condition: item.returnableWhileSealed } : {}),
  };
}
