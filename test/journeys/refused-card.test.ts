import { describe, expect } from 'vitest';
import { cards } from '../local/shopper.ts';
import { sizes, test } from './browser.ts';
import {
  addPiece,
  fillCard,
  goToPayment,
  oneMailComes,
  openBag,
  ordersOf,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
  stockOf,
} from './buying.ts';

describe.each(sizes)('on $name', (size) => {
  test('a declined card charges nothing, and another card pays on the same page', async ({ shop, visit }) => {
    const email = `declined-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press } = visitor;
    await putInStock(shop, 'ATE-CANDLE', 10);
    const sessionsBefore = shop.stripe.sessions().length;
    await addPiece(visitor, 'atelier-candle');
    await openBag(visitor);
    await goToPayment(visitor, shop);

    await pay(visitor, { email, card: cards.declined });
    await shows(page.getByRole('alert').filter({ hasText: 'Nothing has been charged.' }));
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
    expect(await ordersOf(shop, email)).toEqual([]);
    expect(await stockOf(shop, 'ATE-CANDLE')).toEqual({ on_hand: 10, held: 1 });
    await visitor.picture('declined');

    await fillCard(page, cards.good);
    await press(payButton(page));
    const number = await seesPaidOrder(page);
    expect(await ordersOf(shop, email)).toMatchObject([{ number, state: 'paid' }]);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore + 1);
    expect(await stockOf(shop, 'ATE-CANDLE')).toEqual({ on_hand: 9, held: 0 });
    await oneMailComes(shop, email);
  });

  test('a bank that asks for 3-D Secure is failed once, then answered', async ({ shop, visit }) => {
    const email = `authenticated-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press } = visitor;
    await putInStock(shop, 'ATE-CANDLE', 10);
    await addPiece(visitor, 'atelier-candle');
    await openBag(visitor);
    await goToPayment(visitor, shop);

    await pay(visitor, { email, card: cards.authenticated });
    await shows(page.getByRole('heading', { name: 'Confirm it is you' }));
    await press(page.getByRole('button', { name: 'Fail authentication' }));
    await shows(page.getByRole('alert').filter({ hasText: 'Nothing has been charged.' }));
    expect(await ordersOf(shop, email)).toEqual([]);

    await fillCard(page, cards.authenticated);
    await press(payButton(page));
    await press(page.getByRole('button', { name: 'Complete authentication' }));
    const number = await seesPaidOrder(page);
    expect(await ordersOf(shop, email)).toMatchObject([{ number, state: 'paid' }]);
  });
});
