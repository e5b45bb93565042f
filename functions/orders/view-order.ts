import type { OrderView } from '../../src/api/answers.ts';
import { deliveryOption } from '../../src/catalog/delivery.ts';
import { type Checkout, claimQuestion, selectCheckoutByNumber, selectCheckoutLines } from '../checkout/queries.ts';
import { settleCheckout } from '../checkout/settle-checkout.ts';
import type { Shop } from '../shop.ts';
import { instant, lifeOfView } from './life-of-view.ts';
import { readOrderLink } from './order-link.ts';
import { type Order, type OrderLine, selectOrder, selectOrderLines } from './queries.ts';

/** A page that polls makes us ask Stripe at most this often. */
const pauseBetweenQuestionsMilliseconds = 5_000;

/**
 * What the holder of a signed link may see. A link that isn't ours costs the same look-up
 * as one that is, and shows nothing. A checkout that looks unpaid is asked about at
 * Stripe, so that the page doesn't wait for a webhook.
 */
export async function viewOrder(shop: Shop, link: string): Promise<OrderView | undefined> {
  const number = (await readOrderLink(shop.config.orderLinkSecret, link)) ?? 'LG-0000-0000';
  const order = await selectOrder(shop.database, number);
  if (order) return orderView(shop, order);
  const checkout = await selectCheckoutByNumber(shop.database, number);
  if (!checkout) return undefined;
  // Paid, and yet there was no order a moment ago: a webhook has placed it between the two look-ups.
  const hasChanged = checkout.state === 'paid' || (await settleNow(shop, checkout));
  return hasChanged ? viewSettled(shop, number) : checkoutView(shop, checkout);
}

async function settleNow(shop: Shop, checkout: Checkout): Promise<boolean> {
  if (checkout.state !== 'open' && checkout.state !== 'processing') return false;
  if (!checkout.stripe_session_id) return false;
  const mayAsk = await claimQuestion(shop.database, checkout.id, shop.now, pauseBetweenQuestionsMilliseconds);
  if (!mayAsk) return false;
  await settleCheckout(shop, checkout, checkout.stripe_session_id);
  return true;
}

async function viewSettled(shop: Shop, number: string): Promise<OrderView | undefined> {
  const order = await selectOrder(shop.database, number);
  if (order) return orderView(shop, order);
  const checkout = await selectCheckoutByNumber(shop.database, number);
  return checkout ? checkoutView(shop, checkout) : undefined;
}

async function orderView(shop: Shop, order: Order): Promise<OrderView> {
  const lines = await selectOrderLines(shop.database, order.number);
  return {
    number: order.number,
    state: order.state,
    currency: order.currency,
    lines: lines.map(lineView),
    subtotalMinor: order.subtotal_minor,
    deliveryMinor: order.delivery_minor,
    totalMinor: order.total_minor,
    delivery: deliveryView(order.country, order.delivery),
    giftWrap: order.gift_wrap === 1,
    giftMessage: order.gift_message,
    paidAt: instant(order.paid_at),
    refundedMinor: order.refunded_minor,
    ...(order.delivered_at === null ? {} : { deliveredAt: instant(order.delivered_at) }),
    ...(await lifeOfView(shop.database, order.number)),
    customer: {
      name: order.name,
      email: order.email,
      phone: order.phone,
      address: {
        line1: order.address_line1,
        line2: order.address_line2,
        city: order.city,
        region: order.region,
        postcode: order.postcode,
        country: order.country,
      },
    },
  };
}

async function checkoutView(shop: Shop, checkout: Checkout): Promise<OrderView> {
  const lines = await selectCheckoutLines(shop.database, checkout.id);
  const isPayable = checkout.state === 'open' && checkout.pay_url && checkout.expires_at > shop.now;
  return {
    number: checkout.number,
    state: checkout.state === 'holding' ? 'open' : checkout.state,
    currency: checkout.currency,
    lines: lines.map(lineView),
    subtotalMinor: checkout.subtotal_minor,
    deliveryMinor: checkout.delivery_minor,
    totalMinor: checkout.subtotal_minor + checkout.delivery_minor,
    delivery: deliveryView(checkout.country, checkout.delivery),
    giftWrap: checkout.gift_wrap === 1,
    giftMessage: checkout.gift_message,
    ...(isPayable ? { payUrl: checkout.pay_url } : {}),
  };
}

function lineView(line: OrderLine): OrderView['lines'][number] {
  const { sku, slug, name, variant, quantity, unit_minor: unitMinor } = line;
  return { sku, slug, name, variant, quantity, unitMinor };
}

function deliveryView(country: string, optionId: string): OrderView['delivery'] {
  const option = deliveryOption(country, optionId);
  return { name: option?.name ?? optionId, daysFrom: option?.daysFrom ?? 0, daysTo: option?.daysTo ?? 0, country };
}
