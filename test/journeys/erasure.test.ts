import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { becomeMember } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestLetterTo, newestTextTo } from '../mail/letters.ts';
import { codeIn } from '../requests/asker.ts';
import { asks, asksAndConfirms, asksFirstFromAccount, reads } from './asking.ts';
import { sizes, test } from './browser.ts';
import { buysElsewhere, shows } from './buying.ts';
import { keptSession, signsIn } from './signing-in.ts';

/** What goes and what stays is read before it is confirmed, and is so afterwards; on a phone. */

const sku = 'AUR-YG-52';
const longerThanReturnsTake = 120 * 24 * 60 * 60_000;
const [phone] = sizes;

test('[rights.erasure] a guest reads what goes and what the law keeps, confirms, and is left with a locked invoice', async ({
  shop,
  visit,
}) => {
  const email = 'guest-goes@example.com';
  const [arrived, onItsWay] = [await buysElsewhere(shop, { sku, email }), await buysElsewhere(shop, { sku, email })];
  await shop.database
    .prepare('UPDATE orders SET paid_at = paid_at - ?2 WHERE number = ?1')
    .bind(arrived, longerThanReturnsTake)
    .run();
  const visitor = await visit(phone);
  const { page, press, picture } = visitor;
  await asksAndConfirms(visitor, shop, { kind: 'erasure', email });
  await reads(page, 'It waits for you.');
  const preview = page.getByRole('region', { name: 'What deleting your data means' });
  await shows(preview.getByText(new RegExp(`^Order ${onItsWay}: on \\d{4}-\\d\\d-\\d\\d$`)));
  expect(await preview.getByText(`Order ${arrived}: on `).count()).toBe(0);
  for (const order of [arrived, onItsWay]) await shows(preview.getByText(`Order ${order}: until `));
  await shows(preview.getByText('Stripe will be asked to redact your 2 payments.'));
  expect(await orderOf(shop, arrived), 'nothing goes before the yes').toMatchObject({ name: 'Ada Lovelace', email });
  await picture('1 preview');

  await press(preview.getByRole('button', { name: 'Delete my data' }));
  await reads(page, 'It is being done.');
  await shows(page.getByRole('heading', { name: 'Who was told' }));
  await picture('2 being done');
  expect((await newestLetterTo(shop, email)).subject).toBe('Your data is deleted here');
  expect(await orderOf(shop, onItsWay), 'it still has to arrive').toMatchObject({ name: 'Ada Lovelace', email });
  expect(await orderOf(shop, arrived)).toEqual({ name: '', email: '', address_line1: '', total_minor: 485_000 });
  expect(await lockedNameOf(shop, arrived)).toBe('Ada Lovelace');
});

test('[rights.erasure] somebody signed in has it done at once, and is signed out by it', async ({ shop, visit }) => {
  const email = 'member-goes@example.com';
  await becomeMember(shop, email);
  const visitor = await visit(phone);
  const { page, press, takeTroubles } = visitor;
  await signsIn(visitor, email);
  const number = await asksFirstFromAccount(visitor, 'erasure');
  await press(page.getByRole('button', { name: 'Delete my data' }));
  await reads(page, 'It is done.');
  expect(await accountsOf(shop, email)).toBe(0);
  expect(await shop.database.prepare('SELECT count(*) AS found FROM sessions').first('found')).toBe(0);
  expect((await newestLetterTo(shop, email)).subject).toBe('Your request to delete your data is done');
  const kept = shop.database.prepare('SELECT state, email FROM privacy_requests WHERE number = ?1').bind(number);
  await expect
    .poll(
      async () => {
        await shop.runSchedule('* * * * *', new Date());
        return kept.first();
      },
      { timeout: 20_000 },
    )
    .toEqual({ state: 'done', email: '' });

  await page.goto(paths.account);
  await shows(page.getByText('You are not signed in.'));
  expect(takeTroubles()).toEqual([`401: GET ${apiPaths.account}`]);
  expect(await keptSession(page)).toBeNull();
});

test('[rights.erasure] without JavaScript the preview is read in words, and confirmed', async ({ shop, visit }) => {
  const email = 'plain-goes@example.com';
  await becomeMember(shop, email);
  const visitor = await visit(phone, { javaScriptEnabled: false });
  const { page, press, picture } = visitor;
  await asks(visitor, 'erasure', email);
  await page.getByLabel('The code').fill(codeIn(await newestTextTo(shop, email)));
  await press(page.getByRole('button', { name: 'Confirm with this code' }));
  await reads(page, 'It waits for you.');
  await shows(page.getByText('Goes as soon as you press:'));
  await picture('3 without JavaScript');
  expect(await accountsOf(shop, email)).toBe(1);
  await press(page.getByRole('button', { name: 'Delete my data' }));
  await reads(page, 'It is done.');
  expect(await accountsOf(shop, email)).toBe(0);
});

function orderOf(shop: LocalShop, number: string) {
  return shop.database
    .prepare('SELECT name, email, address_line1, total_minor FROM orders WHERE number = ?1')
    .bind(number)
    .first();
}

function lockedNameOf(shop: LocalShop, number: string) {
  return shop.database.prepare('SELECT name FROM locked_parties WHERE order_number = ?1').bind(number).first('name');
}

function accountsOf(shop: LocalShop, email: string) {
  return shop.database.prepare('SELECT count(*) AS found FROM accounts WHERE email = ?1').bind(email).first('found');
}
