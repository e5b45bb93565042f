import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { EnteredOrderEnded } from '../../src/api/entered-order-answers.ts';
import { selectCheckoutByNumber } from '../checkout/queries.ts';
import { releaseCheckout } from '../checkout/release-checkout.ts';
import { mailIdOf } from '../mail/queries.ts';
import { orderNumberPattern } from '../orders/order-number.ts';
import type { Shop } from '../shop.ts';
import { recordAccess } from '../staff/access-log.ts';
import { selectAddressOfLetter } from './queries.ts';
import { cannotEndNow, noSuchEntered, paidMeanwhile } from './refusals.ts';

/** The shopper has thought better of it: the link is closed at Stripe, and then the pieces are free. Twice is once. */
export async function endEntered(shop: Shop, staff: StaffMe, number: string): Promise<EnteredOrderEnded | Problem> {
  const checkout = orderNumberPattern.test(number) ? await selectCheckoutByNumber(shop.database, number) : null;
  if (!checkout || checkout.source === 'shop' || checkout.state === 'paid') return noSuchEntered();
  const email = await selectAddressOfLetter(shop.database, mailIdOf('payment-link', number));
  await recordAccess(shop, staff, {
    act: 'change',
    what: 'an order that was entered, to be ended before it is paid',
    why: `order ${number}`,
    ...(email === null ? {} : { subjectEmail: email }),
  });
  const outcome = await releaseCheckout(shop, checkout, 'cancelled');
  switch (outcome) {
    case 'released':
      return { said: `${number} is ended: nobody can pay for it any more, and its pieces are free.` };
    case 'paid':
      return paidMeanwhile();
    case 'unreachable':
      return cannotEndNow();
  }
}
