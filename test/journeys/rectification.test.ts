import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { becomeMember } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { asksAndConfirms, asksFirstFromAccount, reads } from './asking.ts';
import { sizes, test } from './browser.ts';
import { buysElsewhere, hides, shows } from './buying.ts';
import { signsIn } from './signing-in.ts';

/** What is wrong is put right by the person, on a phone. */

const sku = 'AUR-YG-52';
const [phone] = sizes;

test('[rights.rectification] a guest corrects an order that has not left, after being told that nothing was changed yet', async ({
  shop,
  visit,
}) => {
  const email = 'guest-corrects@example.com';
  const order = await buysElsewhere(shop, { sku, email, name: 'Ada Lovelase' });
  const visitor = await visit(phone);
  const { page, press, picture } = visitor;
  await asksAndConfirms(visitor, shop, { kind: 'rectification', email });
  const form = page.getByRole('group', { name: `Order ${order}` });
  await shows(form.getByText('It has not left us, so it is changed at once.'));
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada Lovelase');
  await picture('1 form');
  await press(page.getByRole('button', { name: 'Correct it' }));
  await shows(page.getByRole('alert').getByText('Everything is as it was. Change what is wrong first.'));

  await form.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await form.getByLabel('City').fill('Lyon');
  await press(page.getByRole('button', { name: 'Correct it' }));
  await reads(page, 'One order is corrected.');
  await shows(page.getByText('it gets the corrected one.'));
  await hides(page.getByRole('button', { name: 'Correct it' }));
  await picture('2 corrected');
  expect(await partyOf(shop, order)).toEqual({
    name: 'Ada Lovelace',
    city: 'Lyon',
    address_line1: '12 rue de la Paix',
  });
});

test('[rights.rectification] somebody signed in corrects the username, and adds to an invoice that is made', async ({
  shop,
  visit,
}) => {
  const email = 'member-corrects@example.com';
  const order = await buysElsewhere(shop, { sku, email, name: 'Ida Lovelace' });
  await shop.database.prepare('UPDATE orders SET placed_at = 1 WHERE number = ?1').bind(order).run();
  await becomeMember(shop, email, { username: 'Ida' });
  const visitor = await visit(phone);
  const { page, press } = visitor;
  await signsIn(visitor, email);
  const number = await asksFirstFromAccount(visitor, 'rectification');
  const form = page.getByRole('group', { name: `Order ${order}` });
  await shows(form.getByText('Your correction is added beside it.'));
  await page.getByLabel('Username').fill('Ada');
  await form.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await press(page.getByRole('button', { name: 'Correct it' }));
  await reads(page, 'Your username is corrected. A correction is added beside what was invoiced');
  expect(await partyOf(shop, order)).toMatchObject({ name: 'Ida Lovelace' });
  const corrections = shop.database.prepare('SELECT field, words FROM order_corrections WHERE request_number = ?1');
  expect((await corrections.bind(number).all()).results).toEqual([{ field: 'name', words: 'Ada Lovelace' }]);
  await page.goto(paths.account);
  await shows(page.getByRole('definition').getByText('Ada', { exact: true }));
});

test('a guest of whom nothing is held writes what is wrong instead', async ({ shop, visit }) => {
  const email = 'nothing-to-correct@example.com';
  const visitor = await visit(phone);
  const { page, press } = visitor;
  await asksAndConfirms(visitor, shop, { kind: 'rectification', email });
  await shows(page.getByText('There is no account and no order of your address.'));
  await hides(page.getByRole('button', { name: 'Correct it' }));
  await page.getByLabel('Write to us about it').fill('You write my name with an I.');
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith(apiPaths.requestMessages)),
    press(page.getByRole('button', { name: 'Send this message' })),
  ]);
  expect(answer.status()).toBe(200);
  await shows(page.getByText('You write my name with an I.'));
  await reads(page, 'One of us is reading it.');
});

function partyOf(shop: LocalShop, number: string) {
  return shop.database.prepare('SELECT name, city, address_line1 FROM orders WHERE number = ?1').bind(number).first();
}
