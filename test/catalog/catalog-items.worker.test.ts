import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { readCatalog, readPieces } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';

/** The files that the built shop deploys, against the catalogue that they were made from. */
const site = 'dist/client';

const itemSchema = z.strictObject({
  sku: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  variant: z.string(),
  prices: z.strictObject({
    EUR: z.int(),
    GBP: z.int(),
    USD: z.int(),
    CHF: z.int(),
    JPY: z.int(),
    AED: z.int(),
  }),
  reductions: z.record(z.string(), z.strictObject({ lowestMinor: z.int(), since: z.iso.date() })).optional(),
  photograph: z.strictObject({
    src: z.string().regex(/^\/_astro\/[^/]+\.webp$/),
    width: z.int(),
    height: z.int(),
    alt: z.string().min(1),
  }),
  madeToOrderWeeks: z.int().optional(),
  notReturnable: z.string().optional(),
  returnableWhileSealed: z.string().optional(),
  weightGrams: z.int().positive(),
  customsCode: z.string().regex(/^\d{6,10}$/),
  madeIn: z.string().length(2),
}) satisfies z.ZodType<CatalogItem>;

describe('the built catalogue', async () => {
  const catalog = await readCatalog();
  const pieces = new Map((await readPieces()).map(({ slug, piece }) => [slug, piece]));

  it('has one file for each SKU and no other', async () => {
    const built = (await readdir(`${site}/catalog`)).sort();
    expect(built).toEqual(catalog.map(({ sku }) => `${sku}.json`).sort());
  });

  it.each(catalog)('tells $sku as its file does', async ({ sku, slug, pieceName, name, prices, weightGrams }) => {
    const item = itemSchema.parse(JSON.parse(await readFile(`${site}${paths.catalogItem(sku)}`, 'utf8')));
    const piece = pieces.get(slug);
    expect(item).toMatchObject({ sku, slug, name: pieceName, variant: name, prices, weightGrams });
    expect(item.madeToOrderWeeks).toBe(piece?.madeToOrder?.weeks);
    expect(item.notReturnable).toBe(piece?.notReturnable?.reason);
    expect(item.returnableWhileSealed).toBe(piece?.returnableWhileSealed?.reason);
    expect(piece?.photographs.map(({ alt }) => alt)).toContain(item.photograph.alt);
  });

  it('deploys the small photograph that each file names', async () => {
    for (const { sku } of catalog) {
      const { photograph } = itemSchema.parse(JSON.parse(await readFile(`${site}${paths.catalogItem(sku)}`, 'utf8')));
      const bytes = await readFile(`${site}${photograph.src}`);
      expect(bytes.subarray(8, 12).toString(), sku).toBe('WEBP');
      expect(bytes.length, sku).toBeLessThan(60_000);
      expect(photograph.width / photograph.height, sku).toBeCloseTo(4 / 5, 2);
    }
  });
});
