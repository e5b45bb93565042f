import { describe, expect } from 'vitest';
import { sizes, test, type Visitor } from './browser.ts';
import { addPiece, arrivesAtStripe, openBag, payButton, putInStock, stockOf } from './buying.ts';

const sku = 'ATE-CANDLE';

describe.each(sizes)('on $name', (size) => {
  test('Pay pressed twice opens one session and holds one piece', async ({ shop, visit }) => {
    const visitor = await visit(size);
    const { page } = visitor;
    await putInStock(shop, sku, 10);
    await addPiece(visitor, 'atelier-candle');
    await openBag(visitor);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/checkout')) asked.push(request.url());
    });
    const sessionsBefore = shop.stripe.sessions().length;
    // Slow enough that the second press comes while the first is on its way.
    shop.stripe.turn({ delayMilliseconds: 1000 });
    await pressTwice(visitor);
    await arrivesAtStripe(page, shop);
    shop.stripe.turn({ delayMilliseconds: 0 });
    expect(asked).toHaveLength(1);
    expect(shop.stripe.sessions()).toHaveLength(sessionsBefore + 1);
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 10, held: 1 });
  });

  test('Pay pressed in two tabs at once opens one session that can be paid', async ({ shop, visit }) => {
    const visitor = await visit(size);
    const { page, press } = visitor;
    await putInStock(shop, sku, 10);
    await addPiece(visitor, 'atelier-candle');
    await openBag(visitor);
    const other = await visitor.openTab();
    await openBag({ ...visitor, page: other });
    await press(payButton(page));
    await arrivesAtStripe(page, shop);
    await press(payButton(other));
    await arrivesAtStripe(other, shop);
    expect(other.url()).toBe(page.url());
    expect(await stockOf(shop, sku)).toEqual({ on_hand: 10, held: 1 });
  });
});

/** Twice in the same place, however the button may have changed meanwhile. */
async function pressTwice({ page, size }: Visitor): Promise<void> {
  if (!size.hasTouch) return payButton(page).dblclick();
  await payButton(page).scrollIntoViewIfNeeded();
  const box = await payButton(page).boundingBox();
  if (!box) throw new Error('The button is not in the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.touchscreen.tap(x, y);
  await page.touchscreen.tap(x, y);
}
