import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { paths } from '../../src/paths.ts';
import { type Checkout, selectCheckoutLines } from '../checkout/queries.ts';
import { type Asking, askForConsent } from '../consents/ask-for-consent.ts';
import type { PaidLine, StripeSession } from '../gateways/stripe.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { lateOrder, type PlacedOrder } from '../trims/late-order.ts';
import { inLanguage } from '../words/in-language.ts';
import { insertOrderStatements, type Payment, releaseHoldsStatement, sellStatements } from './queries.ts';

/**
 * Writes the order, moves its stock from held to sold, and puts the confirmation into
 * the outbox, with the wish to hear from the house where there is one: together or not at all, and once however often it is called. What was
 * charged is compared with what was asked for; a difference, or a piece that is no longer
 * there, loses neither the order nor the money: a person looks at it.
 */
export async function placeOrder(
  shop: Shop,
  checkout: Checkout,
  session: StripeSession,
  alongside: readonly D1PreparedStatement[],
): Promise<'placed' | 'placed-before' | 'unreachable'> {
  if (checkout.state === 'paid') return writeAlone(shop, alongside);
  const paidLines = await shop.stripe.readPaidLines(session.id);
  if (paidLines === 'unreachable') return 'unreachable';
  return inLanguage(checkout.language, () => placePaid(shop, checkout, session, paidLines, alongside));
}

/** Whoever says that it is paid, the letters are in the language in which it was bought. */
async function placePaid(
  shop: Shop,
  checkout: Checkout,
  session: StripeSession,
  paidLines: readonly PaidLine[],
  alongside: readonly D1PreparedStatement[],
): Promise<'placed' | 'placed-before'> {
  const reasons = await differences(shop, checkout, session, paidLines);
  const asking = await askIfTicked(shop, checkout, session.customer_details?.email ?? '');
  const outcome = await write(shop, checkout, session, reasons, [...(asking?.statements ?? []), ...alongside]);
  if (outcome === 'placed-before') return writeAlone(shop, alongside);
  await announceMail(shop, mailIdOf('order-confirmation', checkout.number));
  for (const mailId of asking?.mailIds ?? []) await announceMail(shop, mailId);
  return 'placed';
}

async function writeAlone(shop: Shop, alongside: readonly D1PreparedStatement[]): Promise<'placed-before'> {
  if (alongside.length > 0) await shop.database.batch([...alongside]);
  return 'placed-before';
}

/** Why a person must look at it; empty for an order like any other. */
async function differences(
  shop: Shop,
  checkout: Checkout,
  session: StripeSession,
  paidLines: readonly PaidLine[],
): Promise<string[]> {
  const lines = await selectCheckoutLines(shop.database, checkout.id);
  const asked = lines.map((line) => `${line.quantity} ${line.quantity * line.unit_minor}`).sort();
  const paid = paidLines.map((line) => `${line.quantity} ${line.amountMinor}`).sort();
  const destination = session.collected_information?.shipping_details?.address.country;
  const checks = {
    amount: session.amount_total === checkout.subtotal_minor + checkout.delivery_minor,
    currency: session.currency.toUpperCase() === checkout.currency,
    lines: asked.join() === paid.join(),
    destination: destination === checkout.country,
    contact: Boolean(session.customer_details?.email),
  };
  return Object.entries(checks).flatMap(([name, isRight]) => (isRight ? [] : [name]));
}

async function write(
  shop: Shop,
  checkout: Checkout,
  session: StripeSession,
  reasons: readonly string[],
  alongside: readonly D1PreparedStatement[],
): Promise<'placed' | 'placed-before'> {
  const email = session.customer_details?.email ?? '';
  const late = await lateOrder(shop, await placedOrder(shop, checkout, paymentOf(session, reasons, shop.now)));
  const statements = (why: readonly string[], stock: readonly D1PreparedStatement[]) => [
    ...insertOrderStatements(shop.database, checkout.id, paymentOf(session, why, shop.now)),
    ...stock,
    ...(email ? [insertMailStatement(shop.database, 'order-confirmation', email, checkout.number, shop.now)] : []),
    ...alongside,
    ...late,
  ];
  try {
    await shop.database.batch(statements(reasons, sellStatements(shop.database, checkout.id)));
    return 'placed';
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    if (words.includes('UNIQUE constraint failed: orders')) return 'placed-before';
    if (!words.includes('CHECK constraint failed')) throw error;
  }
  // Paid for a piece whose hold had ended and that is gone: the order stands, and a person answers for the piece.
  try {
    await shop.database.batch(statements([...reasons, 'stock'], [releaseHoldsStatement(shop.database, checkout.id)]));
    return 'placed';
  } catch (error) {
    if (error instanceof Error && error.message.includes('UNIQUE constraint failed: orders')) return 'placed-before';
    throw error;
  }
}

async function placedOrder(shop: Shop, checkout: Checkout, payment: Payment): Promise<PlacedOrder> {
  const lines = await selectCheckoutLines(shop.database, checkout.id);
  const { number, delivery } = checkout;
  const { email, paidAt, country } = payment;
  return { number, email, paidAt, country, delivery, skus: lines.map(({ sku }) => sku) };
}

/** Only where the shopper ticked the box of the bag page. */
function askIfTicked(shop: Shop, checkout: Checkout, email: string): Promise<Asking> | undefined {
  if (checkout.marketing !== 1 || email === '') return undefined;
  return askForConsent(shop, {
    email,
    page: paths.bag,
    wordingVersion: checkout.wording_version,
    askedAt: checkout.created_at,
  });
}

function paymentOf(session: StripeSession, reasons: readonly string[], now: number): Payment {
  const shipping = session.collected_information?.shipping_details;
  const address = shipping?.address;
  return {
    state: reasons.length > 0 ? 'under-review' : 'paid',
    reviewReason: reasons.join(', '),
    stripeSessionId: session.id,
    stripePaymentIntentId: session.payment_intent?.id ?? null,
    totalMinor: session.amount_total,
    // Stripe's own time: the years of keeping begin with the payment, not with our hearing of it.
    paidAt: session.payment_intent ? session.payment_intent.created * 1000 : now,
    name: shipping?.name ?? session.customer_details?.name ?? '',
    email: session.customer_details?.email ?? '',
    phone: session.customer_details?.phone ?? '',
    addressLine1: address?.line1 ?? '',
    addressLine2: address?.line2 ?? '',
    city: address?.city ?? '',
    region: address?.state ?? '',
    postcode: address?.postal_code ?? '',
    country: address?.country ?? '',
  };
}
