import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { requestKinds } from '../../src/policy/request-kinds.ts';
import { becomeMember, goodPassword } from '../accounts/person.ts';
import { sizes, test } from '../journeys/browser.ts';
import { buysElsewhere, hides, shows } from '../journeys/buying.ts';
import { actsOn, expectFocus, seenFocus, tabsTo, typesInto } from '../journeys/keys.ts';
import { newestTextTo } from '../mail/letters.ts';
import { tokenIn } from '../requests/asker.ts';

/** The journeys with the keyboard alone; buying a ring is test/journeys/keyboard.test.ts. */
const [, desktop] = sizes;
const narrow = { ...desktop, viewport: { width: 390, height: 844 } };

test('a request about one’s data is sent and confirmed', async ({ shop, visit }) => {
  const email = 'asks-with-keys@example.com';
  const { page } = await visit(desktop);
  await page.goto(paths.privacyRequest);
  await tabsTo(page, page.getByRole('radio', { name: requestKinds.access.name, exact: true }));
  await page.keyboard.press('Space');
  for (const _step of ['correct', 'erase', 'move', 'object', 'keep', 'sell', 'stop', 'complain']) {
    await page.keyboard.press('ArrowDown');
  }
  const complaint = page.getByRole('radio', { name: requestKinds.complaint.name, exact: true });
  await expectFocus(page, complaint);
  expect(await complaint.isChecked()).toBe(true);
  await typesInto(page, page.getByLabel('Your e-mail address'), email);
  await typesInto(page, page.getByLabel('In your own words, if you like'), 'Nobody answered');
  await actsOn(page, page.getByRole('button', { name: 'Send my request' }), 'Enter');
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));

  await page.goto(paths.privacyRequestConfirm(tokenIn(await newestTextTo(shop, email))));
  await actsOn(page, page.getByRole('button', { name: 'Confirm my request' }), 'Enter');
  await shows(page.getByRole('list', { name: 'How far your request has come' }));
});

test('somebody signs in, after a press that was too early', async ({ shop, visit }) => {
  const email = 'signs-in-with-keys@example.com';
  await becomeMember(shop, email);
  const { page } = await visit(desktop);
  await page.goto(paths.accountSignIn);
  await actsOn(page, page.getByRole('button', { name: 'Sign in' }), 'Enter');
  await expectFocus(page, page.getByLabel('E-mail'));
  await page.keyboard.type(email);
  await typesInto(page, page.getByLabel('Password', { exact: true }), goodPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname === paths.account);
  await tabsTo(page, page.getByRole('button', { name: 'Sign out', exact: true }));
});

test('somebody withdraws from an order', async ({ shop, visit }) => {
  const email = 'withdraws-with-keys@example.com';
  const number = await buysElsewhere(shop, { sku: 'PAS-BLACK', email });
  const { page } = await visit(desktop);
  await page.goto(paths.withdrawal());
  await typesInto(page, page.getByLabel('Order number'), number);
  await typesInto(page, page.getByLabel('E-mail address of the order'), email);
  await page.keyboard.press('Enter');
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
  await page.goto(/http\S+\/withdrawal\/#\S+/.exec(await newestTextTo(shop, email))?.[0] ?? 'no link');
  await actsOn(page, page.getByRole('button', { name: 'Open my order' }), 'Enter');
  await actsOn(page, page.getByRole('radio', { name: 'All of it' }), 'Space');
  await actsOn(page, page.getByRole('button', { name: 'Confirm withdrawal' }), 'Enter');
  await shows(page.getByRole('heading', { name: 'You have withdrawn' }));
});

test('a collection is filtered and shown whole again, and the focus stays with the filters', async ({ visit }) => {
  const { page } = await visit(desktop);
  await page.goto(paths.collection('jewellery'));
  const kind = page.getByLabel('Kind');
  await tabsTo(page, kind);
  await page.keyboard.type('Pendant');
  await shows(page.getByText('1 of 4 pieces'));
  await expectFocus(page, kind);
  await actsOn(page, page.getByRole('button', { name: 'Show all' }), 'Enter');
  await shows(page.getByText('4 pieces', { exact: true }));
  await expectFocus(page, kind);
});

test('a photograph is opened, turned, looked at closer and closed, and a country is chosen', async ({ visit }) => {
  const { page } = await visit(desktop);
  await page.goto(paths.piece('aurore-solitaire'));
  const photographs = page.getByRole('region', { name: 'Photographs' }).getByRole('link');
  await actsOn(page, photographs.first(), 'Enter');
  const dialog = page.getByRole('dialog', { name: 'Aurore solitaire: photographs' });
  await expectFocus(page, dialog.getByRole('button', { name: 'Close', exact: true }));
  await page.keyboard.press('ArrowRight');
  await shows(dialog.getByText('Photograph 2 of 2'));
  await page.keyboard.press('Shift+Tab');
  const closer = dialog.getByRole('button', { name: 'Closer' });
  await expectFocus(page, closer);
  await page.keyboard.press('Space');
  expect(await closer.getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('Escape');
  await hides(dialog);
  await expectFocus(page, photographs.nth(1));

  const country = page.getByLabel(/^When it arrives/);
  await tabsTo(page, country);
  await page.keyboard.type('Japan');
  await shows(page.getByRole('status').getByRole('listitem').filter({ hasText: 'FedEx Priority' }));
  await expectFocus(page, country);
});

test('the menu of a narrow window is opened, closed, left and used, and never covers the focus', async ({ visit }) => {
  const { page } = await visit(narrow);
  await page.goto(paths.contact);
  const opener = page.getByRole('button', { name: 'Collections' });
  const menu = page.getByRole('navigation', { name: 'The house’s collections' });
  await actsOn(page, opener, 'Enter');
  await shows(menu);
  await page.keyboard.press('Tab');
  await expectFocus(page, menu.getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Escape');
  await hides(menu);
  await expectFocus(page, opener);

  await page.keyboard.press('Enter');
  await tabsTo(page, menu.getByRole('link', { name: 'Account' }));
  await page.keyboard.press('Tab');
  await hides(menu);
  await expectFocus(page, page.getByRole('banner').getByRole('link', { name: 'LIEN' }));

  await page.keyboard.press('Shift+Tab');
  await expectFocus(page, opener);
  await page.keyboard.press('Enter');
  await actsOn(page, menu.getByRole('link', { name: 'Leather' }), 'Enter');
  await shows(page.getByRole('heading', { name: 'Leather', level: 1 }));
});

test.for(['no-preference', 'reduce'] as const)(
  'from a grid to a piece and back the focus is never lost, motion: %s',
  async (reducedMotion, { visit }) => {
    const { page } = await visit(desktop);
    await page.emulateMedia({ reducedMotion });
    await page.goto(paths.collection('jewellery'));
    await actsOn(page, page.getByRole('main').getByRole('link').first(), 'Enter');
    await shows(page.getByRole('heading', { name: 'Aurore solitaire', level: 1 }));
    await focusGoesOn(page);
    await page.goBack();
    await shows(page.getByRole('heading', { name: 'Jewellery', level: 1 }));
    await focusGoesOn(page);
    await page.goForward();
    await shows(page.getByRole('heading', { name: 'Aurore solitaire', level: 1 }));
    await focusGoesOn(page);
  },
);

/** What has the focus is in the page, and the next press of Tab takes it to something that is seen to have it. */
async function focusGoesOn(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
  await page.keyboard.press('Tab');
  await expect.poll(() => seenFocus(page)).toBe('seen');
}
