import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import {
  addPiece,
  arrivesAtStripe,
  bagLink,
  openBag,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
  stockOf,
} from './buying.ts';

const sku = 'LUM-YG';

describe.each(sizes)('on $name', (size) => {
  test('two people press Pay for the last piece: one pays, the other is told and keeps the bag', async ({
    shop,
    visit,
  }) => {
    await putInStock(shop, sku, 1);
    const both = [await visit(size), await visit(size)];
    for (const visitor of both) {
      await addPiece(visitor, 'lumen-pendant');
      await openBag(visitor);
    }
    const outcomes = await Promise.all(both.map((visitor) => pressPay(visitor, shop)));
    expect(outcomes.toSorted()).toEqual(['at the payment page', 'told']);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
    const first = both[outcomes.indexOf('at the payment page')];
    const second = both[outcomes.indexOf('told')];
    if (!first || !second) throw new Error('One of them is missing');

    await seesWhatHappened(second);
    await pay(first, { email: `first-${size.viewport.width}@example.com` });
    await seesPaidOrder(first.page);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 0, held: 0 });
    await findsItSoldOut(second);
  });
});

async function pressPay({ page, press }: Visitor, shop: LocalShop): Promise<'at the payment page' | 'told'> {
  await press(payButton(page));
  return Promise.any([
    arrivesAtStripe(page, shop).then(() => 'at the payment page' as const),
    shows(page.getByRole('alert')).then(() => 'told' as const),
  ]);
}

async function seesWhatHappened(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  expect(visitor.takeTroubles()).toEqual(['409: POST /api/checkout']);
  const words = await page.getByRole('alert').innerText();
  expect(words).toContain('Lumen pendant has just gone to someone else.');
  expect(words).toContain('Nothing was charged and your bag is kept.');
  expect(await page.getByRole('alert').evaluate((alert) => alert === document.activeElement)).toBe(true);
  await shows(bagLink(page, 1));
  await shows(page.getByRole('listitem').getByText('Sold, or held for another person'));
  // Nothing is left to be delivered, so no price is asked for it.
  expect(await page.getByRole('main').innerText()).not.toContain('€');
  await visitor.picture('1 told');
}

async function findsItSoldOut({ page, press, picture }: Visitor): Promise<void> {
  await press(page.getByRole('listitem').getByRole('link', { name: 'Lumen pendant' }));
  await shows(page.getByRole('heading', { name: 'Lumen pendant', level: 1 }));
  await shows(page.getByText('It is sold out.'));
  await picture('2 sold out');
  expect(await page.getByRole('button', { name: /^Sold out/ }).isDisabled()).toBe(true);
  await page.goto(paths.bag);
  await press(page.getByRole('button', { name: 'Take it out: Lumen pendant' }));
  await shows(page.getByText('There is nothing in it.'));
}
