import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';

const [, desktop] = sizes;

/** Two rings and a card case, paid; answers the order's number. */
async function buys(shop: LocalShop, email: string, country = 'FR'): Promise<string> {
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku IN ('AUR-YG-52', 'PAS-BLACK')`).run();
  const lines = [
    { sku: 'AUR-YG-52', quantity: 2 },
    { sku: 'PAS-BLACK', quantity: 1 },
  ];
  const { link, url } = await beginCheckout(shop, wishFor('AUR-YG-52', { lines, country, giftWrap: true }));
  await payOnStripe(url, { email, country });
  await delivered(shop);
  return link.split('.')[0] ?? '';
}

async function comesIn({ page, press }: Visitor, shop: LocalShop, role: string, path: string): Promise<void> {
  await page.goto(shop.access.url + path);
  await press(page.getByRole('button', { name: `Sign in as ${role}@shop.example` }));
  await page.waitForURL((address) => address.pathname === path);
}

async function opens(visitor: Visitor, shop: LocalShop, number: string): Promise<void> {
  const { page } = visitor;
  await page.goto(shop.access.url + paths.staffOrder(number));
  await shows(page.getByRole('heading', { name: number, level: 1 }));
}

/** Chooses an act, fills its form in, and says yes when asked once more. */
async function does({ page, press }: Visitor, act: string, fill: () => Promise<void>, sentence: string): Promise<void> {
  await press(page.getByRole('radio', { name: act, exact: true }));
  await fill();
  await press(page.getByRole('button', { name: 'Go on' }));
  const sure = page.getByRole('region', { name: 'Once more' });
  await shows(sure.getByText(sentence));
  await press(sure.getByRole('button', { name: 'Yes' }));
  // What was said of the last act stands until this one is done.
  await hides(sure);
}

const nothing = () => Promise.resolve();

test.for(sizes)('an order goes out in two parcels and arrives, on $name', async (size, { shop, visit }) => {
  const number = await buys(shop, `two-${size.name.replace(' ', '-')}@example.com`);
  const visitor = await visit(size);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'fulfilment', paths.staffOrders);
  await shows(page.getByRole('link', { name: number }));
  await picture('1 what is to be done');
  await press(page.getByRole('link', { name: number }));
  await shows(page.getByRole('heading', { name: number, level: 1 }));
  await picture('2 an order');
  await does(visitor, 'Prepare it', nothing, 'You begin to prepare it.');
  await shows(page.getByText('Done. The order is now: being prepared.'));

  // A carrier gives a number once, and the shop takes it once.
  const parcels = (parcel: number) => `JD01 46${size.viewport.width.toString().padStart(4, '0')} 000${parcel}`;
  const first = async () => {
    await page.getByLabel('Tracking number').fill(parcels(1));
    await page.getByRole('spinbutton').first().fill('1');
    await page.getByRole('spinbutton').last().fill('0');
    await picture('3 a parcel');
  };
  await does(visitor, 'Send a parcel', first, `by DHL ${parcels(1)}`);
  await shows(page.getByText('Done. The order is now: partly on its way.'));
  const second = () => page.getByLabel('Tracking number').fill(parcels(2));
  await does(visitor, 'Send a parcel', second, 'Passage card case');
  await shows(page.getByText('Done. The order is now: on its way.'));

  for (const [parcel, standing] of [
    [1, 'on its way'],
    [2, 'delivered'],
  ] as const) {
    const tracking = `DHL ${parcels(parcel).replaceAll(' ', '')}`;
    const which = async () => {
      await page.getByLabel('Which parcel').selectOption({ label: tracking });
    };
    await does(visitor, 'A parcel has arrived', which, `It has arrived: ${tracking}.`);
    await shows(page.getByText(`Done. The order is now: ${standing}.`));
  }
  await picture('4 delivered');
  await shows(page.getByText(/^All of it has arrived\./));
  // Who packs is offered no money.
  await hides(page.getByRole('radio', { name: 'Pay back' }));
});

test('client care pays a part back, by the piece and by an amount, and never more than was paid', async ({
  shop,
  visit,
}) => {
  const number = await buys(shop, 'part@example.com');
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'client-care', paths.staffOrders);
  await opens(visitor, shop, number);
  const byPiece = async () => {
    await press(page.getByRole('radio', { name: 'By the piece' }));
    await page.getByRole('spinbutton').last().fill('1');
    await press(page.getByText('These pieces are back in stock'));
    await page.getByLabel('Why').selectOption({ label: 'It arrived damaged' });
    await picture('1 by the piece');
  };
  await does(visitor, 'Pay back', byPiece, 'You pay back Passage card case, Black, and it is back in stock.');
  await shows(page.getByText(/€290 (was paid back|is on its way back)\./));
  const stock = () =>
    shop.database.prepare(`SELECT on_hand FROM stock WHERE sku = 'PAS-BLACK'`).first<number>('on_hand');
  expect(await stock()).toBe(50);

  const amount = async (words: string) => {
    await press(page.getByRole('radio', { name: 'An amount' }));
    await page.getByLabel('Amount in EUR').fill(words);
    await page.getByLabel('Why').selectOption({ label: 'Goodwill' });
  };
  await does(visitor, 'Pay back', () => amount('12,50'), 'You pay back €12.50.');
  await shows(page.getByText(/€12\.50 (was paid back|is on its way back)\./));
  await does(visitor, 'Pay back', () => amount('9999999'), 'You pay back €9,999,999.');
  await shows(page.getByText('That is more than is left of what was paid.', { exact: false }));
  expect(visitor.takeTroubles()).toEqual([`409: POST ${apiPaths.staffOrderRefunds.replace(':number', number)}`]);
  await picture('2 too much');
});

test('orders are found with the keyboard alone, and what is shown stands in the address', async ({ shop, visit }) => {
  const number = await buys(shop, 'keys@example.com', 'JP');
  const visitor = await visit(desktop);
  const { page, picture } = visitor;
  await comesIn(visitor, shop, 'owner', paths.staffOrders);
  await page.getByLabel('Going to').selectOption({ label: 'Japan' });
  await page.getByRole('button', { name: 'Show these' }).press('Enter');
  await page.waitForURL(/\?country=JP$/);
  await shows(page.getByText('1 order.'));
  await page.reload();
  await shows(page.getByText('1 order.'));
  await page.keyboard.press('j');
  expect(await page.evaluate('document.activeElement?.textContent')).toBe(number);
  await page.keyboard.press('/');
  await page.keyboard.type('keys@example.com');
  await page.keyboard.press('Enter');
  await shows(page.getByRole('link', { name: number }));
  // An address is nobody's to read over a shoulder, or out of a history.
  expect(page.url()).not.toContain('keys');
  await picture('found');
  await page.getByRole('button', { name: 'Find' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shows(page.getByRole('heading', { name: number, level: 1 }));
});

test('a packing slip and a commercial invoice fit a page each, with the note of the destination', async ({
  shop,
  visit,
}) => {
  const number = await buys(shop, 'papers@example.com', 'JP');
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'fulfilment', paths.staffOrders);
  await opens(visitor, shop, number);
  await press(page.getByRole('link', { name: 'Commercial invoice' }));
  await shows(page.getByText(/Export: exempt from VAT/));
  await shows(page.getByRole('cell', { name: '7113.19' }));
  await picture('1 invoice');
  expect(await pagesOf(visitor)).toBe(1);
  await press(page.getByRole('link', { name: 'Packing slip' }));
  await shows(page.getByRole('heading', { name: 'Packing slip' }));
  expect(await page.getByRole('article').innerText()).not.toContain('€');
  await picture('2 slip');
  expect(await pagesOf(visitor)).toBe(1);
});

/** How many sides of A4 the printer would take. */
async function pagesOf({ page }: Visitor): Promise<number> {
  const file = await page.pdf({ preferCSSPageSize: true });
  return file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('[security.access] each role sees its own rooms, and is told where a room is not its own', async ({
  shop,
  visit,
}) => {
  const rooms = {
    fulfilment: ['Orders', 'Stock'],
    'client-care': ['Requests', 'Orders', 'Page views'],
    privacy: ['Requests', 'Orders', 'Page views'],
    owner: ['Requests', 'Orders', 'Stock', 'Page views'],
  };
  for (const [role, names] of Object.entries(rooms)) {
    const visitor = await visit(desktop);
    const { page, picture } = visitor;
    await comesIn(visitor, shop, role, paths.staffOrders);
    const desk = page.getByRole('navigation', { name: 'The desk' });
    await shows(desk.getByRole('link', { name: 'Orders' }));
    for (const name of ['Requests', 'Orders', 'Stock', 'Page views']) {
      const link = desk.getByRole('link', { name });
      if (names.includes(name)) await shows(link);
      else await hides(link);
    }
    await page.goto(shop.access.url + paths.staffStock);
    if (names.includes('Stock')) await shows(page.getByText('Meridian 38, Steel'));
    else await shows(page.getByText('The stock is not among what your role includes.'));
    await picture(`stock, ${role}`);
  }
});

test('an arrival is counted at the desk once it was asked once more', async ({ shop, visit }) => {
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'fulfilment', paths.staffStock);
  await page.getByLabel('Show those').fill('MER-GOLD');
  await shows(page.getByText('1 piece.'));
  await press(page.getByText('MER-GOLD'));
  const piece = page.locator('details[open]');
  await shows(piece.getByText('Now €14,800', { exact: false }));
  await piece.getByLabel('How many more').fill('3');
  await piece.getByLabel('Why, in a few words').fill('From La Chaux-de-Fonds');
  await press(piece.getByRole('button', { name: 'Count it', exact: true }));
  await shows(page.getByText('+3 of MER-GOLD: 5 will be in the house.'));
  await picture('asked once more');
  await press(page.getByRole('button', { name: 'Yes, count it' }));
  await shows(page.getByText('It is counted: 5 of MER-GOLD in the house.'));
  await shows(page.getByText(/Arrival of \+3, to 5\. From La Chaux-de-Fonds/));
  await picture('counted');
});
