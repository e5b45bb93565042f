import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import {
  addPiece,
  arrivesAtStripe,
  bagLink,
  oneMailComes,
  ordersOf,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
} from './buying.ts';

const message = 'For Hana, 花子\nwith love & thanks <3';

describe.each(sizes)('on $name', (size) => {
  test('three kinds go to Japan in yen, wrapped, with a message', async ({ shop, visit }) => {
    const email = `hana-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await Promise.all(['ATE-CANDLE', 'L8-EDP-100', 'PAS-BORDEAUX'].map((sku) => putInStock(shop, sku, 10)));
    await switchToYen(visitor);
    await addPiece(visitor, 'atelier-candle');
    await addPiece(visitor, 'lien-8-eau-de-parfum');
    await addPiece(visitor, 'passage-card-case', ['Bordeaux']);
    expect(await page.getByRole('button', { name: /^Add to bag/ }).innerText()).toContain('¥49,000');

    await fillBag(visitor);
    await expectYen(page.getByRole('main'), ['¥32,000', '¥16,000 each', '¥40,000', '¥49,000', '¥7,500', '¥128,500']);
    await picture('1 bag');
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    await expectYen(page.locator('body'), ['¥128,500', '¥121,000', '¥7,500', '¥16,000']);
    await picture('2 payment page');
    await pay(visitor, { email, name: '山田 花子', street: '1-1 Marunouchi', postcode: '100-0005', city: 'Tokyo' });

    const number = await seesPaidOrder(page);
    await expectYen(page.getByRole('article'), ['2 at ¥16,000 each', '¥121,000', '¥7,500', '¥128,500']);
    await shows(page.getByRole('heading', { name: 'Wrapped as a gift' }));
    expect(await page.getByRole('article').innerText()).toContain(message);
    expect(await page.getByRole('article').innerText()).toMatch(/山田 花子\n1-1 Marunouchi\n100-0005 Tokyo\nJapan/);
    await picture('3 order');
    expect(await ordersOf(shop, email)).toEqual([
      { number, state: 'paid', currency: 'JPY', total_minor: 128_500, gift_wrap: 1, gift_message: message },
    ]);
    await expectLetterInYen(shop, email);
  });
});

/** Every price list is in the page already, so the switch asks nobody, and the next page opens in yen at once. */
async function switchToYen({ page }: Visitor): Promise<void> {
  await page.goto(paths.piece('atelier-candle'), { waitUntil: 'networkidle' });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const price = page.getByRole('button', { name: /^Add to bag/ });
  expect(await price.innerText()).toContain('€95');
  await page.getByLabel('Currency').selectOption('JPY');
  await expect.poll(() => price.innerText()).toContain('¥16,000');
  expect(await page.getByRole('main').innerText()).not.toContain('€');
  expect(requests).toEqual([]);

  await page.goto(paths.piece('atelier-candle'), { waitUntil: 'commit' });
  // Before the page's own scripts have run: the first paint knows the currency.
  const root = page.locator('html');
  expect(await root.getAttribute('data-currency')).toBe('JPY');
}

async function fillBag({ page, press }: Visitor): Promise<void> {
  await page.goto(paths.bag);
  await press(page.getByRole('button', { name: 'One more: Atelier candle' }));
  await shows(bagLink(page, 4));
  await page.getByLabel('Deliver to').selectOption({ label: 'Japan' });
  await press(page.getByRole('radio', { name: /DHL Express/ }));
  await press(page.getByRole('checkbox', { name: /Wrap it as a gift/ }));
  await page.getByLabel('A message on the card').fill(message);
  await shows(page.getByText(`${200 - message.length} characters left`).first());
  await shows(page.getByRole('button', { name: 'Pay ¥128,500' }));
  await keepsChoices(page);
}

async function keepsChoices(page: Page): Promise<void> {
  await page.reload();
  await shows(page.getByRole('button', { name: 'Pay ¥128,500' }));
  expect(await page.getByLabel('A message on the card').inputValue()).toBe(message);
  expect(await page.getByRole('radio', { name: /DHL Express/ }).isChecked()).toBe(true);
}

/** Yen have no smaller unit: an amount in another currency, or with decimals, is a fault. */
async function expectYen(place: Locator, amounts: readonly string[]): Promise<void> {
  await expect.poll(() => place.innerText()).toContain(amounts[0] ?? '');
  const words = await place.innerText();
  for (const amount of amounts) expect(words).toContain(amount);
  expect(words).not.toMatch(/[€$£]|¥[\d,]+\.\d/);
}

async function expectLetterInYen(shop: LocalShop, email: string): Promise<void> {
  const letter = await oneMailComes(shop, email);
  for (const body of [letter.text ?? '', letter.html ?? '']) {
    for (const amount of ['¥32,000', '¥40,000', '¥49,000', '¥7,500', '¥128,500']) expect(body).toContain(amount);
    expect(body).toContain('For Hana, 花子');
    expect(body).not.toMatch(/[€$£]|¥[\d,]+\.\d/);
  }
}
