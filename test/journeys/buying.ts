import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { beginCheckout, cards, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { lettersTo } from '../mail/letters.ts';
import type { Visitor } from './browser.ts';

/** What a shopper does on the way to a paid order, by the names and roles that a screen reader hears. */

/** Opens a piece's page, chooses, presses the button, and sees that the piece is in the bag. */
export async function addPiece(visitor: Visitor, slug: string, choices: readonly string[] = []): Promise<void> {
  const { page, press } = visitor;
  await page.goto(paths.piece(slug));
  for (const choice of choices) await press(choiceOf(page, choice));
  await press(page.getByRole('button', { name: /^Add to bag/ }));
  await shows(page.getByRole('status').filter({ hasText: 'It is in your bag.' }));
}

/** Radio buttons whose name may say more than the value: "58, sold out". */
export function choiceOf(page: Page, value: string): Locator {
  return page.getByRole('radio', { name: new RegExp(`^${value}( ?,|$)`) });
}

/** Opens the bag and chooses where it goes; the bag is then ready to be paid. */
export async function openBag({ page }: Visitor, country = 'France'): Promise<void> {
  await page.goto(paths.bag);
  await page.getByLabel('Deliver to').selectOption({ label: country });
  await shows(page.getByRole('group', { name: 'Delivery' }));
}

export function payButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Pay/ });
}

/** Presses Pay in the bag and arrives on Stripe's page. */
export async function goToPayment(visitor: Visitor, shop: LocalShop): Promise<void> {
  await visitor.press(payButton(visitor.page));
  await arrivesAtStripe(visitor.page, shop);
}

export async function arrivesAtStripe(page: Page, shop: LocalShop): Promise<void> {
  await page.waitForURL((address) => address.origin === shop.stripe.url);
  await shows(page.getByRole('heading', { name: 'LIEN', level: 1 }));
}

export interface Payer {
  readonly email: string;
  readonly name?: string;
  readonly card?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly city?: string;
}

/** Fills in Stripe's page and sends it. */
export async function pay(visitor: Visitor, payer: Payer): Promise<void> {
  const { page, press } = visitor;
  const name = payer.name ?? 'Claire Martin';
  await page.getByLabel('E-mail').fill(payer.email);
  await page.getByLabel('Phone').fill('+33 6 12 34 56 78');
  const address = page.getByRole('group', { name: 'Shipping address' });
  await address.getByLabel('Full name').fill(name);
  await address.getByLabel('Street and number').fill(payer.street ?? '12 rue de la Paix');
  await address.getByLabel('Postal code').fill(payer.postcode ?? '75002');
  await address.getByLabel('Town or city').fill(payer.city ?? 'Paris');
  await page.getByLabel('Name of the card').fill(name);
  await fillCard(page, payer.card ?? cards.good);
  await press(payButton(page));
}

/** After a declined card the page keeps everything but the card. */
export async function fillCard(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('Security code').fill('123');
}

/** The order page, once the word of the payment has come; answers the order's number. */
export async function seesPaidOrder(page: Page): Promise<string> {
  await shows(page.getByRole('heading', { name: 'Your order', level: 1 }));
  await shows(page.getByText('Thank you. It was paid on'));
  return (await page.getByRole('definition').first().innerText()).trim();
}

/** Waits until it is in the page and can be seen. */
export async function shows(target: Locator): Promise<void> {
  await target.waitFor({ state: 'visible' });
}

export async function hides(target: Locator): Promise<void> {
  await target.waitFor({ state: 'hidden' });
}

export function bagLink(page: Page, pieces: number): Locator {
  const name = pieces === 0 ? 'Bag, empty' : pieces === 1 ? 'Bag, 1 piece' : `Bag, ${pieces} pieces`;
  return page.getByRole('link', { name, exact: true });
}

/** Waits for the confirmation, lets the schedule look again, and finds no second one. */
export async function oneMailComes(shop: LocalShop, email: string) {
  await expect.poll(() => lettersTo(shop, email).length, { timeout: 45_000 }).toBe(1);
  await shop.runSchedule('* * * * *', new Date());
  const [mail, ...others] = lettersTo(shop, email);
  expect(others).toEqual([]);
  if (!mail) throw new Error('The mailbox lost the message that it had');
  return mail;
}

export interface StockRow {
  readonly on_hand: number;
  readonly held: number;
}

export async function stockOf(shop: LocalShop, sku: string): Promise<StockRow> {
  const row = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first<StockRow>();
  if (!row) throw new Error(`${sku} is not in the stock`);
  return row;
}

/** Every journey begins with the shelf as it needs it, whatever was bought or held before it. */
export async function putInStock(shop: LocalShop, sku: string, pieces: number): Promise<void> {
  await shop.database.prepare('DELETE FROM holds WHERE sku = ?1').bind(sku).run();
  const { meta } = await shop.database.prepare('UPDATE stock SET on_hand = ?2 WHERE sku = ?1').bind(sku, pieces).run();
  if (meta.changes !== 1) throw new Error(`${sku} is not in the stock`);
}

/** Over HTTP, where the buying itself is not what is looked at. @returns the order's number */
export async function buysElsewhere(
  shop: LocalShop,
  { sku, email, name }: { readonly sku: string; readonly email: string; readonly name?: string },
): Promise<string> {
  await putInStock(shop, sku, 5);
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { email, ...(name ? { name } : {}) });
  await delivered(shop);
  return link.split('.')[0] ?? '';
}

export async function ordersOf(shop: LocalShop, email: string) {
  const { results } = await shop.database
    .prepare('SELECT number, state, currency, total_minor, gift_wrap, gift_message FROM orders WHERE email = ?1')
    .bind(email)
    .all<{
      number: string;
      state: string;
      currency: string;
      total_minor: number;
      gift_wrap: number;
      gift_message: string;
    }>();
  return results;
}

/** A card case for France, ordered in Japan and paid; looked at by the shop, which puts it in front of a person. */
export async function buysFromAbroad(shop: LocalShop, email: string): Promise<string> {
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'PAS-BLACK'`).run();
  const from = { 'CF-Connecting-IP': '198.51.100.7', 'CF-IPCountry': 'JP' };
  const { link, url } = await beginCheckout(shop, wishFor('PAS-BLACK'), from);
  await payOnStripe(url, { email });
  await delivered(shop);
  await shop.runSchedule('* * * * *', new Date());
  return link.split('.')[0] ?? '';
}
