import { ELEMENT_NODE, type ElementNode, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { z } from 'zod';

/** What a built page tells programs of itself, as a program reads it. */

const thing = z.looseObject({ '@type': z.string(), '@id': z.string().optional() });
export type Thing = z.output<typeof thing>;

const offer = z.looseObject({
  '@type': z.literal('Offer'),
  url: z.url(),
  price: z.string(),
  priceCurrency: z.string(),
  availability: z.string(),
  seller: z.object({ '@id': z.string() }),
  hasMerchantReturnPolicy: z.object({ '@id': z.string() }),
  shippingDetails: z.array(z.object({ '@id': z.string() })).optional(),
});
const product = z.looseObject({ sku: z.string(), offers: offer });
export type OfferedProduct = z.output<typeof product>;

/** Every thing of every script of linked data in the page; none where the page has no script. */
export function thingsIn(html: string): readonly Thing[] {
  const scripts = querySelectorAll(parse(html), 'script[type="application/ld+json"]');
  return scripts.flatMap((script: Node) => {
    const text = (script as ElementNode).children
      .map((child) => (child.type === TEXT_NODE ? child.value : ''))
      .join('');
    const graph = z.object({ '@context': z.literal('https://schema.org'), '@graph': z.array(thing) });
    return graph.parse(JSON.parse(text))['@graph'];
  });
}

/** The piece's variants, whether there is one or a group. */
export function productsIn(things: readonly Thing[]): readonly OfferedProduct[] {
  return things
    .filter(({ '@type': type }) => type === 'Product' || type === 'ProductGroup')
    .flatMap((found) => (Array.isArray(found['hasVariant']) ? found['hasVariant'] : [found]))
    .map((found) => product.parse(found));
}

/** What a shopper reads as the price of a SKU in a currency. */
export function visiblePrice(html: string, sku: string, currency: string): string {
  const lists = querySelectorAll(parse(html), 'p.price > span').filter((list: Node) =>
    attribute(list, 'data-price-of')?.split(' ').includes(sku),
  );
  const shown = lists.flatMap((list: Node) =>
    querySelectorAll(list, 'span').filter((span: Node) => attribute(span, 'data-in') === currency),
  );
  return shown.map(textOf).join(' ');
}

function attribute(node: Node, name: string): string | undefined {
  return node.type === ELEMENT_NODE ? (node as ElementNode).attributes[name] : undefined;
}

function textOf(node: Node): string {
  if (node.type === TEXT_NODE) return String(node.value);
  return 'children' in node ? node.children.map((child: Node) => textOf(child)).join('') : '';
}
