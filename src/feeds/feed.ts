import { collections } from '../catalog/collections.ts';
import { deliveryOptions } from '../catalog/delivery.ts';
import { deliveryPriceMinor } from '../catalog/delivery-price.ts';
import { type Currency, decimalAmount } from '../catalog/money.ts';
import { nameInWords } from '../catalog/name-in-words.ts';
import type { Piece } from '../catalog/read-pieces.ts';
import type { Variant } from '../catalog/variants.ts';
import { paths } from '../paths.ts';
import { categories, isWorn } from './categories.ts';
import type { Market } from './markets.ts';
import { escapeXml } from './xml.ts';

/**
 * What one country is offered, as Google Merchant Center reads it: RSS 2.0 with Google's own elements. Pure. Source:
 * support.google.com/merchants/answer/7052112 (product data specification) and /answer/14987622 (RSS 2.0). What is left
 * stands as it was when the shop first opened; functions/feeds writes the truth over it.
 */

export interface FeedContext {
  readonly market: Market;
  readonly site: URL;
  readonly hasRealGtins: boolean;
}

export interface ShownPiece {
  readonly piece: Piece;
  /** Addresses of the photographs, in the order of the piece's. */
  readonly photographs: readonly string[];
}

type Element = readonly [name: string, content: string | readonly Element[]];

/** The pieces of each part: whole ones, in their order, with no more variants than `mostItems` unless one piece has. */
export function feedParts(pieces: readonly ShownPiece[], mostItems: number): readonly (readonly ShownPiece[])[] {
  const parts: ShownPiece[][] = [[]];
  let items = 0;
  for (const shown of pieces) {
    const count = shown.piece.variants.length;
    if (items > 0 && items + count > mostItems) {
      parts.push([]);
      items = 0;
    }
    parts.at(-1)?.push(shown);
    items += count;
  }
  return parts;
}

/** One part; all of a feed, one after another, are one document. */
export function feedPart(parts: readonly (readonly ShownPiece[])[], part: number, context: FeedContext): string {
  const items = (parts[part - 1] ?? []).flatMap((shown) =>
    shown.piece.variants.map((variant) => write(['item', itemOf(shown, variant, context)])),
  );
  const opening = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">',
    '<channel>',
    write(['title', `LIEN, ${context.market.country}, ${context.market.currency}`]),
    write(['link', new URL(paths.home, context.site).href]),
    write(['description', 'What the house sells, variant by variant.']),
  ];
  const lines = [...(part === 1 ? opening : []), ...items, ...(part === parts.length ? ['</channel>', '</rss>'] : [])];
  return lines.map((line) => `${line}\n`).join('');
}

function itemOf(shown: ShownPiece, variant: Variant, context: FeedContext): readonly Element[] {
  const { piece, photographs } = shown;
  const { market, site } = context;
  const [face = '', ...others] = variant.photographs.flatMap((place) => photographs[place] ?? []);
  const link = new URL(paths.piece(piece.slug), site);
  link.searchParams.set('currency', market.currency);
  if (piece.variants.length > 1) link.searchParams.set('sku', variant.sku);
  return [
    ['g:id', variant.sku],
    ['g:title', `LIEN ${nameInWords(piece.name, variant.name)}`.slice(0, 150)],
    ['g:description', [piece.summary, ...piece.story].join('\n').slice(0, 5000)],
    ['g:link', link.href],
    ['g:image_link', new URL(face, site).href],
    ...others.slice(0, 10).map((other): Element => ['g:additional_image_link', new URL(other, site).href]),
    ['g:availability', variant.openingStock > 0 ? 'in_stock' : 'out_of_stock'],
    ['g:price', amount(variant.prices[market.currency], market.currency)],
    ['g:condition', 'new'],
    ['g:brand', 'LIEN'],
    context.hasRealGtins ? ['g:gtin', variant.gtin] : ['g:mpn', variant.sku],
    ['g:identifier_exists', 'yes'],
    ...(piece.variants.length > 1 ? [['g:item_group_id', piece.slug] as const] : []),
    ...looksOf(piece, variant),
    ...(categories[piece.kind] ? [['g:google_product_category', categories[piece.kind] ?? ''] as const] : []),
    ['g:product_type', `${collections[piece.collection]} > ${piece.kind}`],
    ['g:shipping_weight', `${variant.weightGrams} g`],
    ...shippingOf(piece, variant, market),
  ];
}

function looksOf(piece: Piece, { options }: Variant): readonly Element[] {
  const made = piece.materials.map(({ of }) => of.replaceAll('/', ' ')).slice(0, 3);
  const colour = options.colour ?? options.metal ?? options.case ?? metalIn(made);
  return [
    ...(colour ? [['g:color', colour.slice(0, 100)] as const] : []),
    ...(options.size ? [['g:size', options.size] as const] : []),
    ['g:material', made.join('/').slice(0, 200)],
    ...(isWorn(piece.kind)
      ? ([
          ['g:age_group', 'adult'],
          ['g:gender', 'unisex'],
        ] as const)
      : []),
  ];
}

/** A piece of jewellery that comes in one metal has its colour. */
function metalIn(made: readonly string[]): string | undefined {
  return /\b(?:yellow|rose|white) gold\b/i.exec(made.join(', '))?.[0];
}

/** Every way to the country, with its days: the house's own first, then the carrier's. */
function shippingOf(piece: Piece, variant: Variant, { country, currency }: Market): readonly Element[] {
  // Working days: those that a piece takes to be made, or until the next one.
  const [least, most] = piece.madeToOrder ? [piece.madeToOrder.weeks * 5, piece.madeToOrder.weeks * 5] : [0, 1];
  return (deliveryOptions(country) ?? []).map((option) => [
    'g:shipping',
    [
      ['g:country', country],
      ['g:service', option.name],
      ['g:price', amount(deliveryPriceMinor(option, currency, variant.prices[currency]), currency)],
      ['g:min_handling_time', String(least)],
      ['g:max_handling_time', String(most)],
      ['g:min_transit_time', String(option.daysFrom)],
      ['g:max_transit_time', String(option.daysTo)],
    ],
  ]);
}

function amount(minor: number, currency: Currency): string {
  return `${decimalAmount(minor, currency)} ${currency}`;
}

function write([name, content]: Element): string {
  const inside = typeof content === 'string' ? escapeXml(content) : content.map(write).join('');
  return `<${name}>${inside}</${name}>`;
}
