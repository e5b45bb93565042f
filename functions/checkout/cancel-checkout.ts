import type { CheckoutReleased, Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { readOrderLink } from '../orders/order-link.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { selectCheckoutByNumber } from './queries.ts';
import { alreadyPaid } from './refusals.ts';
import { releaseCheckout } from './release-checkout.ts';

/** The shopper came back from Stripe's page without paying: their pieces are free again. Safe to call twice. */
export async function cancelCheckout(shop: Shop, link: string): Promise<CheckoutReleased | Problem> {
  const number = (await readOrderLink(shop.config.orderLinkSecret, link)) ?? 'LG-0000-0000';
  const checkout = await selectCheckoutByNumber(shop.database, number);
  if (!checkout) {
    return problem('not-found', say`This link belongs to no checkout.`, say`Nothing was charged and your bag is kept.`);
  }
  const outcome = await releaseCheckout(shop, checkout, 'cancelled');
  if (outcome === 'released') return { state: 'released' };
  if (outcome === 'paid') return alreadyPaid(link);
  return problem(
    'stripe-unreachable',
    say`The payment page can’t be reached just now.`,
    say`Nothing was charged and your bag is kept. The pieces are free again within about half an hour.`,
  );
}
