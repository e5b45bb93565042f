import { describe, expect } from 'vitest';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import {
  addPiece,
  arrivesAtStripe,
  bagLink,
  goToPayment,
  openBag,
  ordersOf,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
  stockOf,
} from './buying.ts';

// The last one: whoever comes back must not be kept from it by their own earlier try.
const sku = 'LUM-YG';

describe.each(sizes)('on $name', (size) => {
  test('cancelling frees the piece, keeps the bag, and the second try is paid', async ({ shop, visit }) => {
    const email = `cancelled-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press } = visitor;
    await beginToPay(visitor, shop);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });

    await press(page.getByRole('link', { name: 'Back to LIEN' }));
    await shows(page.getByRole('heading', { name: 'You left the payment' }));
    await shows(page.getByText('Your bag is kept, and the pieces that we held are free again.'));
    await visitor.picture('left the payment');
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 0 });
    expect(shop.stripe.sessions().at(-1)?.status).toBe('expired');

    await press(page.getByRole('link', { name: 'Back to your bag' }));
    await seesTheBagAsItWas(visitor);
    await goToPayment(visitor, shop);
    await pay(visitor, { email });
    await seesPaidOrder(page);
    expect(await ordersOf(shop, email)).toMatchObject([{ state: 'paid', gift_wrap: 1 }]);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 0, held: 0 });
  });

  test("going back with the browser's button keeps the hold, and the same payment page serves", async ({
    shop,
    visit,
  }) => {
    const email = `back-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press } = visitor;
    await beginToPay(visitor, shop);
    const paymentPage = page.url();
    const sessionsBefore = shop.stripe.sessions().length;

    await page.goBack();
    await seesTheBagAsItWas(visitor);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
    await visitor.picture('back in the bag');
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    expect(page.url()).toBe(paymentPage);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore);

    await pay(visitor, { email });
    await seesPaidOrder(page);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 0, held: 0 });
  });

  test('a bag that was changed after coming back gets a payment page of its own', async ({ shop, visit }) => {
    const email = `changed-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press } = visitor;
    await beginToPay(visitor, shop);
    const paymentPage = page.url();

    await page.goBack();
    await press(page.getByRole('radio', { name: /FedEx Priority/ }));
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    expect(page.url()).not.toBe(paymentPage);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
    expect(await page.getByRole('group', { name: 'Shipping method' }).innerText()).toContain('FedEx Priority');

    await pay(visitor, { email });
    await seesPaidOrder(page);
    expect(await ordersOf(shop, email)).toHaveLength(1);
  });
});

async function beginToPay(visitor: Visitor, shop: LocalShop): Promise<void> {
  await putInStock(shop, sku, 1);
  await addPiece(visitor, 'lumen-pendant');
  await openBag(visitor, 'Italy');
  await visitor.press(visitor.page.getByRole('checkbox', { name: /Wrap it as a gift/ }));
  await goToPayment(visitor, shop);
}

async function seesTheBagAsItWas({ page }: Visitor): Promise<void> {
  await shows(page.getByRole('button', { name: 'Pay €3,900' }));
  await shows(bagLink(page, 1));
  await shows(page.getByRole('listitem').filter({ hasText: 'Lumen pendant' }).filter({ hasText: 'The last one.' }));
  expect(await page.getByLabel('Deliver to').locator('option:checked').innerText()).toBe('Italy');
  expect(await page.getByRole('checkbox', { name: /Wrap it as a gift/ }).isChecked()).toBe(true);
  expect(await page.getByRole('main').innerText()).not.toMatch(/sold|held for another/i);
}
