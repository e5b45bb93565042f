import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { goodPassword } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';
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

/** In the mailbox's own page, as a person would. */
export async function opensLetter(
  { page, press }: Visitor,
  shop: LocalShop,
  email: string,
  subject: string,
  label: string,
): Promise<void> {
  expect((await newestLetterTo(shop, email)).subject).toBe(subject);
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
