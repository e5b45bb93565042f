import type { APIRoute, GetStaticPaths } from 'astro';
import type { CatalogItem } from '../../catalog/item.ts';
import { reductionsOf } from '../../catalog/price-reduction.ts';
import { allSold, type Piece, photographsOf, soldBySku } from '../../catalog/read-pieces.ts';
import { smallPhotograph } from '../../catalog/small-photograph.ts';
import type { Variant } from '../../catalog/variants.ts';

/** One small file for each SKU: what the bag shows and what the checkout charges. */

export const getStaticPaths = (async () => {
  return (await allSold()).map(({ variant: { sku } }) => ({ params: { sku } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params: { sku = '' } }) => {
  // Found anew, for the language of the address.
  const sold = await soldBySku(sku);
  if (!sold) throw new Error(`There is no variant ${sku}.`);
  const { piece, variant } = sold;
  const reductions = reductionsOf(variant);
  const item: CatalogItem = {
    sku: variant.sku,
    slug: piece.slug,
    name: piece.name,
    summary: piece.summary,
    variant: variant.name,
    prices: variant.prices,
    ...(Object.keys(reductions).length > 0 && { reductions }),
    photograph: await bagPhotograph(piece, variant),
    madeToOrderWeeks: piece.madeToOrder?.weeks,
    notReturnable: piece.notReturnable?.reason,
    returnableWhileSealed: piece.returnableWhileSealed?.reason,
    weightGrams: variant.weightGrams,
    customsCode: variant.customsCode,
    madeIn: piece.madeIn,
  };
  return Response.json(item);
};

/** The face of the variant. */
async function bagPhotograph(piece: Piece, variant: Variant): Promise<CatalogItem['photograph']> {
  const [face] = photographsOf(piece, variant);
  if (!face) throw new Error(`${variant.sku} has no photograph.`);
  return { ...(await smallPhotograph(face)), alt: face.alt };
}
