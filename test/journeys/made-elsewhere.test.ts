import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { newestLetterTo } from '../mail/letters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { arrivesAtStripe, hides, pay, putInStock, seesPaidOrder, shows, stockOf } from './buying.ts';

const [, desktop] = sizes;

async function comesIn({ page, press }: Visitor, shop: LocalShop, role: string, path: string): Promise<void> {
  await page.goto(shop.access.url + path);
  await press(page.getByRole('button', { name: `Sign in as ${role}@shop.example` }));
  await page.waitForURL((address) => address.pathname === path);
}

test.for(sizes)(
  'an order by telephone is entered at the desk and paid through its link, on $name',
  async (size, { shop, visit }) => {
    const email = `calls-${size.viewport.width}@example.com`;
    await putInStock(shop, 'PAS-BLACK', 3);
    await putInStock(shop, 'AUR-YG-52', 3);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await comesIn(visitor, shop, 'client-care', paths.staffOrders);
    await press(page.getByRole('link', { name: 'Enter an order made elsewhere' }));
    await press(page.getByRole('radio', { name: 'By telephone' }));
    await page.getByLabel('Their e-mail address').fill(email);
    await page.getByLabel(/^Piece/).selectOption('PAS-BLACK');
    await press(page.getByRole('button', { name: 'Another piece' }));
    await page
      .getByLabel(/^Piece/)
      .last()
      .selectOption('AUR-YG-52');
    await page.getByLabel('How many').last().fill('2');
    await page.getByLabel('Going to').selectOption({ label: 'France' });
    await page.getByLabel('Delivered by').selectOption('dhl-express');
    await picture('1 a new order');
    await press(page.getByRole('button', { name: 'Go on' }));
    const sure = page.getByRole('region', { name: 'Once more' });
    await shows(sure.getByText('1 × Passage card case, Black; 2 × Aurore solitaire, Yellow gold, size 52.'));
    await shows(sure.getByText(`The link goes to ${email}.`));
    await picture('2 once more');
    await press(sure.getByRole('button', { name: 'Yes' }));
    await shows(page.getByText(/^LG-\S+ is entered\./));
    const link = await page.getByLabel('The link to pay', { exact: true }).inputValue();
    await picture('3 waiting to be paid');
    expect(await stockOf(shop, 'AUR-YG-52')).toMatchObject({ held: 2 });

    const letter = await newestLetterTo(shop, email);
    expect(letter.text).toContain(link);
    const shopper = await visit(size);
    await shopper.page.goto(link);
    await arrivesAtStripe(shopper.page, shop);
    await pay(shopper, { email });
    const number = await seesPaidOrder(shopper.page);

    await page.goto(shop.access.url + paths.staffOrder(number));
    await shows(page.getByRole('heading', { name: number, level: 1 }));
    await shows(page.getByText('By telephone'));
    // Opened by whoever presses it, in their own WhatsApp: the page asks nothing of it.
    const whatsApp = page.getByRole('link', { name: 'Write on WhatsApp' });
    const address = new URL((await whatsApp.getAttribute('href')) ?? '');
    expect(address.href).toMatch(/^https:\/\/wa\.me\/33612345678\?text=/);
    expect(address.searchParams.get('text')).toContain(`Dear Claire Martin, this is LIEN, about your order ${number}.`);
    await picture('4 the order');
    await page.goto(shop.access.url + paths.staffNewOrder);
    await shows(page.getByText('Nothing waits.'));
  },
);

test('an order that the shopper thinks better of is ended, and its pieces are free', async ({ shop, visit }) => {
  await putInStock(shop, 'PAS-BLACK', 1);
  const visitor = await visit(desktop);
  const { page, press } = visitor;
  await comesIn(visitor, shop, 'owner', paths.staffNewOrder);
  const enters = async () => {
    await press(page.getByRole('radio', { name: 'In the boutique' }));
    await page.getByLabel('Their e-mail address').fill('thinks@example.com');
    await page.getByLabel(/^Piece/).selectOption('PAS-BLACK');
    await page.getByLabel('Going to').selectOption({ label: 'Japan' });
    await page.getByLabel('Paid in').selectOption('JPY');
    await press(page.getByRole('button', { name: 'Go on' }));
    await press(page.getByRole('button', { name: 'Yes, hold the pieces' }));
  };
  await enters();
  await shows(page.getByText(/^LG-\S+ is entered\./));
  await enters();
  await shows(page.getByText(/has just gone to someone else/));
  expect(visitor.takeTroubles()).toEqual([`409: POST ${apiPaths.staffEnteredOrders}`]);
  await press(page.getByRole('button', { name: 'End it' }));
  await press(page.getByRole('button', { name: 'Yes, end it' }));
  await shows(page.getByText(/is ended: nobody can pay for it any more/));
  expect(await stockOf(shop, 'PAS-BLACK')).toMatchObject({ held: 0 });

  const packer = await visit(desktop);
  await comesIn(packer, shop, 'fulfilment', paths.staffNewOrder);
  await shows(packer.page.getByText('Entering an order is not among what your role includes.'));
  await hides(packer.page.getByRole('button', { name: 'Go on' }));
});

