import type { APIRoute, GetStaticPaths } from 'astro';
import type { CatalogItem } from '../../catalog/item.ts';
import { reductionsOf } from '../../catalog/price-reduction.ts';
import { allPieces, type Piece, photographsOf } from '../../catalog/read-pieces.ts';
import { smallPhotograph } from '../../catalog/small-photograph.ts';
import type { Variant } from '../../catalog/variants.ts';

/** One small file for each SKU: what the bag shows and what the checkout charges. */

interface Props {
  readonly piece: Piece;
  readonly variant: Variant;
}

export const getStaticPaths = (async () => {
  const pieces = await allPieces();
  return pieces.flatMap((piece) =>
    piece.variants.map((variant) => ({ params: { sku: variant.sku }, props: { piece, variant } satisfies Props })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { piece, variant } }) => {
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
