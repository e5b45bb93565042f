import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { sizes, test } from '../journeys/browser.ts';
import { shows } from '../journeys/buying.ts';
import { actsOn, seenFocus, typesInto } from '../journeys/keys.ts';
import { beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';

/** The desk with the keyboard alone. */
test('an order that is flagged is looked at, and released with the reason', async ({ shop, visit }) => {
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'PAS-BLACK'`).run();
  const from = { 'CF-Connecting-IP': '198.51.100.7', 'CF-IPCountry': 'JP' };
  const { link, url } = await beginCheckout(shop, wishFor('PAS-BLACK'), from);
  await payOnStripe(url, { email: 'desk-with-keys@example.com' });
  await delivered(shop);
  await shop.runSchedule('* * * * *', new Date());
  const number = link.split('.')[0] ?? '';

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
  await expect.poll(() => seenFocus(page)).toBe('seen');
});