test('a withdrawal that came by letter is entered by staff, acknowledged, and paid back', async ({ shop, visit }) => {
  const email = 'writes@example.com';
  await putInStock(shop, 'PAS-BLACK', 3);
  await putInStock(shop, 'AUR-YG-52', 3);
  const lines = [
    { sku: 'AUR-YG-52', quantity: 1 },
    { sku: 'PAS-BLACK', quantity: 1 },
  ];
  const { link, url } = await beginCheckout(shop, wishFor('AUR-YG-52', { lines }));
  await payOnStripe(url, { email });
  await delivered(shop);
  const number = link.split('.')[0] ?? '';
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'client-care', paths.staffWithdrawals);
  await shows(page.getByText('Nothing is to be paid back.'));
  await press(page.getByText('Enter a withdrawal that came by e-mail or letter'));
  await page.getByLabel('Number of the order').fill(number.toLowerCase());
  await press(page.getByRole('button', { name: 'Open it' }));
  await shows(page.getByRole('radio', { name: 'These pieces' }));
  await press(page.getByRole('radio', { name: 'These pieces' }));
  await page.getByLabel('Passage card case, Black').fill('1');
  expect(await page.getByLabel('Their name').inputValue()).toBe('Ada Lovelace');
  await page.getByLabel('When it reached the house').fill(new Date().toISOString().slice(0, 16));
  await picture('5 a letter');
  await press(page.getByRole('button', { name: 'Enter it, and acknowledge it' }));
  await shows(page.getByText(`It is withdrawal ${number}.1. The acknowledgement is on its way.`));
  await shows(page.getByText('Due in 14 days'));
  await shows(page.getByText('1 × Passage card case, Black: never left'));
  expect((await newestLetterTo(shop, email)).subject).toBe(`Your withdrawal from order ${number}`);
  await picture('6 withdrawals');
  await press(page.getByText('Pay it back', { exact: true }).first());
  await press(page.getByText('The pieces, which never left, are back in stock'));
  await press(page.getByRole('button', { name: 'Pay it back' }));
  await shows(page.getByText(new RegExp(`^You pay back €290 for ${number}\\.1\\.`)));
  await press(page.getByRole('button', { name: 'Yes, pay it back' }));
  await shows(page.getByText('€290 goes back to the shopper.'));
  expect(await stockOf(shop, 'PAS-BLACK')).toMatchObject({ on_hand: 3 });

  // What was withdrawn is not offered for packing.
  const packer = await visit(desktop);
  await comesIn(packer, shop, 'fulfilment', paths.staffOrders);
  await packer.page.goto(shop.access.url + paths.staffOrder(number));
  await packer.press(packer.page.getByRole('radio', { name: 'Prepare it' }));
  await packer.press(packer.page.getByRole('button', { name: 'Go on' }));
  await packer.press(packer.page.getByRole('button', { name: 'Yes: prepare it' }));
  await packer.press(packer.page.getByRole('radio', { name: 'Send a parcel' }));
  expect(await packer.page.getByLabel('Passage card case, Black').inputValue()).toBe('0');
  expect(await packer.page.getByLabel('Aurore solitaire, Yellow gold, size 52').inputValue()).toBe('1');
});

test('what a carrier told of a parcel that nobody knows is looked at, and written down as seen', async ({
  shop,
  visit,
}) => {
  await shop.database
    .prepare(
      `INSERT INTO carrier_events (id, carrier, tracking_number, code, occurred_at, country, state, why, received_at)
       VALUES (?1, 'DHL', 'JD014600009', 'delivered', ?2, 'FR', 'aside', 'unknown-parcel', ?2)`,
    )
    .bind('a'.repeat(64), Date.UTC(2026, 10, 20, 9))
    .run();
  const carer = await visit(desktop);
  await comesIn(carer, shop, 'client-care', paths.staffCarriers);
  await shows(carer.page.getByText('JD014600009'));
  await hides(carer.page.getByText('I have seen to it'));
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'fulfilment', paths.staffCarriers);
  await shows(page.getByText('1 is kept aside.'));
  await picture('7 carriers');
  await press(page.getByText('I have seen to it'));
  await press(page.getByRole('radio', { name: 'Seen: nothing follows' }));
  await page.getByLabel('Why, in a few words').fill('A parcel of another shipper');
  await press(page.getByRole('button', { name: 'Write it down' }));
  await shows(page.getByText('It is written down as seen.'));
  await hides(page.getByText('JD014600009'));
  const why = await shop.database
    .prepare(`SELECT why FROM access_log WHERE act = 'change' AND role = 'fulfilment' AND what LIKE '%carrier%'`)
    .first('why');
  expect(why).toBe('A parcel of another shipper');
});
