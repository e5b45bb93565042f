import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestTextTo } from '../mail/letters.ts';
import { codeIn } from '../requests/asker.ts';
import { sizes, test, type Visitor } from './browser.ts';
import {
  arrivesAtStripe,
  hides,
  oneMailComes,
  ordersOf,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
  stockOf,
} from './buying.ts';

const sku = 'PAS-BLACK';

describe.each(sizes)('on $name, without JavaScript', (size) => {
  test('one piece is chosen, reviewed with its whole price, and paid', async ({ shop, visit }) => {
    const email = `plain-${size.viewport.width}@example.com`;
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press } = visitor;
    await putInStock(shop, sku, 3);
    await choosePiece(visitor);
    await chooseDelivery(visitor);
    await visitor.picture('1 review');
    await press(page.getByRole('button', { name: 'Pay £275', exact: true }));
    await arrivesAtStripe(page, shop);
    expect(await page.locator('body').innerText()).toContain('£275.00');
    await pay(visitor, { email });

    await page.waitForURL((address) => address.pathname === paths.order());
    await shows(page.getByText('This page needs JavaScript, which this browser does not run.'));
    await shows(page.getByText('the confirmation comes by e-mail'));
    await visitor.picture('2 order');
    const letter = await oneMailComes(shop, email);
    expect(letter.text).toContain('£275');
    expect(await ordersOf(shop, email)).toMatchObject([{ state: 'paid', currency: 'GBP', total_minor: 27_500 }]);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 2, held: 0 });

    const reader = await visit(size);
    await reader.page.goto(/http\S+\/order\/#\S+/.exec(letter.text ?? '')?.[0] ?? 'no link');
    await seesPaidOrder(reader.page);
  });

  test('the form sent twice opens one session', async ({ shop, visit }) => {
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page } = visitor;
    await putInStock(shop, sku, 3);
    await choosePiece(visitor);
    const sessionsBefore = shop.stripe.sessions().length;
    // The browser gives up the first request for the second; the shop has heard both.
    await payButton(page).dblclick();
    await arrivesAtStripe(page, shop);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore + 1);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 3, held: 1 });
  });

  test('the last one can still be paid for after going back, and after Stripe’s own way back', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press } = visitor;
    await putInStock(shop, sku, 1);
    await choosePiece(visitor);
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    const sessionsBefore = shop.stripe.sessions().length;

    await page.goBack();
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    await press(page.getByRole('link', { name: /Back to LIEN/ }));
    await shows(page.getByText('Leaving the payment page charges nothing.'));
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
  });

  test('a piece that went meanwhile is said on the page', async ({ shop, visit }) => {
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press } = visitor;
    await putInStock(shop, sku, 1);
    await choosePiece(visitor);
    await putInStock(shop, sku, 0);
    await press(payButton(page));
    await seesRefusal(visitor, shop);
  });

  test('[rights.rectification] somebody corrects their order on the page of their request', async ({ shop, visit }) => {
    const email = `plain-corrects-${size.viewport.width}@example.com`;
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press, picture } = visitor;
    await putInStock(shop, sku, 1);
    await choosePiece(visitor);
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    await pay(visitor, { email });
    await oneMailComes(shop, email);

    await page.goto(paths.privacyRequest);
    await press(page.getByRole('radio', { name: 'Correct something about me' }));
    await page.getByLabel('Your e-mail address').fill(email);
    await press(page.getByRole('button', { name: 'Send my request' }));
    await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
    await page.getByLabel('The code').fill(codeIn(await newestTextTo(shop, email)));
    await press(page.getByRole('button', { name: 'Confirm with this code' }));
    await shows(page.getByRole('heading', { name: 'What should it be?' }));
    await hides(page.getByLabel('Username'));
    await picture('5 what may be corrected');
    await press(page.getByRole('button', { name: 'Correct it' }));
    await shows(page.getByRole('alert').getByText('Everything is as it was. Change what is wrong first.'));
    expect(visitor.takeTroubles()).toEqual(['400: POST /api/privacy/rectifications']);
    await page.getByLabel('City', { exact: true }).fill('Lyon');
    await press(page.getByRole('button', { name: 'Correct it' }));
    await shows(page.getByRole('status').getByText('It is done.'));
    await shows(page.getByRole('status').getByText('One order is corrected.'));
    await hides(page.getByRole('heading', { name: 'What should it be?' }));
    await picture('6 corrected');
    const city = shop.database.prepare('SELECT city FROM orders WHERE email = ?1').bind(email);
    expect(await city.first('city')).toBe('Lyon');
  });

  test('the bag and the cancelled payment say what can be done', async ({ visit }) => {
    const { page, picture } = await visit(size, { javaScriptEnabled: false });
    await page.goto(paths.bag);
    await shows(page.getByText('A bag needs JavaScript, which this browser does not run.'));
    await picture('4 bag');
    await page.goto(paths.checkoutCancelled());
    await shows(page.getByText('Leaving the payment page charges nothing.'));
  });
});

async function choosePiece({ page, press }: Visitor): Promise<void> {
  await page.goto(paths.piece('passage-card-case'));
  await page.getByRole('combobox', { name: 'Colour' }).selectOption({ label: 'Black' });
  await press(page.getByRole('button', { name: /^Buy this piece/ }));
  await shows(page.getByRole('heading', { name: 'Before you pay', level: 1 }));
  await shows(page.getByRole('heading', { name: 'Passage card case' }));
}

async function chooseDelivery({ page, press }: Visitor): Promise<void> {
  await page.getByLabel('Deliver to').selectOption({ label: 'United Kingdom' });
  await page.getByLabel('Pay in').selectOption({ label: 'Pound sterling (GBP)' });
  await press(page.getByRole('button', { name: 'Show delivery to this country' }));
  await shows(page.getByRole('button', { name: 'Pay £250', exact: true }));
  expect(await page.getByLabel('Deliver to').locator('option:checked').innerText()).toBe('United Kingdom');
  await press(page.getByRole('radio', { name: /DHL Express.*£25/ }));
  await press(page.getByRole('button', { name: 'Show the total with the delivery that I marked' }));
  await shows(page.getByRole('button', { name: 'Pay £275', exact: true }));
  expect(await page.getByRole('radio', { name: /DHL Express/ }).isChecked()).toBe(true);
}

async function seesRefusal(visitor: Visitor, shop: LocalShop): Promise<void> {
  const { page } = visitor;
  await shows(page.getByRole('alert'));
  expect(visitor.takeTroubles()).toEqual(['409: POST /api/checkout']);
  const words = await page.getByRole('alert').innerText();
  expect(words).toContain('Passage card case (Black) has just gone to someone else.');
  expect(words).toContain('Nothing was charged');
  await shows(page.getByRole('heading', { name: 'Passage card case' }));
  expect(await stockOf(shop, sku)).toEqual({ on_hand: 0, held: 0 });
  await visitor.picture('3 refused');
}
