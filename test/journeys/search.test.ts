import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, putInStock, shows } from './buying.ts';

const word = 'dauphin';

describe.each(sizes)('on $name', (size) => {
  test('a piece is found as one types, whatever slips, and nothing that was typed leaves the browser', async ({
    visit,
  }) => {
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    const requests = listenToRequests(visitor);
    await page.goto(paths.home);
    expect(requests.filter(({ url }) => url.includes('/search/'))).toEqual([]);
    await openSearch(visitor);
    const field = page.getByLabel('A piece, a material, a question');
    await picture('1 before');

    await field.pressSequentially(word);
    await shows(answer(page, 'Dauphine top-handle'));
    await expect.poll(() => page.locator('[data-count]').innerText()).toBe('1 answer.');
    expect(page.url()).toMatch(/\/search\/#q=dauphin$/);
    await picture('2 one piece');

    await field.fill('leater');
    await shows(answer(page, 'Passage card case'));
    await shows(page.getByRole('heading', { name: 'Collections', level: 2 }).last());
    await picture('3 a slip');
    await field.fill('refund');
    await shows(page.getByRole('heading', { name: 'Help', level: 2 }));
    await picture('4 help');
    await field.fill('xylophone');
    await shows(page.getByText('Nothing is called that here.'));
    await shows(page.getByRole('navigation', { name: 'Where to go from here' }));
    await picture('5 nothing');

    // Shared and reloaded, the question is still there, and still only there.
    await field.fill(word);
    await page.reload();
    expect(await field.inputValue()).toBe(word);
    await press(answer(page, 'Dauphine top-handle'));
    await shows(page.getByRole('heading', { name: 'Dauphine top-handle', level: 1 }));
    await page.goto(`${paths.search()}?q=meridan`);
    await shows(answer(page, 'Meridian 38'));
    expect(page.url()).toMatch(/\/search\/#q=meridan$/);
    await page.goto(paths.home);

    const told = requests.filter(
      ({ url, all }) => !url.includes('?q=meridan') && /xylophone|leater|refund|[?&#]q=|dauphin(?!e)/.test(all),
    );
    expect(told).toEqual([]);
    expect(requests.some(({ url }) => url.endsWith(apiPaths.pageViews))).toBe(true);
  });

  test('prices are in the currency that was chosen', async ({ visit }) => {
    const { page } = await visit(size);
    await page.goto(paths.search('aurore'));
    await shows(answer(page, 'Aurore solitaire').getByText('€4,850'));
    await page.getByLabel('Currency').selectOption('JPY');
    await shows(answer(page, 'Aurore solitaire').getByText('¥820,000'));
  });

  test('without the files it says so, and the next try can find', async ({ visit }) => {
    const { page, context, takeTroubles } = await visit(size);
    await context.route('**/search/en/*.json', (route) => route.abort());
    await page.goto(paths.search('candle'));
    await shows(page.getByText('The search could not be loaded.'));
    await context.unroute('**/search/en/*.json');
    takeTroubles();
    await page.getByLabel('A piece, a material, a question').press('Enter');
    await shows(answer(page, 'Atelier candle'));
  });

  test('without JavaScript it says what to do instead', async ({ visit }) => {
    const { page, picture } = await visit(size, { javaScriptEnabled: false });
    await page.goto(paths.search());
    await shows(page.getByText('Searching needs JavaScript'));
    await hides(page.getByLabel('A piece, a material, a question'));
    await shows(page.getByRole('navigation', { name: 'Where to go from here' }));
    await picture('6 without JavaScript');
  });

  test('a link in another currency shows it to people and programs, keeps nothing, and the bag goes on in it', async ({
    shop,
    visit,
  }) => {
    const { page, press } = await visit(size);
    await putInStock(shop, 'PAS-BLACK', 3);
    await putInStock(shop, 'PAS-BORDEAUX', 0);
    await page.goto(`${paths.piece('passage-card-case')}?currency=GBP&sku=PAS-BLACK`);
    await shows(page.locator('p.price').getByText('£250'));
    await expect
      .poll(() => offersOf(page))
      .toMatchObject({
        'PAS-BLACK': { price: '250', priceCurrency: 'GBP', availability: 'https://schema.org/InStock' },
        'PAS-BORDEAUX': { priceCurrency: 'GBP', availability: 'https://schema.org/OutOfStock' },
      });
    await press(page.getByRole('button', { name: /^Add to bag/ }));
    await press(page.getByRole('link', { name: 'See your bag' }));
    await shows(page.getByText('£250').first());
    expect(page.url()).toContain('currency=GBP');
    expect(await page.evaluate(() => localStorage.getItem('lg_currency'))).toBeNull();
    // A choice of one's own takes its place.
    await page.getByLabel('Currency').selectOption('USD');
    await shows(page.getByText('$310').first());
    expect(page.url()).not.toContain('currency');
  });
});

test('with the keyboard alone, arrows and Tab reach every answer', async ({ visit }) => {
  const { page } = await visit(sizes[1]);
  await page.goto(paths.search());
  const field = page.getByLabel('A piece, a material, a question');
  await expectFocus(field);
  await page.keyboard.type('gold ring');
  await shows(answer(page, 'Aurore solitaire'));
  await page.keyboard.press('ArrowDown');
  await expectFocus(answer(page, 'Aurore solitaire'));
  await page.keyboard.press('ArrowUp');
  await expectFocus(field);
  await page.keyboard.press('Tab');
  await expectFocus(answer(page, 'Aurore solitaire'));
  await page.keyboard.press('Escape');
  await expectFocus(field);
  await page.keyboard.press('Enter');
  await expectFocus(answer(page, 'Aurore solitaire'));
  await page.keyboard.press('Enter');
  await shows(page.getByRole('heading', { name: 'Aurore solitaire', level: 1 }));
});

interface Asked {
  readonly url: string;
  /** Address, headers and body. */
  readonly all: string;
}

/** Everything that leaves the browser, from now on. */
function listenToRequests({ context }: Visitor): readonly Asked[] {
  const asked: Asked[] = [];
  context.on('request', (request) => {
    const parts = [request.url(), JSON.stringify(request.headers()), request.postData() ?? ''];
    // Addresses of photographs are named after what they show, and nothing of them was typed.
    if (!request.url().includes('/_astro/')) asked.push({ url: request.url(), all: parts.join('\n') });
  });
  return asked;
}

async function openSearch({ page, press, size }: Visitor): Promise<void> {
  if (size.isMobile) await press(page.getByRole('button', { name: 'Collections' }));
  await press(page.getByRole('link', { name: 'Search', exact: true }));
  await shows(page.getByRole('heading', { name: 'Search', level: 1 }));
}

function answer(page: Page, name: string): Locator {
  return page.locator('[data-answers]').getByRole('link', { name: new RegExp(name) });
}

async function expectFocus(target: Locator): Promise<void> {
  await expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** What the page tells programs now, by SKU. */
function offersOf(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(() => {
    const text = document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}';
    const graph: { hasVariant?: { sku: string; offers: unknown }[] }[] = JSON.parse(text)['@graph'];
    return Object.fromEntries(graph.flatMap((node) => node.hasVariant ?? []).map(({ sku, offers }) => [sku, offers]));
  });
}
