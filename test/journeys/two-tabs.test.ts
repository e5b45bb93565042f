import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { sizes, test } from './browser.ts';
import { addPiece, bagLink, putInStock, shows } from './buying.ts';

describe.each(sizes)('on $name', (size) => {
  test('two tabs of one browser agree about the bag and the currency', async ({ shop, visit }) => {
    await putInStock(shop, 'ATE-CANDLE', 30);
    const visitor = await visit(size);
    const { page, press } = visitor;
    const other = await visitor.openTab();
    await other.goto(paths.home);
    await shows(bagLink(other, 0));
    await addPiece(visitor, 'atelier-candle');
    await shows(bagLink(other, 1));

    await Promise.all([page.goto(paths.bag), other.goto(paths.bag)]);
    const otherLine = other.getByRole('listitem').filter({ hasText: 'Atelier candle' });
    await shows(otherLine.filter({ hasText: '€95' }));
    await press(page.getByRole('button', { name: 'One more: Atelier candle' }));
    await shows(otherLine.filter({ hasText: '€190' }).filter({ hasText: '€95 each' }));
    await shows(bagLink(other, 2));

    await other.getByLabel('Deliver to').selectOption({ label: 'Spain' });
    await shows(page.getByRole('button', { name: 'Pay €202' }));
    expect(await page.getByLabel('Deliver to').locator('option:checked').innerText()).toBe('Spain');
    await page.getByLabel('Currency').selectOption('GBP');
    await shows(other.getByRole('button', { name: 'Pay £170' }));
    expect(await other.getByLabel('Currency').inputValue()).toBe('GBP');

    // A third tab adds a kind that neither of the two has drawn before.
    const third = await visitor.openTab();
    await third.goto(paths.piece('lien-8-eau-de-parfum'));
    await press(third.getByRole('button', { name: /^Add to bag/ }));
    await shows(page.getByRole('listitem').filter({ hasText: 'LIEN 8 eau de parfum' }).filter({ hasText: '£210' }));
    await press(page.getByRole('button', { name: 'Remove: Atelier candle' }));
    await press(page.getByRole('button', { name: 'Remove: LIEN 8 eau de parfum' }));
    await shows(other.getByText('There is nothing in it.'));
    await shows(bagLink(third, 0));
  });
});
