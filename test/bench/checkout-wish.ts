import { randomUUID } from 'node:crypto';
import type { CheckoutRequest } from '../../src/api/answers.ts';
import { deliveryOptions } from '../../src/catalog/delivery.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';

const country = 'FR';

/** A piece of which this many are there, whatever the catalogue says. Returns its SKU. */
export async function stockPiece({ database }: LocalShop, onHand: number): Promise<string> {
  const [entry] = await readCatalog();
  if (!entry) throw new Error('The catalogue has no piece to buy.');
  await database.prepare('UPDATE stock SET on_hand = ?2 WHERE sku = ?1').bind(entry.sku, onHand).run();
  return entry.sku;
}

/** One wish to pay for one piece: a new attempt each time. */
export function wishFor(sku: string): CheckoutRequest {
  const [delivery] = deliveryOptions(country) ?? [];
  if (!delivery) throw new Error(`The house does not deliver to ${country}.`);
  return {
    attempt: randomUUID(),
    lines: [{ sku, quantity: 1 }],
    currency: 'EUR',
    country,
    delivery: delivery.id,
    giftWrap: false,
    giftMessage: '',
    marketing: false,
  };
}

export function askForCheckout(shop: LocalShop, wish: CheckoutRequest): Promise<Response> {
  return fetch(shop.url + apiPaths.checkout, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: shop.url },
    body: JSON.stringify(wish),
  });
}
