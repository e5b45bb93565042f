import type { Fetcher } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { currencies, type PriceList } from '../../src/catalog/money.ts';
import { paths } from '../../src/paths.ts';

const priceList = z.object(
  Object.fromEntries(currencies.map((currency) => [currency, z.int().positive()])) as Record<keyof PriceList, z.ZodInt>,
);

const reduction = z.object({ lowestMinor: z.int().positive(), since: z.iso.date() });

const catalogItem = z.object({
  sku: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  variant: z.string(),
  prices: priceList,
  reductions: z.partialRecord(z.enum(currencies), reduction).optional(),
  photograph: z.object({ src: z.string(), width: z.number(), height: z.number(), alt: z.string() }),
  madeToOrderWeeks: z.int().positive().optional(),
  notReturnable: z.string().optional(),
  returnableWhileSealed: z.string().optional(),
  weightGrams: z.number(),
  customsCode: z.string(),
  madeIn: z.string(),
}) satisfies z.ZodType<CatalogItem>;

/**
 * The SKU's file of this deployment: the very one that the shopper's page and bag read.
 * Undefined when the house doesn't sell it.
 */
export async function readItem(assets: Fetcher, siteOrigin: string, sku: string): Promise<CatalogItem | undefined> {
  const response = await assets.fetch(new URL(paths.catalogItem(sku), siteOrigin));
  if (response.status !== 200) {
    await response.body?.cancel();
    return undefined;
  }
  return catalogItem.parse(await response.json());
}
