import { getImage } from 'astro:assets';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { CatalogItem } from '../../catalog/item.ts';
import { allPieces, type Photograph, type Piece, photographsOf } from '../../catalog/read-pieces.ts';
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
  const item: CatalogItem = {
    sku: variant.sku,
    slug: piece.slug,
    name: piece.name,
    variant: variant.name,
    prices: variant.prices,
    photograph: await bagPhotograph(piece, variant),
    madeToOrderWeeks: piece.madeToOrder?.weeks,
    notReturnable: piece.notReturnable?.reason,
    returnableWhileSealed: piece.returnableWhileSealed?.reason,
    weightGrams: variant.weightGrams,
  };
  return Response.json(item);
};

/** Wide enough for a bag's line on a sharp phone. */
const bagWidth = 440;

const derivatives = new Map<string, Promise<CatalogItem['photograph']>>();

async function bagPhotograph(piece: Piece, variant: Variant): Promise<CatalogItem['photograph']> {
  const [face] = photographsOf(piece, variant);
  if (!face) throw new Error(`${variant.sku} has no photograph.`);
  const made = derivatives.get(face.image.src) ?? derive(face);
  derivatives.set(face.image.src, made);
  return { ...(await made), alt: face.alt };
}

async function derive({ image, alt }: Photograph): Promise<CatalogItem['photograph']> {
  const height = Math.round((bagWidth * image.height) / image.width);
  const derivative = await getImage({ src: image, width: bagWidth, height, format: 'webp', quality: 78 });
  return { src: derivative.src, width: bagWidth, height, alt };
}
