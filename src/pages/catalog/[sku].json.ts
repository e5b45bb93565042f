import { getImage } from 'astro:assets';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { CatalogItem } from '../../catalog/item.ts';
import { reductionsOf } from '../../catalog/price-reduction.ts';
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

/** Wide enough for a bag's line on a sharp phone, in pixels. */
const bagWidth = 440;

type Derivative = Omit<CatalogItem['photograph'], 'alt'>;

const derivatives = new Map<string, Promise<Derivative>>();

/** The face of the variant, made small once however many variants share it. */
async function bagPhotograph(piece: Piece, variant: Variant): Promise<CatalogItem['photograph']> {
  const [face] = photographsOf(piece, variant);
  if (!face) throw new Error(`${variant.sku} has no photograph.`);
  const derivative = derivatives.get(face.file) ?? derive(face);
  derivatives.set(face.file, derivative);
  return { ...(await derivative), alt: face.alt };
}

async function derive({ image }: Photograph): Promise<Derivative> {
  const { src, attributes } = await getImage({ src: image, width: bagWidth, format: 'webp', quality: 78 });
  return { src, width: Number(attributes.width), height: Number(attributes.height) };
}
