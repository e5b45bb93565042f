import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { buysFromAbroad, hides, shows } from './buying.ts';

async function comesIn({ page, press }: Visitor, shop: LocalShop, role: string, path: string): Promise<void> {
  await page.goto(shop.access.url + path);
  await press(page.getByRole('button', { name: `Sign in as ${role}@shop.example` }));
  await page.waitForURL((address) => address.pathname === path);
}

test.for(sizes)('a flagged order is released by a person who says why, on $name', async (size, { shop, visit }) => {
  const number = await buysFromAbroad(shop, `flagged-${size.name.replace(' ', '-')}@example.com`);
  const visitor = await visit(size);
  const { page, press, picture } = visitor;
  await comesIn(visitor, shop, 'client-care', paths.staffOrders);
  await page.getByRole('combobox', { name: /^Show/ }).selectOption({ label: 'Flagged for a look' });
  await press(page.getByRole('button', { name: 'Show these' }));
  await page.waitForURL(/\?state=flagged$/);
  const line = page.getByRole('listitem').filter({ hasText: number });
  await shows(line.getByText('Look at it, then release it'));
  await shows(line.getByText('flagged', { exact: true }));
  await picture('1 the list of what is flagged');

  await press(page.getByRole('link', { name: number }));
  await shows(page.getByRole('heading', { name: number, level: 1 }));
  await shows(page.getByText('It was ordered in another country than it goes to.'));
  await shows(page.getByText('It was ordered in: Japan.'));
  await shows(page.getByText(/^Since /).first());
  await hides(page.getByText('198.51.100.7', { exact: false }));
  await picture('2 why it is flagged');

  await press(page.getByRole('radio', { name: 'Release it' }));
  await press(page.getByRole('button', { name: 'Go on' }));
  // The browser asks for the reason before anything is sent.
  const note = page.getByLabel('Why it is well.', { exact: false });
  expect(
    await note.evaluate((field) => (field as unknown as { validity: { valueMissing: boolean } }).validity.valueMissing),
  ).toBe(true);
  await hides(page.getByRole('region', { name: 'Once more' }));
  await note.fill('Telephoned: he is travelling.');
  await press(page.getByRole('button', { name: 'Go on' }));
  const sure = page.getByRole('region', { name: 'Once more' });
  await shows(sure.getByText('You have looked at it, and it may be prepared.'));
  await picture('3 asked once more');
  await press(sure.getByRole('button', { name: 'Yes' }));
  await shows(page.getByText('Done. The order is now: paid.'));
  await shows(page.getByText(/Looked at by client care: Telephoned: he is travelling\./));
  await shows(page.getByText('Released. Telephoned: he is travelling.'));
  await hides(page.getByText('It was ordered in: Japan.'));
  await picture('4 released');

  await page.goto(`${shop.access.url}${paths.staffOrders}?state=flagged`);
  await shows(page.getByRole('status').filter({ hasText: /Nothing is here\.|\d orders?\./ }));
  await hides(page.getByRole('link', { name: number }));
});

test('who packs learns that somebody looks, and neither why nor how to release it', async ({ shop, visit }) => {
  const number = await buysFromAbroad(shop, 'packed@example.com');
  const visitor = await visit(sizes[1]);
  const { page, picture } = visitor;
  await comesIn(visitor, shop, 'fulfilment', paths.staffOrders);
  await page.goto(shop.access.url + paths.staffOrder(number));
  await shows(page.getByText('Client care is asked to look at it.'));
  await hides(page.getByText('another country', { exact: false }));
  await hides(page.getByRole('radio', { name: 'Release it' }));
  await hides(page.getByRole('radio', { name: 'Prepare it' }));
  await picture('for who packs');
});
