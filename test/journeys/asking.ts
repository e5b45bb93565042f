import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type RequestKind, requestKinds } from '../../src/policy/request-kinds.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestTextTo } from '../mail/letters.ts';
import { tokenIn } from '../requests/asker.ts';
import type { Visitor } from './browser.ts';
import { shows } from './buying.ts';
import { showsThatItIsThem } from './signing-in.ts';

/** What somebody does who asks about their data, by the names and roles that a screen reader hears. */

export async function asks({ page, press }: Visitor, kind: RequestKind, email: string, words = ''): Promise<void> {
  await page.goto(paths.privacyRequest);
  await press(page.getByText(requestKinds[kind].name, { exact: true }));
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel('In your own words, if you like').fill(words);
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
}

/** By the link of the newest letter. @returns the request's number */
export async function confirmsFromMailbox({ page, press }: Visitor, shop: LocalShop, email: string): Promise<string> {
  await page.goto(paths.privacyRequestConfirm(tokenIn(await newestTextTo(shop, email))));
  await press(page.getByRole('button', { name: 'Confirm my request' }));
  return arrivesAtRequest(page);
}

export async function asksAndConfirms(
  visitor: Visitor,
  shop: LocalShop,
  { kind, email, words = '' }: { readonly kind: RequestKind; readonly email: string; readonly words?: string },
): Promise<string> {
  await asks(visitor, kind, email, words);
  return confirmsFromMailbox(visitor, shop, email);
}

/** The first time that somebody signed in asks, they show that it is them. @returns the request's number */
export async function asksFirstFromAccount(visitor: Visitor, kind: RequestKind): Promise<string> {
  await sendsFromAccount(visitor, kind);
  await showsThatItIsThem(visitor);
  const number = await arrivesAtRequest(visitor.page);
  expect(visitor.takeTroubles()).toEqual(['403: POST /api/account/requests']);
  return number;
}

/** @returns the request's number */
export async function asksAgainFromAccount(visitor: Visitor, kind: RequestKind): Promise<string> {
  await visitor.page.goto(paths.account);
  await sendsFromAccount(visitor, kind);
  return arrivesAtRequest(visitor.page);
}

async function sendsFromAccount({ page, press }: Visitor, kind: RequestKind): Promise<void> {
  await page.getByLabel('What you want').selectOption(kind);
  await press(page.getByRole('button', { name: 'Send my request' }));
}

async function arrivesAtRequest(page: Page): Promise<string> {
  await page.waitForURL(({ pathname, hash }) => pathname === paths.privacyRequestStatus() && hash !== '');
  await shows(page.getByRole('list', { name: 'How far your request has come' }));
  return new URL(page.url()).hash.slice(1).split('.')[0] ?? '';
}

/** Where the request stands, as it is read out. */
export async function reads(page: Page, words: string | RegExp): Promise<void> {
  await shows(page.getByRole('status').getByText(words));
}
