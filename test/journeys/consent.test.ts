import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { lettersTo } from '../mail/letters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { addPiece, goToPayment, openBag, pay, putInStock, seesPaidOrder, shows } from './buying.ts';
import { followsLink, letterOf } from './signing-in.ts';

const sku = 'AUR-YG-52';
const wording = 'Write to me by e-mail when there is something new.';

describe.each(sizes)('[basis.consent] [rights.withdraw-consent] on $name', (size) => {
  test('a tick is confirmed from the mailbox, looked at again, and taken back in one press', async ({
    shop,
    visit,
  }) => {
    const email = `consent-${size.viewport.width}@example.com`;
    await buysWithTheBoxTicked(await visit(size), shop, email);

    // The letter is opened in a browser that has never seen the shop.
    const reader = await visit(size);
    const { page, press, picture } = reader;
    await opensTheLetter(reader, shop, email, 'Do you want to hear from us?', 'Confirm it');
    await shows(page.getByRole('heading', { name: 'Do you want to hear from us?' }));
    await shows(page.getByText(wording));
    await picture('1 confirm');
    const mailed = page.url();
    await press(page.getByRole('button', { name: 'Yes, write to me' }));
    await seesState(reader, 'Thank you. It is confirmed');
    await picture('2 confirmed');

    await page.reload();
    await seesState(reader, 'You have asked to hear from us');
    await picture('3 standing');
    await page.goto('about:blank');
    await page.goto(mailed);
    await seesState(reader, 'It is confirmed already');

    await press(page.getByRole('button', { name: 'Take it back' }));
    await seesState(reader, 'You have taken it back');
    await picture('4 withdrawn');
    await page.reload();
    await shows(page.getByRole('heading', { name: 'You have taken it back' }));
    expect(await standing(shop, email)).toBe(0);
    expect(lettersTo(shop, email), 'no letter follows').toHaveLength(2);
  });

  test('a link that has ended says so calmly, and a new one comes by mail, with and without JavaScript', async ({
    shop,
    visit,
  }) => {
    const reader = await visit(size);
    const { page, press, picture, takeTroubles } = reader;
    await page.goto(paths.preferences('0000.forged'));
    await shows(page.getByRole('heading', { name: 'This link opens nothing' }));
    expect(takeTroubles()).toEqual([`410: POST ${apiPaths.consentView}`]);
    await picture('5 link ended');
    await press(page.getByRole('link', { name: 'Have a new link sent to you' }));
    await asksForTheLink(reader, `nobody-${size.viewport.width}@example.com`);
    await picture('6 mailed');

    const plain = await visit(size, { javaScriptEnabled: false });
    await plain.page.goto(paths.preferences());
    await plain.picture('7 without JavaScript');
    await asksForTheLink(plain, `plain-${size.viewport.width}@example.com`);
    for (const name of ['nobody', 'plain']) {
      const email = `${name}-${size.viewport.width}@example.com`;
      await expect.poll(() => lettersTo(shop, email).length, { timeout: 45_000 }).toBe(1);
      expect(lettersTo(shop, email)[0]?.text).toContain('nobody has agreed to hear from us with this address');
    }
  });

  test('without JavaScript the code confirms it, and the button of the next page takes it back', async ({
    shop,
    visit,
  }) => {
    const email = `code-${size.viewport.width}@example.com`;
    await buysWithTheBoxTicked(await visit(size), shop, email);
    const code = /Code: (\S+)/.exec((await letterOf(shop, email, 'Do you want to hear from us?')).text ?? '')?.[1];
    const { page, press, picture, takeTroubles } = await visit(size, { javaScriptEnabled: false });
    await page.goto(paths.preferences());
    await press(page.getByText('You have a code from us'));
    await page.getByLabel('The address that the letter was sent to').fill(email);
    await page.getByLabel('The code').fill('0000-0000');
    await press(page.getByRole('button', { name: 'Confirm that I want to hear from you' }));
    await shows(page.getByRole('alert').filter({ hasText: 'This code does not fit.' }));
    expect(takeTroubles()).toEqual([`404: POST ${apiPaths.consentConfirm}`]);
    await picture('8 wrong code');
    await press(page.getByText('You have a code from us'));
    await page.getByLabel('The address that the letter was sent to').fill(email);
    await page.getByLabel('The code').fill(code ?? '');
    await press(page.getByRole('button', { name: 'Confirm that I want to hear from you' }));
    await shows(page.getByText(wording));
    expect(await standing(shop, email)).toBe(1);
    await press(page.getByRole('button', { name: 'Take it back' }));
    await shows(page.getByRole('heading', { name: 'You have taken it back' }));
    expect(await standing(shop, email)).toBe(0);
  });
});

async function buysWithTheBoxTicked(visitor: Visitor, shop: LocalShop, email: string): Promise<void> {
  const { page, press } = visitor;
  await putInStock(shop, sku, 5);
  await addPiece(visitor, 'aurore-solitaire', ['52']);
  await openBag(visitor);
  const box = page.getByRole('checkbox', { name: /Write to me by e-mail/ });
  expect(await box.isChecked()).toBe(false);
  await press(box);
  await goToPayment(visitor, shop);
  await pay(visitor, { email });
  await seesPaidOrder(page);
}

/** Its own letter among those of everybody: by the address of its link. */
async function opensTheLetter(
  visitor: Visitor,
  shop: LocalShop,
  email: string,
  subject: string,
  label: string,
): Promise<void> {
  await letterOf(shop, email, subject);
  await followsLink(visitor, shop, subject, label);
  await visitor.page.waitForURL((address) => address.pathname === paths.preferences());
}

/** The words have the focus, so that a screen reader begins with them. */
async function seesState({ page }: Visitor, title: string): Promise<void> {
  const heading = page.getByRole('heading', { name: title });
  await shows(heading);
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
}

async function asksForTheLink({ page, press }: Visitor, email: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await press(page.getByRole('button', { name: 'Send me the link' }));
  await shows(page.getByRole('heading', { name: 'Please look in your mailbox' }));
}

async function standing(shop: LocalShop, email: string): Promise<number> {
  const row = await shop.database
    .prepare('SELECT count(*) AS consents FROM marketing_consents WHERE email = ?1 AND withdrawn_at IS NULL')
    .bind(email)
    .first<{ consents: number }>();
  return row?.consents ?? 0;
}
