/**
 * A piece for search engines, as schema.org's Product, or ProductGroup where there is
 * a choice. The prices are those of the page in the house's currency. No stock is
 * promised: it changes by the minute and the page is made once.
 */
import { type currencies, houseCurrency, type PriceList, toMinor } from '../../catalog/money.ts';
import type { Piece } from '../../catalog/read-pieces.ts';

export interface Shown {
  /** The page's whole address. */
  readonly address: string;
  /** Whole addresses of the photographs, in the order of the piece's. */
  readonly photographs: readonly string[];
  /** Whether the GTINs are the owner's own and may be told. */
  readonly hasRealGtins: boolean;
}

export function linkedData(piece: Piece, shown: Shown): object {
  const about = {
    '@context': 'https://schema.org',
    name: piece.name,
    description: piece.summary,
    url: shown.address,
    brand: { '@type': 'Brand', name: 'LIEN' },
  };
  const [only, ...others] = piece.variants.map((variant) => ({
    '@type': 'Product',
    sku: variant.sku,
    ...(shown.hasRealGtins && { gtin13: variant.gtin }),
    name: variant.name ? `${piece.name}, ${variant.name}` : piece.name,
    image: variant.photographs.map((place) => shown.photographs[place]),
    offers: {
      '@type': 'Offer',
      url: `${shown.address}#${variant.sku}`,
      ...priceOf(variant.prices),
    },
  }));
  if (others.length === 0) return { ...about, ...only };
  return { ...about, '@type': 'ProductGroup', productGroupID: piece.slug, hasVariant: [only, ...others] };
}

/** In whole units with a decimal point, as schema.org wants it. */
function priceOf(prices: PriceList): { price: string; priceCurrency: (typeof currencies)[number] } {
  const whole = prices[houseCurrency] / toMinor(1, houseCurrency);
  return { price: whole.toFixed(Number.isInteger(whole) ? 0 : 2), priceCurrency: houseCurrency };
}
