import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import {
  arrivesAtStripe,
  bagLink,
  choiceOf,
  oneMailComes,
  ordersOf,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
  stockOf,
} from './buying.ts';

const sku = 'AUR-YG-52';

describe.each(sizes)('on $name', (size) => {
  test('a guest finds a ring, chooses it, pays, and holds one order and one letter', async ({ shop, visit }) => {
    const email = `guest-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    await putInStock(shop, sku, 5);
    await findTheRing(visitor);
    await chooseItAndOpenTheBag(visitor);
    await chooseDelivery(visitor);

    await visitor.press(payButton(visitor.page));
    await arrivesAtStripe(visitor.page, shop);
    await visitor.picture('4 payment page');
    expect(await visitor.page.getByRole('main').innerText()).toContain('€4,850');
    await pay(visitor, { email });

    const number = await seesPaidOrder(visitor.page);
    await seesWhatWasBought(visitor.page, email);
    await visitor.picture('5 order');
    await shows(bagLink(visitor.page, 0));
    await visitor.page.goto(paths.bag);
    await shows(visitor.page.getByText('There is nothing in it.'));
    await visitor.picture('6 empty bag');

    expect(await ordersOf(shop, email)).toMatchObject([
      { number, state: 'paid', currency: 'EUR', total_minor: 485_000, gift_wrap: 0 },
    ]);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 4, held: 0 });
    expect((await oneMailComes(shop, email)).subject).toBe(`Your order ${number}`);
    await opensTheLetterElsewhere(await visit(size), shop, number);
  });
});

async function findTheRing({ page, press, picture }: Visitor): Promise<void> {
  await page.goto(paths.home);
  await shows(bagLink(page, 0));
  await picture('1 home');
  const rooms = page.getByRole('navigation', { name: 'Rooms of the house' });
  await press(rooms.getByRole('link', { name: /Jewellery/ }));
  await shows(page.getByRole('heading', { name: 'Jewellery', level: 1 }));
  await picture('2 collection');
  await press(page.getByRole('link', { name: /Aurore solitaire/ }));
  await shows(page.getByRole('heading', { name: 'Aurore solitaire', level: 1 }));
}

async function chooseItAndOpenTheBag({ page, press, picture }: Visitor): Promise<void> {
  await press(choiceOf(page, 'Yellow gold'));
  // The button says what is missing, and leads to it.
  await press(page.getByRole('button', { name: /^Choose a size/ }));
  await shows(page.getByText('Please choose a size.'));
  await press(choiceOf(page, '52'));
  await press(page.getByRole('button', { name: /^Add to bag/ }));
  await shows(bagLink(page, 1));
  await picture('3 piece');
  await press(page.getByRole('link', { name: 'See your bag' }));
  await shows(page.getByRole('heading', { name: 'Your bag', level: 1 }));
  await shows(page.getByRole('listitem').filter({ hasText: 'Yellow gold' }).filter({ hasText: '€4,850' }));
}

async function chooseDelivery({ page, press, picture }: Visitor): Promise<void> {
  // Pressed too early, it asks for the country and goes nowhere.
  await press(payButton(page));
  await shows(page.getByText('Please choose where your bag goes.'));
  expect(await page.getByLabel('Deliver to').evaluate((field) => field === document.activeElement)).toBe(true);
  await picture('3 bag without a country');
  await page.getByLabel('Deliver to').selectOption({ label: 'France' });
  const delivery = page.getByRole('group', { name: 'Delivery' });
  await press(delivery.getByRole('radio', { name: /DHL Express.*Free/ }));
  await shows(page.getByRole('button', { name: 'Pay €4,850' }));
  expect(await page.getByRole('checkbox', { name: /Write to me by e-mail/ }).isChecked()).toBe(false);
  await picture('3 bag');
}

async function seesWhatWasBought(page: Page, email: string): Promise<void> {
  await shows(page.getByText(`A confirmation goes to ${email}.`));
  await shows(page.getByText('What you bought is out of your bag.'));
  await shows(page.getByRole('listitem').filter({ hasText: 'Aurore solitaire' }).filter({ hasText: '€4,850' }));
  expect(await page.getByRole('article').innerText()).toContain('DHL Express to France');
  const address = await page.getByRole('article').getByRole('group').or(page.locator('address')).first().innerText();
  expect(address.split('\n')).toEqual([
    'Claire Martin',
    '12 rue de la Paix',
    '75002 Paris',
    'France',
    '+33 6 12 34 56 78',
  ]);
}

/** Another browser, which has never seen the shop: the letter alone opens the order. */
async function opensTheLetterElsewhere(reader: Visitor, shop: LocalShop, number: string): Promise<void> {
  const { page, press } = reader;
  await page.goto(shop.mailbox.url);
  await press(page.getByRole('link', { name: `Your order ${number}` }));
  await reader.picture('7 letter');
  await press(page.frameLocator('iframe').getByRole('link', { name: 'See your order' }));
  await page.waitForURL((address) => address.pathname === paths.order());
  expect(await seesPaidOrder(page)).toBe(number);
  await shows(page.getByRole('listitem').filter({ hasText: 'Aurore solitaire' }));
}
