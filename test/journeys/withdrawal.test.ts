import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { allLettersTo, newestTextTo } from '../mail/letters.ts';
import { sizes, test } from './browser.ts';
import { addPiece, arrivesAtStripe, goToPayment, openBag, pay, putInStock, seesPaidOrder, shows } from './buying.ts';

describe.each(sizes)('on $name', (size) => {
  test('a guest withdraws from one of two pieces by the link in the footer, and from the other by the order’s', async ({
    shop,
    visit,
  }) => {
    const email = `withdraws-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await putInStock(shop, 'PAS-BLACK', 3);
    await putInStock(shop, 'AUR-YG-52', 3);
    await addPiece(visitor, 'passage-card-case', ['Black']);
    await addPiece(visitor, 'aurore-solitaire', ['Yellow gold', '52']);
    await openBag(visitor);
    await goToPayment(visitor, shop);
    await arrivesAtStripe(page, shop);
    await pay(visitor, { email });
    const number = await seesPaidOrder(page);

    await page.goto(paths.home);
    await press(page.getByRole('contentinfo').getByRole('link', { name: 'Withdraw from contract here' }));
    await page.getByLabel('Order number').fill(number.toLowerCase());
    await page.getByLabel('E-mail address of the order').fill(email);
    await picture('1 finding the order');
    await press(page.getByRole('button', { name: 'Send me the link' }));
    await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
    await picture('2 mailbox');

    await page.goto(/http\S+\/withdrawal\/#\S+/.exec(await newestTextTo(shop, email))?.[0] ?? 'no link');
    await press(page.getByRole('button', { name: 'Open my order' }));
    await press(page.getByRole('radio', { name: 'Only what I choose here:' }));
    await press(page.getByRole('checkbox', { name: /Passage card case/ }));
    await picture('3 choosing');
    await press(page.getByRole('button', { name: 'Confirm withdrawal' }));
    await shows(page.getByRole('heading', { name: 'You have withdrawn' }));
    await picture('4 withdrawn');
    const letters = await allLettersTo(shop, email);
    const [acknowledged, ...noOther] = letters.filter(
      ({ subject }) => subject === `Your withdrawal from order ${number}`,
    );
    expect(noOther).toEqual([]);
    expect(acknowledged?.text).toContain('1 × Passage card case, Black');
    expect(acknowledged?.text).not.toContain('Aurore');
    expect(acknowledged?.text).toMatch(/reached us on \d+ \w+ \d{4} at \d\d:\d\d:\d\d UTC/);

    await page.goto(/http\S+\/order\/#\S+/.exec(letters[0]?.text ?? '')?.[0] ?? 'no link');
    await press(page.getByRole('button', { name: 'Withdraw from contract here' }));
    await press(page.getByRole('radio', { name: 'All of it' }));
    await press(page.getByRole('button', { name: 'Confirm withdrawal' }));
    await shows(page.getByRole('heading', { name: 'You have withdrawn' }));
    await picture('5 all withdrawn');
    const state = shop.database.prepare('SELECT state FROM orders WHERE number = ?1').bind(number);
    expect(await state.first('state')).toBe('withdrawn');
  });
});
