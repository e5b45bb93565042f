import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { becomeMember, goodPassword } from '../accounts/person.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test } from './browser.ts';
import { bagLink, hides, putInStock, shows } from './buying.ts';
import { opensLetter, signsIn } from './signing-in.ts';

describe.each(sizes)('on $name', (size) => {
  test('a piece is kept on the way through signing in, found again, put into the bag, and let go', async ({
    shop,
    visit,
  }) => {
    const email = `keeps-${size.viewport.width}@example.com`;
    await becomeMember(shop, email);
    await putInStock(shop, 'LUM-YG', 1);
    await putInStock(shop, 'PAS-BORDEAUX', 0);
    const { page, press, picture, takeTroubles } = await visit(size);
    await page.goto(paths.piece('lumen-pendant'));
    await picture('1 piece');
    await press(page.getByRole('button', { name: 'Keep for later' }));
    await page.waitForURL((address) => address.pathname === paths.accountSignIn);
    await shows(page.getByText('Sign in, and the piece that you chose is kept in your account.'));
    await picture('2 sign in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await press(page.getByRole('button', { name: 'Sign in' }));
    await page.waitForURL((address) => address.pathname === paths.piece('lumen-pendant'));
    await shows(page.getByRole('button', { name: 'Kept. Let it go' }));
    await picture('3 kept');

    await page.goto(paths.piece('passage-card-case'));
    await press(page.getByRole('button', { name: 'Keep for later' }));
    await shows(page.getByText('It is kept.'));
    await keepsWhatIsGone(shop, email);
    await press(page.getByRole('link', { name: 'See what you keep' }));
    await shows(page.getByRole('heading', { name: 'Passage card case' }));
    await shows(page.getByText('It is sold out. On its page you can ask to be told when it is back.'));
    await shows(page.getByText('We no longer sell this piece.'));
    await shows(page.getByText('€290'));
    expect(takeTroubles()).toEqual([`404: GET ${paths.catalogItem('GONE')}`]);
    await picture('4 what is kept');
    await press(page.getByRole('button', { name: 'Add to bag: Lumen pendant' }));
    await shows(page.getByText('It is in your bag: Lumen pendant.'));
    await shows(bagLink(page, 1));
    for (const name of ['Piece GONE', 'Passage card case', 'Lumen pendant']) {
      await press(page.getByRole('button', { name: `Let it go: ${name}` }));
      await hides(page.getByRole('heading', { name, exact: true }));
    }
    await shows(page.getByText('You keep nothing yet.'));
    await picture('5 nothing kept');
    expect(await rowsOf(shop, email)).toBe(0);
  });

  test('a piece is kept on the way through registering, in another tab than it was chosen in', async ({
    shop,
    visit,
  }) => {
    const email = `new-${size.viewport.width}@example.com`;
    await putInStock(shop, 'LUM-YG', 1);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await page.goto(paths.piece('lumen-pendant'));
    await press(page.getByRole('button', { name: 'Keep for later' }));
    await page.waitForURL((address) => address.pathname === paths.accountSignIn);
    await press(page.getByRole('link', { name: 'I have no account yet' }));
    await shows(page.getByText('Register, and the piece that you chose is kept in your account'));
    await press(page.getByRole('link', { name: 'I have an account' }));
    await shows(page.getByText('Sign in, and the piece that you chose is kept in your account.'));
    await page.goBack();
    await picture('8 register');
    await page.getByLabel('What we may call you').fill('Ada');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await press(page.getByLabel('I am 16 or older'));
    await press(page.getByRole('button', { name: 'Register' }));
    await shows(page.getByText('Please look into your mailbox.'));

    const elsewhere = await visit(size);
    await opensLetter(elsewhere, shop, email, 'Confirm your account', 'Confirm my account');
    await elsewhere.press(elsewhere.page.getByRole('button', { name: 'Confirm my account' }));
    await elsewhere.page.waitForURL((address) => address.pathname === paths.accountWishlist);
    await shows(elsewhere.page.getByRole('heading', { name: 'Lumen pendant' }));
  });

  test('by the keyboard alone', async ({ shop, visit }) => {
    const email = `keys-${size.viewport.width}@example.com`;
    await becomeMember(shop, email);
    await putInStock(shop, 'LUM-YG', 1);
    const visitor = await visit(size);
    const { page, picture } = visitor;
    await signsIn(visitor, email);
    await page.goto(paths.piece('lumen-pendant'));
    await page.getByRole('button', { name: 'Keep for later' }).focus();
    await page.keyboard.press('Enter');
    await shows(page.getByRole('button', { name: 'Kept. Let it go' }));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === paths.accountWishlist);
    const letGo = page.getByRole('button', { name: 'Let it go: Lumen pendant' });
    await letGo.focus();
    await page.keyboard.press('Enter');
    await shows(page.getByText('You keep nothing yet.'));
    expect(await page.getByText('You keep nothing yet.').evaluate((words) => words === document.activeElement)).toBe(
      true,
    );
    await picture('6 by keyboard');
  });

  test('signed out, the page says where what is kept stands', async ({ visit }) => {
    const { page, picture } = await visit(size);
    await page.goto(paths.accountWishlist);
    await shows(page.getByText('You are not signed in.'));
    await picture('7 signed out');
  });
});

/** A piece that left the catalogue after somebody kept it. */
async function keepsWhatIsGone(shop: LocalShop, email: string): Promise<void> {
  await shop.database
    .prepare(`INSERT INTO kept_pieces (account_id, sku, kept_at) SELECT id, 'GONE', 1 FROM accounts WHERE email = ?1`)
    .bind(email)
    .run();
}

async function rowsOf(shop: LocalShop, email: string): Promise<number | null> {
  return shop.database
    .prepare('SELECT count(*) AS kept FROM kept_pieces k JOIN accounts a ON a.id = k.account_id WHERE a.email = ?1')
    .bind(email)
    .first<number>('kept');
}
