/**
 * A piece for search engines, as schema.org's Product, or ProductGroup where there is a choice. The price and the
 * availability are what the page says before its script has asked: the script writes what it learns into this too
 * (src/browser/tell-programs.ts). What offers share stands once, under a name, as Google's own example has it:
 * developers.google.com/search/docs/appearance/structured-data/product-variants
 */

import type { Offer, Product, ProductGroup } from 'schema-dts';
import { type Collection, collectionName, type OptionAxis } from '../../catalog/collections.ts';
import { decimalAmount, houseCurrency } from '../../catalog/money.ts';
import { nameInWords } from '../../catalog/name-in-words.ts';
import type { Piece } from '../../catalog/read-pieces.ts';
import type { Variant } from '../../catalog/variants.ts';
import { paths } from '../../paths.ts';
import { trailTo } from './breadcrumbs.ts';
import { sellerIn } from './house.ts';
import { type LinkedData, pageAt, reference } from './linked-data.ts';
import { returnPolicy } from './returns.ts';
import { shippingOf } from './shipping.ts';

export interface Shown {
  /** The site's own address. */
  readonly site: URL;
  /** Whole addresses of the photographs, in the order of the piece's. */
  readonly photographs: readonly string[];
  /** Whether the GTINs are the owner's own and may be told. */
  readonly hasRealGtins: boolean;
}

/** Options that schema.org has a property for; "case" and "nib" have none, and stand in the variant's name. */
const properties = { metal: 'material', colour: 'color', size: 'size' } as const satisfies Partial<
  Record<OptionAxis, keyof Product>
>;

export function pieceData(piece: Piece, shown: Shown): LinkedData {
  const address = new URL(paths.piece(piece.slug), shown.site).href;
  const shipping = shippingOf(piece);
  const about = {
    name: piece.name,
    description: piece.summary,
    url: address,
    brand: { '@type': 'Brand', name: 'LIEN' },
    category: piece.kind,
  } as const;
  const variants = piece.variants.map(
    (variant): Exclude<Product, string> => ({
      '@type': 'Product',
      sku: variant.sku,
      ...identifier(variant, shown),
      name: nameInWords(piece.name, variant.name),
      image: variant.photographs.flatMap((place) => shown.photographs[place] ?? []),
      ...optionsOf(piece, variant),
      offers: offerOf(variant, address, shipping.namesFor(variant)),
    }),
  );
  const [only, ...others] = variants;
  if (!only) throw new Error(`${piece.slug} has no variant.`);
  return {
    '@context': 'https://schema.org',
    '@graph': [
      others.length === 0 ? { ...about, ...only } : groupOf(piece, about, variants),
      trailTo(shown.site, [
        [collectionName(piece.collection), paths.collection(piece.collection satisfies Collection)],
        [piece.name, paths.piece(piece.slug)],
      ]),
      pageAt(address),
      sellerIn(shown.site),
      returnPolicy(shown.site, piece),
      ...shipping.nodes,
    ],
  };
}

function groupOf(piece: Piece, about: object, variants: readonly Product[]): ProductGroup {
  const axes = piece.options.flatMap(({ axis }) => (axis in properties ? axis : []));
  return {
    ...about,
    '@type': 'ProductGroup',
    productGroupID: piece.slug,
    variesBy: axes.map((axis) => `https://schema.org/${properties[axis as keyof typeof properties]}`),
    hasVariant: variants,
  };
}

/** Until GS1 has given the house a prefix, the number that it gives a variant itself is what makers give. */
function identifier({ gtin, sku }: Variant, { hasRealGtins }: Shown): { gtin13: string } | { mpn: string } {
  return hasRealGtins ? { gtin13: gtin } : { mpn: sku };
}

function optionsOf(
  { wordFor }: Piece,
  { options }: Variant,
): Pick<Exclude<Product, string>, 'material' | 'color' | 'size'> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([axis, property]) => {
      const value = options[axis as OptionAxis];
      return value === undefined ? [] : [[property, wordFor(value)]];
    }),
  );
}

function offerOf(variant: Variant, address: string, shippingNames: readonly string[]): Exclude<Offer, string> {
  return {
    '@type': 'Offer',
    url: `${address}?sku=${variant.sku}`,
    price: decimalAmount(variant.prices[houseCurrency], houseCurrency),
    priceCurrency: houseCurrency,
    availability: variant.openingStock > 0 ? 'https://schema.org/InStock' : 'https://schema.org/OutOfStock',
    itemCondition: 'https://schema.org/NewCondition',
    seller: reference('#house'),
    hasMerchantReturnPolicy: reference('#returns'),
    shippingDetails: shippingNames.map(reference),
  };
}
