import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { lettersTo } from '../mail/letters.ts';
import { askAs } from '../staff/ask-desk.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, putInStock, shows } from './buying.ts';
import { followsLink, letterOf } from './signing-in.ts';

const question = 'Shall we tell you when it is back?';

describe.each(sizes)('on $name', (size) => {
  test('somebody asks about a piece that is sold out, confirms it, and is told once when staff count it in', async ({
    shop,
    visit,
  }) => {
    const email = `waits-${size.viewport.width}@example.com`;
    await putInStock(shop, 'AUR-YG-52', 0);
    await putInStock(shop, 'AUR-YG-54', 2);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await page.goto(paths.piece('aurore-solitaire'));
    await hides(page.getByText('Tell me when it is back').first());
    await press(page.getByLabel('54', { exact: true }));
    await hides(page.getByText('Tell me when it is back').first());
    await press(page.getByLabel(/^52/));
    await shows(page.getByText('This one is sold out.'));
    await picture('1 sold out');
    await asks(visitor, email);
    await picture('3 mailed');

    const reader = await visit(size);
    await opensTheLetter(reader, shop, email);
    await reader.picture('4 confirm');
    await reader.press(reader.page.getByRole('button', { name: 'Yes, tell me' }));
    await shows(reader.page.getByRole('heading', { name: 'It is confirmed' }));
    await shows(reader.page.getByText('Aurore solitaire, Yellow gold, size 52'));
    await reader.picture('5 confirmed');

    await shop.runSchedule('* * * * *', new Date());
    expect(lettersTo(shop, email), 'none before it is there').toHaveLength(1);
    const change = { id: crypto.randomUUID(), kind: 'arrival', quantity: 1, reason: 'Came from the workshop' };
    const counted = await askAs(
      shop,
      'fulfilment@shop.example',
      'POST',
      apiPaths.staffStockOf.replace(':sku', 'AUR-YG-52'),
      change,
    );
    expect(counted.status).toBe(200);
    await shop.runSchedule('* * * * *', new Date());
    const letter = await letterOf(shop, email, 'Back in the house: Aurore solitaire');
    expect(letter.text).toContain('We hold nothing back for you.');
    await expect.poll(() => mentionsOf(shop, email), { timeout: 45_000 }).toEqual([]);
    await reader.page.goto(/http\S+\/pieces\/\S+/.exec(letter.text ?? '')?.[0] ?? 'no link');
    await shows(reader.page.getByText('The last one.'));
    await hides(reader.page.getByText('Tell me when it is back').first());
  });

  test('without JavaScript the same is asked, confirmed by its code, and taken back from the letter', async ({
    shop,
    visit,
  }) => {
    const email = `plain-waits-${size.viewport.width}@example.com`;
    await putInStock(shop, 'AUR-YG-52', 0);
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press, picture } = visitor;
    await page.goto(paths.piece('aurore-solitaire'));
    await press(page.getByText('If it is sold out, we can tell you when it is back'));
    await page.locator('[data-notice] select').selectOption('AUR-YG-52');
    await page.locator('[data-notice]').getByLabel('Your e-mail address').fill(email);
    await picture('6 without JavaScript');
    await press(page.locator('[data-notice]').getByRole('button', { name: 'Tell me when it is back' }));
    await shows(page.getByRole('heading', { name: 'Please look in your mailbox' }));
    const letter = await letterOf(shop, email, question);
    await page.goto(paths.backInStock());
    await picture('7 code');
    await page.getByLabel('The address that the letter was sent to').fill(email);
    await page.getByLabel('The code').fill('0000-0000');
    await press(page.getByRole('button', { name: 'Confirm it' }));
    await shows(page.getByRole('alert').filter({ hasText: 'This code does not fit.' }));
    expect(visitor.takeTroubles()).toEqual([`404: POST ${apiPaths.stockNoticeConfirm}`]);
    await picture('8 wrong code');
    await page.getByLabel('The address that the letter was sent to').fill(email);
    await page.getByLabel('The code').fill(/Code: (\S+)/.exec(letter.text ?? '')?.[1] ?? '');
    await press(page.getByRole('button', { name: 'Confirm it' }));
    await shows(page.getByRole('heading', { name: 'It is confirmed' }));
    await page.goto(/http\S+\/stop\/\S+/.exec(letter.text ?? '')?.[0] ?? 'no link');
    await picture('9 take it back');
    await press(page.getByRole('button', { name: 'Take it back' }));
    await shows(page.getByRole('heading', { name: 'It is taken back' }));
    await picture('10 taken back');
    expect(await mentionsOf(shop, email)).not.toContain('stock_notices');
  });
});

async function asks({ page, press, picture }: Visitor, email: string): Promise<void> {
  const notice = page.locator('[data-notice]');
  await press(notice.getByText('Tell me when it is back').first());
  await notice.getByLabel('Your e-mail address').fill(email);
  await picture('2 asks');
  await press(notice.getByRole('button', { name: 'Tell me when it is back' }));
  await shows(page.getByRole('heading', { name: 'Please look in your mailbox' }));
}

async function opensTheLetter(visitor: Visitor, shop: LocalShop, email: string): Promise<void> {
  await letterOf(shop, email, question);
  await followsLink(visitor, shop, question, 'Confirm it');
  await visitor.page.waitForURL((address) => address.pathname === paths.backInStock());
}

/** Tables of what somebody waits for, and the outbox's row of the one letter, that still have the address. */
async function mentionsOf(shop: LocalShop, email: string): Promise<string[]> {
  const { results } = await shop.database
    .prepare(
      `SELECT 'stock_notices' AS name FROM stock_notices WHERE email = ?1
       UNION ALL SELECT 'stock_notice_wishes' FROM stock_notice_wishes WHERE email = ?1
       UNION ALL SELECT 'mail_outbox' FROM mail_outbox WHERE email = ?1 AND kind = 'back-in-stock'`,
    )
    .bind(email)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}
