import type { CheckoutStarted, Problem } from '../../src/api/answers.ts';
import { language } from '../../src/words/language.ts';
import { readOrderLink, signOrderLink } from '../orders/order-link.ts';
import type { Shop } from '../shop.ts';
import { answerStarted } from './open-session.ts';
import { selectCheckoutByNumber } from './queries.ts';
import { alreadyPaid, stripeUnreachable } from './refusals.ts';
import { releaseCheckout } from './release-checkout.ts';

/** A session with less time than this left is not worth sending a shopper to. */
const worthwhileMilliseconds = 5 * 60_000;

/**
 * A shopper who went to Stripe's page and came back holds pieces already. The same bag
 * gets the same page again; a changed bag gives the old hold back first, so that nobody
 * is kept from the last piece by their own earlier try. So does the same bag in another
 * language, since Stripe keeps a page in the one that it was made in. Undefined: start afresh.
 */
export async function continuePrevious(
  shop: Shop,
  previousLink: string | undefined,
  digest: string,
): Promise<CheckoutStarted | Problem | undefined> {
  if (!previousLink) return undefined;
  const number = await readOrderLink(shop.config.orderLinkSecret, previousLink);
  if (!number) return undefined;
  const previous = await selectCheckoutByNumber(shop.database, number);
  if (!previous) return undefined;
  const isWorthwhile = previous.expires_at - shop.now > worthwhileMilliseconds;
  const isSame = previous.digest === digest && previous.language === language();
  if (previous.state === 'open' && previous.pay_url && isSame && isWorthwhile) {
    return answerStarted(shop, previous, previous.pay_url);
  }
  const outcome = await releaseCheckout(shop, previous, 'cancelled');
  if (outcome === 'unreachable') return stripeUnreachable();
  if (outcome === 'paid') return alreadyPaid(await signOrderLink(shop.config.orderLinkSecret, number));
  return undefined;
}
