import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { becomeMember, goodPassword, tokenIn } from '../accounts/person.ts';
import { sizes, test } from '../journeys/browser.ts';
import { bagLink, hides, putInStock, shows } from '../journeys/buying.ts';
import { actsOn, expectFocus, expectRead, seenFocus, tabsTo, typesInto } from '../journeys/keys.ts';
import { newestLetterTo, newestTextTo } from '../mail/letters.ts';

/** What somebody does beside buying, and afterwards, with the keyboard alone. */
const [, desktop] = sizes;
const nextPassword = 'four other words that differ';

test('an account is registered and confirmed', async ({ shop, visit }) => {
  const email = 'registers-with-keys@example.com';
  const { page } = await visit(desktop);
  await page.goto(paths.accountRegister);
  await actsOn(page, page.getByRole('button', { name: 'Register' }), 'Enter');
  await expectFocus(page, page.getByLabel('What we may call you'));
  await page.keyboard.type('Ada');
  await typesInto(page, page.getByLabel('E-mail'), email);
  await typesInto(page, page.getByLabel('Password', { exact: true }), goodPassword);
  await actsOn(page, page.getByRole('button', { name: 'Show: password' }), 'Space');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(goodPassword);
  await expectFocus(page, page.getByRole('button', { name: 'Hide: password' }));
  await actsOn(page, page.getByLabel('I am 16 or older'), 'Space');
  await actsOn(page, page.getByRole('button', { name: 'Register' }), 'Enter');
  await expectRead(page.getByText('Please look into your mailbox.'));

  await page.goto(paths.accountVerify(tokenIn(await newestLetterTo(shop, email))));
  await actsOn(page, page.getByRole('button', { name: 'Confirm my account' }), 'Enter');
  await page.waitForURL(({ pathname }) => pathname === paths.account);
  await shows(page.getByRole('definition').filter({ hasText: email }));
});

test('an account is changed and deleted, and the dialog in between gives the focus back', async ({ shop, visit }) => {
  const email = 'changes-with-keys@example.com';
  await becomeMember(shop, email);
  const { page, takeTroubles } = await visit(desktop);
  await signsIn(page, email);

  await actsOn(page, page.locator('summary').filter({ hasText: 'Change the name' }), 'Enter');
  await typesInto(page, page.getByLabel('New name'), 'Ada Lovelace');
  await page.keyboard.press('Enter');
  await shows(page.getByRole('definition').filter({ hasText: 'Ada Lovelace' }));
  await staysSeen(page);

  await actsOn(page, page.locator('summary').filter({ hasText: 'Change the password' }), 'Enter');
  await typesInto(page, page.getByLabel('New password', { exact: true }), nextPassword);
  await actsOn(page, page.getByRole('button', { name: 'Change the password' }), 'Enter');
  const dialog = page.getByRole('dialog', { name: 'Please show that it is you' });
  await expectFocus(page, dialog.getByLabel('Your password', { exact: true }));
  await page.keyboard.press('Escape');
  await hides(dialog);
  await expectRead(page.getByRole('alert').filter({ hasText: 'show that it is you' }));
  await actsOn(page, page.getByRole('button', { name: 'Change the password' }), 'Enter');
  await expectFocus(page, dialog.getByLabel('Your password', { exact: true }));
  await page.keyboard.type(goodPassword);
  await page.keyboard.press('Enter');
  await shows(page.getByText('Your password is changed, and your other devices are signed out.'));
  await staysSeen(page);

  await actsOn(page, page.locator('summary').filter({ hasText: 'Delete the account' }), 'Enter');
  await actsOn(page, page.getByRole('button', { name: 'Delete my account' }), 'Enter');
  await expectRead(page.getByText('Your account is deleted.'));
  expect(takeTroubles()).toEqual(Array(2).fill('403: POST /api/account/password'));
});

test('somebody asks to be told of a piece, and confirms it', async ({ shop, visit }) => {
  const email = 'waits-with-keys@example.com';
  await putInStock(shop, 'AUR-YG-52', 0);
  const { page } = await visit(desktop);
  await page.goto(`${paths.piece('aurore-solitaire')}#AUR-YG-52`);
  await shows(page.getByText('This one is sold out.'));
  await actsOn(page, page.locator('summary').filter({ hasText: 'Tell me when it is back' }), 'Enter');
  await typesInto(page, page.getByLabel('Your e-mail address'), email);
  await page.keyboard.press('Enter');
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
  await page.goto(/http\S+\/back-in-stock\/#\S+/.exec(await newestTextTo(shop, email))?.[0] ?? 'no link');
  await actsOn(page, page.getByRole('button', { name: 'Yes, tell me' }), 'Enter');
  await shows(page.getByRole('heading', { name: 'It is confirmed' }));
});

test('a bag is changed and emptied, and the focus goes to what is left', async ({ shop, visit }) => {
  await putInStock(shop, 'LUM-YG', 3);
  const { page } = await visit(desktop);
  await page.goto(paths.piece('lumen-pendant'));
  await actsOn(page, page.getByRole('button', { name: /^Add to bag/ }), 'Enter');
  await shows(bagLink(page, 1));
  await page.goto(paths.bag);
  const more = page.getByRole('button', { name: /^One more/ });
  await actsOn(page, more, 'Enter');
  await shows(bagLink(page, 2));
  await expectFocus(page, more);
  await page.keyboard.press('Shift+Tab');
  await staysSeen(page);
  await page.keyboard.press('Enter');
  await shows(bagLink(page, 1));
  await actsOn(page, page.getByRole('button', { name: /^Remove/ }), 'Enter');
  await shows(page.getByText('There is nothing in it.'));
  await expectRead(page.getByRole('heading', { name: 'Your bag' }));
});

async function signsIn(page: Page, email: string): Promise<void> {
  await page.goto(paths.accountSignIn);
  await typesInto(page, page.getByLabel('E-mail'), email);
  await typesInto(page, page.getByLabel('Password', { exact: true }), goodPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname === paths.account);
  await tabsTo(page, page.locator('summary').filter({ hasText: 'Change the name' }));
}

/** Whatever happened, the focus is on something, and can be seen there. */
async function staysSeen(page: Page): Promise<void> {
  await expect.poll(() => seenFocus(page)).toBe('seen');
}
