import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { goodPassword } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { lettersTo, newestLetterTo } from '../mail/letters.ts';
import type { Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';

/** How people come in: with an account, and at the desk. */

export async function signsIn({ page, press }: Visitor, email: string, password = goodPassword): Promise<void> {
  await page.goto(paths.accountSignIn);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await page.waitForURL((address) => address.pathname === paths.account);
}

/** The one letter with this subject, when it has come. */
export async function letterOf(shop: LocalShop, email: string, subject: string) {
  const found = () => lettersTo(shop, email).filter((letter) => letter.subject === subject);
  await expect.poll(() => found().length, { timeout: 45_000 }).toBe(1);
  const [letter] = found();
  if (!letter) throw new Error('The mailbox lost the message that it had');
  return letter;
}

/** The newest letter, which has this subject, and the link in it. */
export async function opensLetter(
  visitor: Visitor,
  shop: LocalShop,
  email: string,
  subject: string,
  label: string,
): Promise<void> {
  expect((await newestLetterTo(shop, email)).subject).toBe(subject);
  await followsLink(visitor, shop, subject, label);
}

/** In the mailbox's own page, as a person would: the newest letter with this subject, whoever it was sent to. */
export async function followsLink(
  { page, press }: Visitor,
  shop: LocalShop,
  subject: string,
  label: string,
): Promise<void> {
  await page.goto(shop.mailbox.url);
  await press(page.getByRole('link', { name: subject }).first());
  await press(page.frameLocator('iframe').getByRole('link', { name: label }));
  await page.waitForURL((address) => address.origin === shop.url);
}

/** Answers the dialog that stands before whatever needs to be sure of the person. */
export async function showsThatItIsThem(visitor: Visitor, pictured?: string): Promise<void> {
  const { page, press, picture } = visitor;
  const dialog = page.getByRole('dialog', { name: 'Please show that it is you' });
  await dialog.getByLabel('Your password', { exact: true }).fill(goodPassword);
  if (pictured) await picture(pictured);
  await press(dialog.getByRole('button', { name: 'Go on' }));
}

export function keptSession(page: Page): Promise<string | null> {
  return page.evaluate(`localStorage.getItem('lg_session')`);
}

export async function signsInAtDesk({ page, press }: Visitor, shop: LocalShop, email: string): Promise<void> {
  await page.goto(shop.access.url + paths.staff);
  await press(page.getByRole('button', { name: `Sign in as ${email}` }));
  await page.waitForURL(shop.access.url + paths.staff);
  await shows(page.getByRole('heading', { name: 'What is due' }));
}

/** Why it is opened is asked first; nothing is shown before. */
export async function opensAtDesk({ page, press }: Visitor, why = 'To work on this request'): Promise<void> {
  await hides(page.getByRole('heading', { name: 'What was asked' }));
  await page.getByLabel('Why you open it').selectOption({ label: why });
  await press(page.getByRole('button', { name: 'Open it' }));
  await shows(page.getByRole('heading', { name: 'What was asked' }));
}
