/**
 * What the page tells search engines is what it shows: the currency that the address asked for, and whether there is
 * one left, once that is known. Both are written into the page's linked data.
 */
import type { StockAnswer } from '../api/answers.ts';
import { type Currency, currencies, houseCurrency } from '../catalog/money.ts';

interface Offer {
  url: string;
  price: string;
  priceCurrency: string;
  availability: string;
  /** In the house's currency, which must be the offer's: feeds have the others. */
  shippingDetails?: unknown;
}

interface Product {
  readonly sku?: string;
  readonly offers?: Offer;
  readonly hasVariant?: readonly Product[];
}

/** A text node and not the element's text: the browser guards what is written into a script. */
const text = document.querySelector('script[type="application/ld+json"]')?.firstChild;
const written = text?.nodeValue;

export function tellPrograms(currency: Currency, available: StockAnswer['available']): void {
  if (!text || !written) return;
  const data: { readonly '@graph': readonly Product[] } = JSON.parse(written);
  for (const { sku, offers } of data['@graph'].flatMap((node) => node.hasVariant ?? node)) {
    if (!sku || !offers) continue;
    const left = available[sku];
    if (left !== undefined)
      offers.availability = offers.availability.replace(/\w+$/, left > 0 ? 'InStock' : 'OutOfStock');
    const prices = document.querySelector<HTMLElement>(`[data-prices][data-price-of~="${sku}"]`)?.dataset['prices'];
    const price = prices?.split(' ')[currencies.indexOf(currency)];
    if (currency === houseCurrency || !price) continue;
    offers.price = price;
    offers.priceCurrency = currency;
    delete offers.shippingDetails;
  }
  text.nodeValue = JSON.stringify(data);
}
