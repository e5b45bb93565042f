import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { becomeMember } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';
import { askAndConfirm } from '../requests/asker.ts';
import { asksAgainFromAccount, asksAndConfirms, asksFirstFromAccount, reads } from './asking.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';
import { keptSession, opensAtDesk, signsIn, signsInAtDesk } from './signing-in.ts';

/** Restriction, objection, opt-out of sale, withdrawal of consent and complaint, on a phone. */

const [phone] = sizes;

test('[rights.restrict] a guest’s data leaves the everyday view at once, and comes back after a letter that says so', async ({
  shop,
  visit,
}) => {
  const email = 'guest-restricts@example.com';
  const complaint = (await askAndConfirm(shop, email)).split('.')[0] ?? '';
  const clientCare = await visit(phone);
  await signsInAtDesk(clientCare, shop, 'client-care@shop.example');
  await shows(listed(clientCare.page, complaint));

  const guest = await visit(phone);
  const number = await asksAndConfirms(guest, shop, { kind: 'restrict', email });
  await reads(guest.page, 'From now on we only store your data');
  await guest.picture('1 restricted');
  await clientCare.page.reload();
  await shows(clientCare.page.getByText('Nothing of this kind is here.'));
  await hides(listed(clientCare.page, complaint));

  const privacy = await visit(phone);
  await signsInAtDesk(privacy, shop, 'privacy@shop.example');
  await shows(listed(privacy.page, complaint).filter({ hasText: 'The data is restricted' }));
  await privacy.page.goto(shop.access.url + paths.staffRequest(number));
  await opensAtDesk(privacy);
  await takesStepOfLifting(privacy);
  expect((await newestLetterTo(shop, email)).subject).toBe('We will use your data again');
  expect(await restrictionOf(shop, number), 'the letter comes first').toMatchObject({ lifted_at: null });
  await takesStepOfLifting(privacy);
  expect(await restrictionOf(shop, number)).toMatchObject({ lifted_at: expect.any(Number) });
  await clientCare.page.reload();
  await shows(listed(clientCare.page, complaint));
});

test('[rights.object] [rights.opt-out-of-sale] [rights.withdraw-consent] a guest objects, opts out and takes consent back, each done at once', async ({
  shop,
  visit,
}) => {
  const email = 'guest-objects@example.com';
  const visitor = await visit(phone);
  const { page } = visitor;
  await agreesToMarketing(shop, email);
  await asksAndConfirms(visitor, shop, { kind: 'withdraw-consent', email });
  await reads(page, 'You have taken back what you agreed to.');
  expect(await standing(shop, email)).toEqual({ consents: 0, objections: 0 });

  await agreesToMarketing(shop, email);
  await asksAndConfirms(visitor, shop, { kind: 'object', email });
  await reads(page, 'We write to you about nothing new, and count no visit of yours, from now on.');
  expect(await standing(shop, email)).toEqual({ consents: 0, objections: 1 });

  const number = await asksAndConfirms(visitor, shop, { kind: 'opt-out-of-sale', email });
  await reads(page, 'We sell nobody’s data and share none for advertising');
  const proof = shop.database.prepare('SELECT step FROM rights_register WHERE request_number = ?1 ORDER BY sequence');
  expect((await proof.bind(number).all()).results.map(({ step }) => step)).toEqual(['received', 'confirmed', 'done']);
});

test('[rights.object] what a guest says of the checks against fraud is read by a person', async ({ shop, visit }) => {
  const visitor = await visit(phone);
  const wish = { kind: 'object', email: 'weighed@example.com', words: 'Your fraud checks hold my orders up.' } as const;
  await asksAndConfirms(visitor, shop, wish);
  await reads(visitor.page, 'One of us is reading it.');
  await shows(visitor.page.getByText('Marketing and statistics have ended for you.').first());
  expect(await standing(shop, wish.email)).toEqual({ consents: 0, objections: 1 });
});

test('[rights.restrict] [rights.object] [rights.opt-out-of-sale] [rights.withdraw-consent] somebody signed in shows once that it is them, and asks for one after the other', async ({
  shop,
  visit,
}) => {
  const email = 'member-asks@example.com';
  await becomeMember(shop, email);
  await agreesToMarketing(shop, email);
  const visitor = await visit(phone);
  const { page, press } = visitor;
  await signsIn(visitor, email);
  await shows(page.getByText('You have agreed to hear from the house.'));
  await visitor.picture('2 account');
  await asksFirstFromAccount(visitor, 'withdraw-consent');
  await reads(page, 'You have taken back what you agreed to.');
  await asksAgainFromAccount(visitor, 'object');
  await reads(page, 'We write to you about nothing new');
  await asksAgainFromAccount(visitor, 'opt-out-of-sale');
  await reads(page, 'We sell nobody’s data');
  const restriction = await asksAgainFromAccount(visitor, 'restrict');
  await reads(page, 'From now on we only store your data');
  await asksAgainFromAccount(visitor, 'complaint');
  await reads(page, 'One of us is reading it.');
  await shows(page.getByText('lodge a complaint with your local or national data protection authority'));
  await press(page.getByRole('button', { name: 'Take my request back' }));
  await reads(page, 'You took it back.');

  expect(await standing(shop, email)).toEqual({ consents: 0, objections: 1 });
  expect(await restrictionOf(shop, restriction)).toMatchObject({ email, lifted_at: null });
  await page.goto(paths.account);
  await shows(page.getByText('You hear about your orders alone.'));
  await shows(page.getByText('You have objected to analytics.'));
  expect(await keptSession(page)).toMatch(/\.objected$/);
});

function listed(page: Page, number: string) {
  return page.getByRole('listitem').filter({ hasText: number });
}

/** The first time the person is told; the second, once that letter has left, it ends. */
async function takesStepOfLifting({ page, press }: Visitor): Promise<void> {
  await press(page.getByRole('radio', { name: 'Lift the restriction' }));
  await press(page.getByRole('button', { name: 'See the letter' }));
  const letter = page.getByRole('region', { name: 'The letter that it sends' });
  await press(letter.getByRole('button', { name: 'Tell them, or lift it if they were told' }));
  await hides(letter);
}

/** As if confirmed long ago. */
async function agreesToMarketing(shop: LocalShop, email: string): Promise<void> {
  await shop.database
    .prepare(
      `INSERT INTO marketing_consents (id, email, wording_version, page, asked_at, confirmed_at)
       VALUES (?1, ?2, 1, '/bag/', 1, 1)`,
    )
    .bind(crypto.randomUUID(), email)
    .run();
}

async function standing(shop: LocalShop, email: string) {
  return shop.database
    .prepare(
      `SELECT (SELECT count(*) FROM marketing_consents WHERE email = ?1 AND withdrawn_at IS NULL) AS consents,
         (SELECT count(*) FROM objections WHERE email = ?1 AND processing = 'analytics') AS objections`,
    )
    .bind(email)
    .first();
}

function restrictionOf(shop: LocalShop, requestNumber: string) {
  return shop.database
    .prepare('SELECT email, lifted_at FROM restrictions WHERE request_number = ?1')
    .bind(requestNumber)
    .first();
}
