import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { addPiece, bagLink, goToPayment, openBag, payButton, putInStock, shows, stockOf } from './buying.ts';

const sku = 'LUM-YG';

describe.each(sizes)('on $name', (size) => {
  test('offline at Pay: nothing is charged, the bag is kept, and pressing again works', async ({ shop, visit }) => {
    const visitor = await readyToPay(await visit(size), shop);
    await visitor.context.setOffline(true);
    await visitor.press(payButton(visitor.page));
    await isTold(visitor, 'We could not reach the shop');
    await visitor.picture('offline');
    expect(visitor.takeTroubles()).toEqual([`net::ERR_INTERNET_DISCONNECTED: POST ${apiPaths.checkout}`]);
    await visitor.context.setOffline(false);
    await goToPayment(visitor, shop);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
  });

  test('an answer lost on its way: pressing again finds the session that there is', async ({ shop, visit }) => {
    const visitor = await readyToPay(await visit(size), shop);
    const { page, press } = visitor;
    const sessionsBefore = shop.stripe.sessions().length;
    await page.route(
      `**${apiPaths.checkout}`,
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await press(payButton(page));
    await isTold(visitor, 'We could not reach the shop');
    expect(visitor.takeTroubles()).toEqual([`net::ERR_CONNECTION_RESET: POST ${apiPaths.checkout}`]);
    await goToPayment(visitor, shop);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore + 1);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
  });

  test('Stripe out of reach: nothing is charged, the piece is free again, and pressing again works', async ({
    shop,
    visit,
  }) => {
    const visitor = await readyToPay(await visit(size), shop);
    shop.stripe.turn({ unreachable: true });
    await visitor.press(payButton(visitor.page));
    await isTold(visitor, 'The payment page can’t be reached just now.');
    shop.stripe.turn({ unreachable: false });
    await visitor.picture('Stripe out of reach');
    expect(visitor.takeTroubles()).toEqual([`503: POST ${apiPaths.checkout}`]);
    await goToPayment(visitor, shop);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 1, held: 1 });
  });

  test('a bag whose pieces cannot be looked up says so, and looks again', async ({ shop, visit }) => {
    const visitor = await visit(size);
    const { page, press } = visitor;
    await putInStock(shop, sku, 1);
    await addPiece(visitor, 'lumen-pendant');
    await page.route('**/catalog/*', (route) => route.abort('internetdisconnected'), { times: 1 });
    await page.goto(paths.bag);
    await shows(page.getByText("We can't reach the shop right now."));
    await shows(bagLink(page, 1));
    await visitor.picture('bag out of reach');
    expect(visitor.takeTroubles()).toEqual([`net::ERR_INTERNET_DISCONNECTED: GET ${paths.catalogItem(sku)}`]);
    await press(page.getByRole('button', { name: 'Try again' }));
    await shows(page.getByRole('listitem').filter({ hasText: 'Lumen pendant' }));
  });
});

async function readyToPay(visitor: Visitor, shop: LocalShop): Promise<Visitor> {
  await putInStock(shop, sku, 1);
  await addPiece(visitor, 'lumen-pendant');
  await openBag(visitor);
  return visitor;
}

async function isTold({ page }: Visitor, title: string): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: title });
  await shows(alert);
  const words = await alert.innerText();
  expect(words).toContain('Nothing was charged and your bag is kept.');
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
  await shows(bagLink(page, 1));
  await shows(payButton(page));
}
