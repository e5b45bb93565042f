import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currencies } from '../../src/catalog/money.ts';
import { paymentMeansIn } from '../../src/catalog/payment-means.ts';
import { orderLocale } from '../../src/orders/order-button.ts';
import { paths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, wishFor } from '../local/shopper.ts';

let shop: LocalShop;
const sku = 'PAS-BLACK';
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

async function sessionIn(currency: (typeof currencies)[number], country = 'FR') {
  const before = new Set(shop.stripe.sessions().map(({ id }) => id));
  await beginCheckout(shop, {
    ...wishFor(sku),
    currency,
    country,
    delivery: country === 'FR' ? 'dhl-parcel' : 'fedex-priority',
  });
  const [session] = shop.stripe.sessions().filter(({ id }) => !before.has(id));
  if (!session) throw new Error('No session was made.');
  return session;
}

describe('Stripe’s page', () => {
  test.each(currencies)('offers in %s the means of payment that the pages name, and no others', async (currency) => {
    const session = await sessionIn(currency);
    expect(session.allowed_payment_method_types).toEqual(paymentMeansIn(currency));
    expect(session.payment_method_types).toEqual(paymentMeansIn(currency));
  });

  test('offers them wherever the parcel goes', async () => {
    const [home, abroad] = [await sessionIn('EUR', 'FR'), await sessionIn('EUR', 'JP')];
    expect(abroad.payment_method_types).toEqual(home.payment_method_types);
  });

  test('has a button that says Pay, in the language of the contract, and beside it what pressing it means', async () => {
    const session = await sessionIn('EUR');
    expect(session).toMatchObject({ submit_type: 'pay', locale: orderLocale() });
    const message = session.custom_text.submit?.message ?? '';
    expect(message).toMatch(/^When you press Pay you place your order and owe the total above\./);
    expect(message).toContain(`${paths.terms})`);
    expect(message).toContain(`${paths.delivery}#returns)`);
    const shown = await (await fetch(session.url ?? '')).text();
    expect(shown).toMatch(/<a href="[^"]+\/terms\/"[^>]*>terms of sale<\/a>/);
    expect(shown).toMatch(/<button type="submit">Pay €/);
  });
});
