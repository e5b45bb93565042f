import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderHistory } from '../../src/api/account-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';
import { act, becomeMember, look, stepUp } from './person.ts';

const sku = 'AUR-YG-52';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

async function buy(email: string): Promise<string> {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { email });
  await delivered(shop);
  return link.split('.')[0] ?? '';
}

function history(token: string) {
  return look<OrderHistory>(shop, apiPaths.accountOrders, token);
}

function join(token: string) {
  return act<OrderHistory>(shop, apiPaths.accountOrdersJoin, { token });
}

describe('orders bought as a guest', () => {
  test('join when the person asks, and not before; each opens by its own link', async () => {
    const number = await buy('Buyer@Example.com');
    const strange = await buy('stranger@example.com');
    const token = await becomeMember(shop, 'buyer@example.com');
    expect((await history(token)).body).toEqual({ orders: [], notJoined: 1 });
    const { body } = await join(token);
    expect(body).toMatchObject({
      notJoined: 0,
      orders: [{ number, state: 'paid', currency: 'EUR', totalMinor: 485_000, pieces: 1 }],
    });
    expect(JSON.stringify(body)).not.toContain(strange);
    expect((await viewOrder(shop, body.orders[0]?.link ?? '')).body).toMatchObject({ number });
    expect((await history(token)).body).toEqual(body);
  });

  test('that come later are offered again; joining twice, or twice at once, changes nothing', async () => {
    const token = await becomeMember(shop, 'again@example.com');
    await buy('again@example.com');
    await Promise.all([join(token), join(token)]);
    await buy('again@example.com');
    expect((await history(token)).body).toMatchObject({ notJoined: 1, orders: [{}] });
    await join(token);
    expect((await join(token)).body.orders).toHaveLength(2);
  });

  test('stay when the account goes, and are in the list of whoever has the address next', async () => {
    const number = await buy('moves@example.com');
    const token = await becomeMember(shop, 'moves@example.com');
    await join(token);
    await stepUp(shop, token);
    await act(shop, apiPaths.accountDelete, { token });
    const order = await shop.database.prepare('SELECT email FROM orders WHERE number = ?1').bind(number).first();
    expect(order).toEqual({ email: 'moves@example.com' });
    const again = await becomeMember(shop, 'moves@example.com');
    expect((await join(again)).body.orders.map((each) => each.number)).toEqual([number]);
  });
});

test('nobody sees a list without a session', async () => {
  expect((await act(shop, apiPaths.accountOrders, { method: 'GET' })).status).toBe(401);
  expect((await act(shop, apiPaths.accountOrdersJoin)).status).toBe(401);
});
