import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { becomeMember } from '../accounts/person.ts';
import { lettersTo, newestLetterTo } from '../mail/letters.ts';
import { asks, asksAndConfirms, asksFirstFromAccount, confirmsFromMailbox, reads } from './asking.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { buysElsewhere, hides, shows } from './buying.ts';
import { signsIn } from './signing-in.ts';

/** Copies are asked for, fetched, opened and looked into, on a phone. */

interface Tables {
  readonly [table: string]: { readonly rows: readonly Record<string, unknown>[] };
}

const sku = 'AUR-YG-52';
const [phone] = sizes;

test('[rights.access] a guest fetches all that is held of an order, once', async ({ shop, visit }) => {
  const email = 'guest-copy@example.com';
  const order = await buysElsewhere(shop, { sku, email });
  const visitor = await visit(phone);
  const { page, press, picture, takeTroubles } = visitor;
  const number = await asksAndConfirms(visitor, shop, { kind: 'access', email });
  await reads(page, 'A copy of all that we hold about you is ready.');
  await picture('1 ready');
  const link = page.url();
  // Before it is fetched: no letter is written about a copy that has been.
  expect((await newestLetterTo(shop, email)).subject).toBe('Your copy is ready');

  const { name, files } = await fetchesPackage(visitor);
  expect(name).toBe(`lien-${number}.zip`);
  expect(files['index.html']).toContain(email);
  expect(files['index.html']).toContain('12 rue de la Paix');
  expect(tablesIn(files)['orders']?.rows).toMatchObject([{ number: order, name: 'Ada Lovelace', email }]);
  expect(files['csv/orders.csv']).toContain(order);

  await press(page.getByRole('button', { name: 'Fetch my copy' }));
  await shows(page.getByRole('heading', { name: 'This copy was fetched already.' }));
  expect(takeTroubles()).toEqual([`410: POST ${apiPaths.privacyCopies}`]);
  await page.goto(link);
  await shows(page.getByText('The copy was fetched.'));
  await hides(page.getByRole('button', { name: 'Fetch my copy' }));
});

test('[rights.access] somebody signed in has the copy without a letter first, their account in it and its secrets not', async ({
  shop,
  visit,
}) => {
  const email = 'member-copy@example.com';
  await becomeMember(shop, email, { username: 'Grace' });
  const letters = lettersTo(shop, email).length;
  const visitor = await visit(phone);
  await signsIn(visitor, email);
  await asksFirstFromAccount(visitor, 'access');
  await reads(visitor.page, 'A copy of all that we hold about you is ready.');
  expect((await newestLetterTo(shop, email)).subject).toBe('Your copy is ready');
  expect(lettersTo(shop, email)).toHaveLength(letters + 1);
  const { files } = await fetchesPackage(visitor);
  const accounts = tablesIn(files)['accounts']?.rows ?? [];
  expect(accounts).toMatchObject([{ username: 'Grace', email }]);
  expect(accounts[0]).not.toHaveProperty('password_hash');
  expect(tablesIn(files)['sessions']?.rows).toHaveLength(2);
  expect(Object.values(files).some((content) => content.includes('$argon2'))).toBe(false);
  expect(lettersTo(shop, email)).toHaveLength(letters + 1);
});

test('[rights.portability] a guest and somebody signed in take with them what they gave, by the published schema', async ({
  shop,
  visit,
}) => {
  const guest = await visit(phone);
  const order = await buysElsewhere(shop, { sku, email: 'guest-takes@example.com' });
  await asksAndConfirms(guest, shop, { kind: 'portability', email: 'guest-takes@example.com' });
  const ofGuest = await fetchesPortable(guest);
  expect(ofGuest.tables['orders']).toMatchObject([{ number: order }]);
  expect(ofGuest.tables).not.toHaveProperty('accounts');

  const member = await visit(phone);
  await becomeMember(shop, 'member-takes@example.com', { username: 'Grace' });
  await signsIn(member, 'member-takes@example.com');
  await asksFirstFromAccount(member, 'portability');
  const ofMember = await fetchesPortable(member);
  expect(ofMember.tables['accounts']).toMatchObject([{ username: 'Grace' }]);
  const { status } = await fetch(ofMember.$schema);
  expect([status, ofMember.$schema]).toEqual([200, shop.url + paths.portabilitySchema]);
});

test('[rights.how] an address that nobody knows gets the same page, and hears from its mailbox alone that nothing is held', async ({
  shop,
  visit,
}) => {
  await becomeMember(shop, 'known@example.com');
  const visitor = await visit(phone);
  const { page } = visitor;
  await asks(visitor, 'access', 'known@example.com');
  const ofKnown = await saidOn(page);
  await asks(visitor, 'access', 'unknown@example.com');
  expect(await saidOn(page)).toBe(ofKnown);
  const [known, unknown] = await Promise.all(
    ['known@example.com', 'unknown@example.com'].map((email) => newestLetterTo(shop, email)),
  );
  expect(unknown?.subject).toBe(known?.subject);

  await confirmsFromMailbox(visitor, shop, 'unknown@example.com');
  const { files } = await fetchesPackage(visitor);
  expect(files['index.html']).toContain('We hold nothing about you but your requests');
  expect(tablesIn(files)).not.toHaveProperty('accounts');
});

async function fetches({ page, press }: Visitor): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page.getByRole('button', { name: 'Fetch my copy' })),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function fetchesPackage(visitor: Visitor) {
  const { name, bytes } = await fetches(visitor);
  const files = Object.entries(unzipSync(bytes)).map(([file, content]) => [file, strFromU8(content)] as const);
  return { name, files: Object.fromEntries(files) };
}

async function fetchesPortable(visitor: Visitor) {
  const { bytes } = await fetches(visitor);
  return JSON.parse(strFromU8(bytes)) as { readonly $schema: string; readonly tables: Record<string, unknown> };
}

function tablesIn(files: Readonly<Record<string, string>>): Tables {
  return (JSON.parse(files['data.json'] ?? '') as { readonly tables: Tables }).tables;
}

function saidOn(page: Page): Promise<string> {
  return page.getByRole('main').innerText();
}
