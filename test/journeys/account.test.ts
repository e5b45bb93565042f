import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { becomeMember, goodPassword, rowsOf } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { allLettersTo, newestLetterTo } from '../mail/letters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { buysElsewhere, hides, seesPaidOrder, shows } from './buying.ts';
import { keptSession, opensLetter, showsThatItIsThem, signsIn } from './signing-in.ts';

/** An account from its first letter to its last, by the names and roles that a screen reader hears. */

const sku = 'AUR-YG-52';
const nextPassword = 'seven slow ferries';
const [phone, desktop] = sizes;

describe.each(sizes)('on $name', (size) => {
  test('[storage.lg_session] a person registers, signs out and in, forgets the password, finds an order, and leaves', async ({
    shop,
    visit,
  }) => {
    const email = `member-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page } = visitor;
    const number = await buysElsewhere(shop, { sku, email });

    await registers(visitor, email);
    await opensLetter(visitor, shop, email, 'Confirm your account', 'Confirm my account');
    await visitor.press(page.getByRole('button', { name: 'Confirm my account' }));
    await seesAccount(page, email);
    expect(await keptSession(page)).toMatch(/^[\w-]{43}$/);
    expect(page.url()).not.toContain('#');

    await joinsOrders(visitor, number);
    await visitor.picture('3 account');
    await changesPassword(visitor);
    await signsOut(visitor, shop);
    await signsIn(visitor, email, nextPassword);
    await seesAccount(page, email);
    await visitor.press(page.getByRole('button', { name: 'Sign out', exact: true }));
    await forgetsPassword(visitor, shop, email);
    await signsIn(visitor, email, goodPassword);
    await seesAccount(page, email);
    await deletesAccount(visitor);
    expect(await keptSession(page)).toBeNull();
    expect((await newestLetterTo(shop, email)).subject).toBe('Your account is deleted');
    expect(takeStepUps(visitor)).toEqual([]);
  });
});

test('what is missing or wrong is said where it is, and the focus goes there', async ({ visit }) => {
  const { page, press, takeTroubles, picture } = await visit(phone);
  await page.goto(paths.accountSignIn);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await shows(page.getByRole('alert').getByText('Please type a whole e-mail address'));
  expect(await focusedName(page)).toBe('email');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password', { exact: true }).fill('some words of mine');
  await press(page.getByRole('button', { name: 'Show: password' }));
  expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text');
  expect(await page.getByRole('button', { name: 'Hide: password' }).innerText()).toBe('Hide');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'We could not sign you in.' });
  await shows(alert);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await shows(alert);
  expect(await alert.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('password');
  expect(page.url()).not.toContain('words');
  await picture('1 refused');
  expect(takeTroubles()).toEqual(Array(2).fill(`403: POST ${apiPaths.accountSignIn}`));
});

test('a password that is soon guessed is refused in words that belong to its field', async ({ visit }) => {
  const { page, press, takeTroubles } = await visit(phone);
  await page.goto(paths.accountRegister);
  await page.getByLabel('What we may call you').fill('Ada');
  await page.getByLabel('E-mail').fill('soon-guessed@example.com');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('abcdefghijklmnopqr');
  await press(page.getByLabel('I am 16 or older'));
  await press(page.getByRole('button', { name: 'Register' }));
  const alert = page.getByRole('alert').filter({ hasText: 'Please choose another password.' });
  await shows(alert);
  expect(await alert.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  expect(await password.getAttribute('aria-invalid')).toBe('true');
  expect(await password.getAttribute('aria-describedby')).toBe(await alert.getAttribute('id'));
  await password.fill('words that do not belong together');
  expect(await password.getAttribute('aria-invalid')).toBeNull();
  await page.getByRole('alert').waitFor({ state: 'hidden' });
  expect(takeTroubles()).toEqual([`422: POST ${apiPaths.accountRegister}`]);
});

test('[storage.lg_session] a session that the server has ended is gone from the browser at its next question', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, takeTroubles } = visitor;
  await becomeMember(shop, 'ended@example.com');
  await signsIn(visitor, 'ended@example.com', goodPassword);
  await seesAccount(page, 'ended@example.com');
  await shop.database.prepare('DELETE FROM sessions').run();
  await page.reload();
  await shows(page.getByText('You are not signed in.'));
  expect(await keptSession(page)).toBeNull();
  expect(takeTroubles()).toEqual([`401: GET ${apiPaths.account}`]);
});

test('[storage.lg_session] signing out in one tab signs the other one out, and an objection comes along when signing in', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, press } = visitor;
  await becomeMember(shop, 'objects@example.com');
  await shop.database
    .prepare(`INSERT INTO objections (id, email, processing, objected_at) VALUES ('o', ?1, 'analytics', 1)`)
    .bind('objects@example.com')
    .run();
  await signsIn(visitor, 'objects@example.com', goodPassword);
  await seesAccount(page, 'objects@example.com');
  expect(await keptSession(page)).toMatch(/^[\w-]{43}\.objected$/);
  await shows(page.getByText('You have objected to analytics.'));
  await page.goto(paths.privacy);
  await shows(page.getByText('You have objected in your account.'));
  expect(await page.getByLabel('I object to analytics').isDisabled()).toBe(true);
  await page.goto(paths.account);
  await shop.database.prepare(`DELETE FROM objections`).run();
  await page.reload();
  await seesAccount(page, 'objects@example.com');
  expect(await keptSession(page)).toMatch(/^[\w-]{43}$/);

  const other = await visitor.openTab();
  await other.goto(paths.account);
  await shows(other.getByRole('heading', { name: 'Orders' }));
  await press(page.getByRole('button', { name: 'Sign out everywhere' }));
  await shows(page.getByRole('heading', { name: 'Sign in' }));
  await shows(other.getByText('You are not signed in.'));
});

test('another address is confirmed in its mailbox, by a code where the password is not at hand', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(phone);
  const { page, press } = visitor;
  await becomeMember(shop, 'before@example.com');
  await signsIn(visitor, 'before@example.com', goodPassword);
  await press(page.getByText('Change the e-mail address'));
  await page.getByLabel('New e-mail').fill('after@example.com');
  await press(page.getByRole('button', { name: 'Mail a link to it' }));
  const dialog = page.getByRole('dialog', { name: 'Please show that it is you' });
  await press(dialog.getByRole('button', { name: 'Mail me a code instead' }));
  await shows(dialog.getByLabel('The code'));
  const code = /Your code: (\S+)/.exec((await newestLetterTo(shop, 'before@example.com')).text ?? '')?.[1] ?? '';
  await dialog.getByLabel('The code').fill(code);
  await visitor.picture('1 code');
  await press(dialog.getByRole('button', { name: 'Go on' }));
  await shows(page.getByText('A letter with a link is on its way to the new address.'));
  await opensLetter(visitor, shop, 'after@example.com', 'Confirm your new address', 'Use this address');
  await press(page.getByRole('button', { name: 'Use this address' }));
  await shows(page.getByText('Your account has its new address.'));
  await page.goto(paths.account);
  await seesAccount(page, 'after@example.com');
  const subjects = (await allLettersTo(shop, 'before@example.com')).map(({ subject }) => subject);
  expect(subjects).toContain('Your account has another address now');
  expect(takeStepUps(visitor)).toEqual([]);
});

async function registers(visitor: Visitor, email: string): Promise<void> {
  const { page, press } = visitor;
  await page.goto(paths.home);
  if (visitor.size.isMobile) await press(page.getByRole('button', { name: 'Collections' }));
  await press(page.getByRole('link', { name: 'Account', exact: true }));
  await press(page.getByRole('link', { name: 'I have no account yet' }));
  await page.getByLabel('What we may call you').fill('Claire');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  const oldEnough = page.getByLabel('I am 16 or older');
  expect(await oldEnough.isChecked()).toBe(false);
  await press(page.getByRole('button', { name: 'Register' }));
  await shows(page.getByRole('alert').getByText('An account is for people who are 16 or older.'));
  await press(oldEnough);
  await visitor.picture('1 register');
  await press(page.getByRole('button', { name: 'Register' }));
  await shows(page.getByText('Please look into your mailbox.'));
  await visitor.picture('2 registered');
}

async function seesAccount(page: Page, email: string): Promise<void> {
  await page.waitForURL((address) => address.pathname === paths.account);
  await shows(page.getByRole('definition').filter({ hasText: email }));
}

async function joinsOrders({ page, press }: Visitor, number: string): Promise<void> {
  await shows(page.getByText('One order was placed with your address without signing in.'));
  await hides(page.getByRole('link', { name: number }));
  await press(page.getByRole('button', { name: 'Show them here' }));
  await press(page.getByRole('link', { name: number }));
  expect(await seesPaidOrder(page)).toBe(number);
  await page.goBack();
  await shows(page.getByRole('link', { name: number }));
}

async function changesPassword(visitor: Visitor): Promise<void> {
  const { page, press } = visitor;
  await press(page.getByText('Change the password', { exact: true }).first());
  await page.getByLabel('New password', { exact: true }).fill(nextPassword);
  await press(page.getByRole('button', { name: 'Change the password' }));
  await showsThatItIsThem(visitor, '4 step-up');
  await shows(page.getByText('Your password is changed, and your other devices are signed out.'));
}

async function signsOut({ page, press }: Visitor, shop: LocalShop): Promise<void> {
  const before = await rowsOf(shop, 'sessions');
  await press(page.getByRole('button', { name: 'Sign out', exact: true }));
  await shows(page.getByRole('heading', { name: 'Sign in' }));
  expect(await keptSession(page)).toBeNull();
  expect(await rowsOf(shop, 'sessions')).toBe(before - 1);
}

async function forgetsPassword(visitor: Visitor, shop: LocalShop, email: string): Promise<void> {
  const { page, press } = visitor;
  await press(page.getByRole('link', { name: 'I forgot the password' }));
  await page.getByLabel('E-mail').fill(email);
  await press(page.getByRole('button', { name: 'Mail me the link' }));
  await shows(page.getByText('Please look into your mailbox.'));
  await opensLetter(visitor, shop, email, 'Choose a new password', 'Choose a new password');
  await page.getByLabel('New password', { exact: true }).fill(goodPassword);
  await visitor.picture('5 reset');
  await press(page.getByRole('button', { name: 'Use this password' }));
  await shows(page.getByText('Your password is changed.'));
}

async function deletesAccount(visitor: Visitor): Promise<void> {
  const { page, press } = visitor;
  await press(page.getByText('Delete the account'));
  await press(page.getByRole('button', { name: 'Delete my account' }));
  await showsThatItIsThem(visitor);
  await shows(page.getByText('Your account is deleted.'));
}

/** The Worker's first no, which opens the dialog, is part of each act that needs it; the rest is trouble. */
function takeStepUps({ takeTroubles }: Visitor): readonly string[] {
  return takeTroubles().filter((trouble) => !/^403: POST \/api\/account\/(password|email|delete)$/.test(trouble));
}

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate(`document.activeElement.getAttribute('name')`);
}
