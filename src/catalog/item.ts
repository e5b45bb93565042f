import type { PriceList } from './money.ts';
import type { Reductions } from './price-reduction.ts';

/**
 * One SKU as the shop sells it: the content of `/catalog/<SKU>.json`, deployed in
 * one piece with the pages, so that the price on the page, in the bag and at the
 * checkout are the same file.
 */
export interface CatalogItem {
  readonly sku: string;
  /** The product's address is `paths.piece(slug)`. */
  readonly slug: string;
  /** The product's name: "Aurore solitaire". */
  readonly name: string;
  /** One sentence that says what it is: its main characteristics, said once more before it is ordered. */
  readonly summary: string;
  /** What tells this variant from its siblings: "Yellow gold, size 52"; empty where there is one only. */
  readonly variant: string;
  /** Minor units, tax included, one for each currency. */
  readonly prices: PriceList;
  /** What has to stand beside a price that was reduced; absent where none was. */
  readonly reductions?: Reductions;
  readonly photograph: { readonly src: string; readonly width: number; readonly height: number; readonly alt: string };
  /** Made after the order; absent when it leaves from stock. */
  readonly madeToOrderWeeks?: number;
  /** Why it can't be returned; absent when it can. */
  readonly notReturnable?: string;
  /** Why it can be returned only with its seal whole; absent where there is no seal. */
  readonly returnableWhileSealed?: string;
  /** To ship, with its box. */
  readonly weightGrams: number;
  /** The Harmonised System's: 6, 8 or 10 digits. */
  readonly customsCode: string;
  /** The country of origin, ISO 3166-1 alpha-2. */
  readonly madeIn: string;
}
