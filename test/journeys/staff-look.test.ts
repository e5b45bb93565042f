import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { findFaintWords } from '../mail/find-faint-words.ts';
import { askAndConfirm } from '../requests/asker.ts';
import { writeManyOrders } from '../work-list/many-orders.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { shows } from './buying.ts';
import { opensAtDesk, signsInAtDesk } from './signing-in.ts';

/** The rooms of the desk as staff see them, full of work: nothing lies outside the page, and all of it can be read. */

const [phone, desktop] = sizes;
const screens = [phone, { ...desktop, viewport: { width: 1280, height: 800 } }];

test.for(screens)('every room of the desk can be read, on $name', async (size, { shop, visit }) => {
  const email = `seen-${size.viewport.width}@example.com`;
  if (size === phone) await writeManyOrders(shop.database, 0, 200);
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku IN ('AUR-YG-52', 'PAS-BLACK')`).run();
  const lines = [
    { sku: 'AUR-YG-52', quantity: 2 },
    { sku: 'PAS-BLACK', quantity: 1 },
  ];
  const { link, url } = await beginCheckout(shop, wishFor('AUR-YG-52', { lines, country: 'JP', giftWrap: true }));
  await payOnStripe(url, { email, country: 'JP' });
  await delivered(shop);
  const number = link.split('.')[0] ?? '';
  await askAndConfirm(shop, email, { words: 'You wrote to me twice.' });
  const visitor = await visit(size);
  const { page, press } = visitor;
  const desk = shop.access.url;
  const faults: string[] = [];
  const look = async (room: string) => void faults.push(...(await faultsOf(visitor, room)));
  await signsInAtDesk(visitor, shop, 'owner@shop.example');
  await look('requests');

  await page.goto(desk + paths.staffOrders);
  await shows(page.getByRole('link', { name: number }));
  await look('orders');
  await page.goto(desk + paths.staffOrder(number));
  await shows(page.getByRole('heading', { name: number, level: 1 }));
  await look('an order');
  for (const act of ['Prepare it', 'Pay back', 'Cancel it']) {
    await press(page.getByRole('radio', { name: act, exact: true }));
    await look(`an order, ${act}`);
  }
  for (const paper of ['slip', 'invoice'] as const) {
    await page.goto(desk + paths.staffPapers(paper, number));
    await shows(page.getByText(number).first());
    await look(`papers, ${paper}`);
  }
  await page.goto(desk + paths.staffStock);
  await press(page.getByText('MER-GOLD'));
  await look('stock');

  await page.goto(desk + paths.staff);
  await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).first());
  await opensAtDesk(visitor);
  await press(page.getByRole('radio', { name: 'Decide, and close it' }));
  await look('a request');

  await page.goto(desk + paths.staffBreaches);
  await press(page.getByText('Write down a breach'));
  await page.getByLabel('What happened, as far as it is known').fill('A list of orders was left in a train.');
  const first = new Date(Date.now() - 50 * 60 * 60_000).toISOString().slice(0, 16);
  await page.getByLabel('When one of us first knew of it').fill(first);
  await look('breaches, writing one down');
  await press(page.getByRole('button', { name: 'Write it down, and start both clocks' }));
  await shows(page.getByRole('heading', { name: /^Breach BR-/ }));
  await press(page.getByText(/^Which data/));
  await look('a breach');
  await page.goto(desk + paths.staffBreaches);
  await shows(page.getByRole('link', { name: /^BR-/ }).first());
  await look('breaches');
  for (const [path, heading] of [
    [paths.staffRetention, 'Retention'],
    [paths.staffDuties, 'Duties'],
  ] as const) {
    await page.goto(desk + path);
    await shows(page.getByRole('heading', { name: heading, level: 1 }));
    await shows(page.getByRole('rowheader').or(page.getByText('to be confirmed')).first());
    await look(heading.toLowerCase());
  }
  expect(faults).toEqual([]);
});

/** Answers what is wrong with the room as it now is. */
async function faultsOf({ page, picture, size }: Visitor, room: string): Promise<string[]> {
  await picture(room);
  const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
  const faint = await findFaintWords(page);
  return [...(widest > size.viewport.width ? [`${widest} pixels wide`] : []), ...faint].map(
    (fault) => `${room}: ${fault}`,
  );
}
