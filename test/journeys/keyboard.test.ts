import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { cards } from '../local/shopper.ts';
import { sizes, test } from './browser.ts';
import { arrivesAtStripe, bagLink, choiceOf, ordersOf, putInStock, seesPaidOrder, shows } from './buying.ts';
import { actsOn, expectFocus, focused, tabsTo, typesInto } from './keys.ts';

const [, desktop] = sizes;

test('a ring is found, chosen and paid with the keyboard alone', async ({ shop, visit }) => {
  const email = 'keyboard@example.com';
  const { page, picture } = await visit(desktop);
  await putInStock(shop, 'AUR-RG-52', 5);
  await page.goto(paths.home);
  await page.keyboard.press('Tab');
  expect(await focused(page).innerText()).toBe('To the page');
  await actsOn(page, page.getByRole('link', { name: 'Jewellery', exact: true }).first(), 'Enter');
  await shows(page.getByRole('heading', { name: 'Jewellery', level: 1 }));
  await actsOn(page, page.getByRole('link', { name: /Aurore solitaire/ }).first(), 'Enter');
  await shows(page.getByRole('heading', { name: 'Aurore solitaire', level: 1 }));

  await tabsTo(page, choiceOf(page, 'Yellow gold'));
  await page.keyboard.press('ArrowRight');
  await expectFocus(page, choiceOf(page, 'Rose gold'));
  await shows(page.getByRole('button', { name: /^Choose a size/ }));
  // The button takes whoever is too early to the sizes.
  await actsOn(page, page.getByRole('button', { name: /^Choose a size/ }), 'Enter');
  await expectFocus(page, choiceOf(page, '48'));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await choiceOf(page, '52').isChecked()).toBe(true);
  await picture('1 piece');
  await actsOn(page, page.getByRole('button', { name: /^Add to bag/ }), 'Space');
  await shows(bagLink(page, 1));
  await expectFocus(page, page.getByRole('button', { name: /^Add to bag/ }));
  await page.keyboard.press('Shift+Tab');
  await expectFocus(page, page.getByRole('link', { name: 'See your bag' }));
  await page.keyboard.press('Enter');

  await shows(page.getByRole('button', { name: 'One more: Aurore solitaire' }));
  await changesTheBag(page);
  await choosesTheCountry(page);
  await picture('2 bag');
  await actsOn(page, page.getByRole('button', { name: 'Pay €4,850' }), 'Enter');
  await arrivesAtStripe(page, shop);
  await paysWithKeys(page, email);

  await seesPaidOrder(page);
  expect(await ordersOf(shop, email)).toMatchObject([{ state: 'paid', gift_wrap: 1, gift_message: 'Pour Léa' }]);
  await tabsTo(page, page.getByRole('button', { name: 'Print this page' }));
});

/** A button at its limit, and a line that goes, leave the focus where the shopper is. */
async function changesTheBag(page: Page): Promise<void> {
  await actsOn(page, page.getByRole('button', { name: 'One more: Aurore solitaire' }), 'Space');
  await shows(bagLink(page, 2));
  await expectFocus(page, page.getByRole('button', { name: 'One more: Aurore solitaire' }));
  await page.keyboard.press('Shift+Tab');
  await expectFocus(page, page.getByRole('button', { name: 'One less: Aurore solitaire' }));
  await page.keyboard.press('Enter');
  await shows(bagLink(page, 1));
  await expectFocus(page, page.getByRole('button', { name: 'One less: Aurore solitaire' }));
  await page.keyboard.press('Enter');
  await shows(bagLink(page, 1));
}

async function choosesTheCountry(page: Page): Promise<void> {
  // Too early: the country is asked for, and has the focus.
  await actsOn(page, page.getByRole('button', { name: /^Pay/ }), 'Enter');
  const country = page.getByLabel('Deliver to');
  await expectFocus(page, country);
  await page.keyboard.type('Italy');
  expect(await country.locator('option:checked').innerText()).toBe('Italy');
  await expectFocus(page, country);
  await tabsTo(page, page.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowUp');
  await expectFocus(page, page.getByRole('radio', { checked: true }));
  await actsOn(page, page.getByRole('checkbox', { name: /Wrap it as a gift/ }), 'Space');
  await typesInto(page, page.getByLabel('A message on the card'), 'Pour Léa');
}

async function paysWithKeys(page: Page, email: string): Promise<void> {
  const answers: readonly (readonly [label: string, words: string])[] = [
    ['E-mail', email],
    ['Phone', '+39 02 1234567'],
    ['Full name', 'Lea Conti'],
    ['Street and number', 'Via Dante 1'],
    ['Postal code', '20121'],
    ['Town or city', 'Milano'],
    ['Card number', cards.good],
    ['Expiry', '12 / 40'],
    ['Security code', '123'],
    ['Name of the card', 'Lea Conti'],
  ];
  for (const [label, words] of answers) {
    await typesInto(page, page.getByLabel(label).first(), words);
  }
  await page.keyboard.press('Enter');
}
