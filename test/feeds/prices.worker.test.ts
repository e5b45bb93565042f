import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deliveryOptions } from '../../src/catalog/delivery.ts';
import { deliveryPriceMinor } from '../../src/catalog/delivery-price.ts';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { currencies, decimalAmount, formatMoney, houseCurrency } from '../../src/catalog/money.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { markets } from '../../src/feeds/markets.ts';
import { paths } from '../../src/paths.ts';
import { productsIn, thingsIn, visiblePrice } from '../linked-data/read-linked-data.ts';
import { readFeed } from './read-feed.ts';

/** One price, wherever it is said: on the page, to search engines, to shop windows, and by the checkout. */

const built = (path: string) => readFileSync(`dist/client${path}`, 'utf8');
const catalogue = await readCatalog();
const items = catalogue.map(({ sku }): CatalogItem => JSON.parse(built(paths.catalogItem(sku))));
const pages = new Map(items.map(({ slug }) => [slug, built(`${paths.piece(slug)}index.html`)]));
const pageOf = ({ slug }: CatalogItem) => pages.get(slug) ?? '';

test('the checkout’s price is the catalogue’s', () => {
  expect(items.map(({ sku, prices }) => [sku, prices])).toEqual(catalogue.map(({ sku, prices }) => [sku, prices]));
});

test.each(currencies)('each page shows the checkout’s price in %s', (currency) => {
  const wrong = items.filter(
    (item) => visiblePrice(pageOf(item), item.sku, currency) !== formatMoney(item.prices[currency], currency),
  );
  expect(wrong.map(({ sku }) => sku)).toEqual([]);
});

test('each page tells search engines the checkout’s price, and each variant once', () => {
  const told = [...pages.values()].flatMap((html) =>
    productsIn(thingsIn(html)).map(({ sku, offers }) => [sku, offers.price, offers.priceCurrency]),
  );
  const sold = items.map(({ sku, prices }) => [
    sku,
    decimalAmount(prices[houseCurrency], houseCurrency),
    houseCurrency,
  ]);
  expect(told.sort()).toEqual(sold.sort());
});

test('there is a feed for each country that is delivered to, and for each currency', () => {
  expect(new Set(markets.map(({ name }) => name)).size).toBe(markets.length);
  expect([...new Set(markets.map(({ currency }) => currency))].sort()).toEqual([...currencies].sort());
});

describe.each(markets)('the feed $name', ({ name, country, currency }) => {
  const feed = readFeed(built(paths.feed(name)));

  test('has every variant once, at the checkout’s price in its currency', () => {
    expect(feed.map((one) => [one['g:id'], one['g:price']]).sort()).toEqual(
      items.map(({ sku, prices }) => [sku, `${decimalAmount(prices[currency], currency)} ${currency}`]).sort(),
    );
  });

  test('leads to the page that shows this price', () => {
    for (const item of items) {
      const one = feed.find((found) => found['g:id'] === item.sku);
      const link = new URL(one?.['g:link'] ?? '');
      expect(link.pathname).toBe(paths.piece(item.slug));
      expect(link.searchParams.get('currency')).toBe(currency);
    }
  });

  test('asks for delivery what the bag asks', () => {
    for (const { sku, prices } of items) {
      const told = feed.find((found) => found['g:id'] === sku)?.['g:shipping'] ?? [];
      expect(told.map((one) => [one['g:country'], one['g:service'], one['g:price']])).toEqual(
        deliveryOptions(country)?.map((option) => {
          const minor = deliveryPriceMinor(option, currency, prices[currency]);
          return [country, option.name, `${decimalAmount(minor, currency)} ${currency}`];
        }),
      );
    }
  });
});
