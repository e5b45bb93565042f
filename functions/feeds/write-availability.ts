/**
 * Writes into a feed of the build which variants are left by now. Each item of src/feeds/feed.ts has its id before its
 * availability; one that no row of stock knows can't be bought, whatever the build said.
 */
export function writeAvailability(feed: string, inStock: ReadonlySet<string>): string {
  return feed.replace(
    /<g:id>([^<]+)<\/g:id>((?:(?!<\/item>).)*?<g:availability>)[^<]*/gs,
    (_, sku: string, between: string) =>
      `<g:id>${sku}</g:id>${between}${inStock.has(sku) ? 'in_stock' : 'out_of_stock'}`,
  );
}
