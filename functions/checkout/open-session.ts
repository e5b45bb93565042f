import type { CheckoutStarted, Problem } from '../../src/api/answers.ts';
import { deliveryOption } from '../../src/catalog/delivery.ts';
import { paymentMeansIn } from '../../src/catalog/payment-means.ts';
import { beforeStripesButton, orderLocale } from '../../src/orders/order-button.ts';
import { paths } from '../../src/paths.ts';
import type { SessionRequest } from '../gateways/stripe.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { mailIdOf } from '../mail/queries.ts';
import { signOrderLink } from '../orders/order-link.ts';
import type { Shop } from '../shop.ts';
import { type CheckoutLine, failHolding, type NewCheckout, openCheckout } from './queries.ts';
import { stripeRefused, stripeUnreachable } from './refusals.ts';
import type { CheckoutWish } from './request.ts';

/** A checkout whose pieces are held. */
export type HeldCheckout = Pick<
  NewCheckout,
  'id' | 'number' | 'currency' | 'country' | 'delivery' | 'delivery_minor' | 'expires_at'
>;

type WayBack = Pick<CheckoutWish, 'cancelPath' | 'elsewhere'>;

/** Makes Stripe's page for held pieces; where it can't, gives the pieces back. Safe to call twice: Stripe replays. */
export async function openSession(
  shop: Shop,
  checkout: HeldCheckout,
  lines: readonly CheckoutLine[],
  wish: WayBack,
): Promise<CheckoutStarted | Problem> {
  const creation = await shop.stripe.createSession(await sessionRequest(shop, checkout, lines, wish));
  if (creation.kind === 'created') {
    const linkTo = wish.elsewhere && { email: wish.elsewhere.email, now: shop.now };
    const isOpen = await openCheckout(shop.database, checkout.id, creation, linkTo);
    if (isOpen && linkTo) await announceMail(shop, mailIdOf('payment-link', checkout.number));
    if (isOpen) return answerStarted(shop, checkout, creation.url);
    // The shopper ended this checkout in another tab while Stripe was answering.
    await shop.stripe.expireSession(creation.id);
    return stripeUnreachable();
  }
  await failHolding(shop.database, checkout.id);
  if (creation.kind === 'unreachable') return stripeUnreachable();
  console.error({ message: 'Stripe refused a session', reason: creation.reason });
  return stripeRefused();
}

export async function answerStarted(
  shop: Shop,
  checkout: Pick<HeldCheckout, 'number' | 'expires_at'>,
  url: string,
): Promise<CheckoutStarted> {
  const link = await signOrderLink(shop.config.orderLinkSecret, checkout.number);
  return { url, link, heldUntil: new Date(checkout.expires_at).toISOString() };
}

async function sessionRequest(
  shop: Shop,
  checkout: HeldCheckout,
  lines: readonly CheckoutLine[],
  wish: WayBack,
): Promise<SessionRequest> {
  const origin = shop.config.siteOrigin;
  const link = await signOrderLink(shop.config.orderLinkSecret, checkout.number);
  const delivery = deliveryOption(checkout.country, checkout.delivery);
  if (!delivery) throw new Error(`Checkout ${checkout.id} names a delivery option that is gone`);
  return {
    checkoutId: checkout.id,
    orderNumber: checkout.number,
    currency: checkout.currency,
    country: checkout.country,
    lines: lines.map((line) => ({
      name: line.name,
      variant: line.variant,
      photographUrl: new URL(line.photograph, origin).href,
      quantity: line.quantity,
      unitMinor: line.unit_minor,
    })),
    delivery: {
      name: delivery.name,
      amountMinor: checkout.delivery_minor,
      daysFrom: delivery.daysFrom,
      daysTo: delivery.daysTo,
    },
    paymentMeans: paymentMeansIn(checkout.currency),
    locale: orderLocale(),
    beforeButton: beforeStripesButton({
      terms: new URL(paths.terms, origin).href,
      withdrawal: new URL(`${paths.delivery}#returns`, origin).href,
    }),
    successUrl: new URL(paths.order(link), origin).href,
    cancelUrl: new URL(wayBack(wish, link), origin).href,
    expiresAt: checkout.expires_at,
  };
}

/** The link of a letter is to work until its time is over: whoever comes back from Stripe's page ends nothing by that. */
function wayBack({ cancelPath, elsewhere }: WayBack, link: string): string {
  if (elsewhere) return paths.order(link);
  return cancelPath ?? paths.checkoutCancelled(link);
}
