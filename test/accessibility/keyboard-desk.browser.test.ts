import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { sizes, test } from '../journeys/browser.ts';
import { buysFromAbroad, shows } from '../journeys/buying.ts';
import { actsOn, expectRead, seenFocus, typesInto } from '../journeys/keys.ts';

/** The desk with the keyboard alone. */
test('an order that is flagged is looked at, and released with the reason', async ({ shop, visit }) => {
  const number = await buysFromAbroad(shop, 'desk-with-keys@example.com');
  const { page } = await visit(sizes[1]);
  await page.goto(shop.access.url + paths.staffOrders);
  await actsOn(page, page.getByRole('button', { name: 'Sign in as client-care@shop.example' }), 'Enter');
  await page.waitForURL((address) => address.pathname === paths.staffOrders);
  await shows(page.getByRole('link', { name: number }));
  await actsOn(page, page.getByRole('link', { name: number }), 'Enter');
  await shows(page.getByRole('heading', { name: number, level: 1 }));

  await actsOn(page, page.getByRole('radio', { name: 'Release it' }), 'Space');
  await actsOn(page, page.getByRole('button', { name: 'Go on' }), 'Enter');
  await expect.poll(() => seenFocus(page)).toBe('seen');
  await typesInto(page, page.getByLabel('Why it is well.', { exact: false }), 'Telephoned: travelling.');
  await actsOn(page, page.getByRole('button', { name: 'Go on' }), 'Enter');
  const sure = page.getByRole('region', { name: 'Once more' });
  await shows(sure);
  await actsOn(page, sure.getByRole('button', { name: 'Yes' }), 'Enter');
  await shows(page.getByText('Done. The order is now: paid.'));
  await expectRead(page.getByRole('heading', { name: number, level: 1 }));
});
