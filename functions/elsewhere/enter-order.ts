import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { OrderEntered } from '../../src/api/entered-order-answers.ts';
import { sourceWords } from '../../src/orders/order-sources.ts';
import { readCheckoutRequest } from '../checkout/request.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { mailIdOf } from '../mail/queries.ts';
import { isProblem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { accessStatement } from '../staff/access-log.ts';
import { selectAddressOfLetter } from './queries.ts';
import { asSaidAtDesk, enteredForAnother } from './refusals.ts';
import type { EnteredBody } from './request.ts';

/**
 * Enters an order that somebody told the house: the checkout of the shop itself, which prices it from the catalogue,
 * holds its pieces before Stripe is asked, and ends as any other. Its link is mailed and answered; whoever pays by it
 * gives name, address and telephone number on Stripe's page. The same attempt twice is one order and one letter.
 */
export async function enterOrder(shop: Shop, staff: StaffMe, body: EnteredBody): Promise<OrderEntered | Problem> {
  const { source, email, language, ...request } = body;
  const wish = readCheckoutRequest({ ...request, marketing: false });
  if (isProblem(wish)) return asSaidAtDesk(wish);
  const started = await startCheckout(shop, {
    ...wish,
    elsewhere: { source, email, language, alongside: async (number) => [await accessTo(shop, staff, number, body)] },
  });
  if (isProblem(started)) return asSaidAtDesk(started);
  const number = started.link.split('.', 1)[0] ?? '';
  const address = await selectAddressOfLetter(shop.database, mailIdOf('payment-link', number));
  // Sent again with another address, which no letter went to.
  if (address !== null && address !== email) return enteredForAnother(number);
  return { number, url: started.url, heldUntil: started.heldUntil };
}

function accessTo(shop: Shop, staff: StaffMe, number: string, { source, email }: EnteredBody) {
  const why = `order ${number}, made ${sourceWords[source].toLowerCase()}`;
  return accessStatement(shop, staff, { act: 'change', what: 'an order, which was entered', why, subjectEmail: email });
}
