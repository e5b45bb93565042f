import { describe, expect } from 'vitest';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { paths } from '../../src/paths.ts';
import { sizes, test } from './browser.ts';
import { addPiece, openBag, putInStock, shows } from './buying.ts';

const slug = 'passage-card-case';
const sku = 'PAS-BLACK';

describe.each(sizes)('on $name, before an order', (size) => {
  test('a country is chosen on a piece’s page, and the days and the price of delivery are told', async ({
    shop,
    visit,
  }) => {
    const { page, picture } = await visit(size);
    await putInStock(shop, sku, 3);
    await page.goto(paths.piece(slug));
    const told = page.locator('[data-delivery] li');
    const country = page.getByLabel('When it arrives, and what delivery costs');
    await country.selectOption({ label: 'Japan' });
    await shows(told.first());
    expect((await told.allInnerTexts()).map((words) => words.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^FedEx Priority .+\d.+ Free$/),
      expect.stringMatching(/^DHL Express .+\d.+ €48$/),
    ]);
    await picture('1 delivery to Japan');
    // The country is kept nowhere: the bag asks for its own.
    await country.selectOption('');
    expect(await told.count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('luxevault_cart'))).toBeNull();
  });

  test('the bag says what is bought, where it can go, how it is paid, and what binds', async ({ shop, visit }) => {
    const visitor = await visit(size);
    await putInStock(shop, sku, 3);
    await addPiece(visitor, slug, ['Black']);
    await openBag(visitor);
    const { page } = visitor;
    await shows(page.locator('[data-ordering-facts]'));
    await shows(page.getByText('A flat card case in cross-hatched calfskin').first());
    await shows(page.locator('[data-before-order]'));
    await visitor.picture('2 the bag before paying');
  });

  test('a reduced price has the lowest of the thirty days before beside it in the bag', async ({ shop, visit }) => {
    const visitor = await visit(size);
    await putInStock(shop, sku, 3);
    await visitor.page.route(`**${paths.catalogItem(sku)}`, async (route) => {
      const response = await route.fetch();
      const item: CatalogItem = await response.json();
      await route.fulfill({ json: { ...item, reductions: { EUR: { lowestMinor: 34_000, since: '2026-11-10' } } } });
    });
    await addPiece(visitor, slug, ['Black']);
    await openBag(visitor);
    await shows(visitor.page.getByText('Reduced on 10 November 2026. Lowest price in the 30 days before: €340.'));
    await visitor.picture('3 a reduced piece in the bag');
  });
});
