import type { CheckoutStarted, Problem } from '../../src/api/answers.ts';
import { deliveryPriceMinor } from '../../src/catalog/delivery-price.ts';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { marketingWording } from '../../src/policy/marketing-wording.ts';
import { language } from '../../src/words/language.ts';
import { readItem } from '../catalog/read-item.ts';
import type { CameFrom } from '../fraud/origin/came-from.ts';
import { insertOriginStatement } from '../fraud/origin/queries.ts';
import { signOrderLink } from '../orders/order-link.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { isProblem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { selectAvailable } from '../stock/queries.ts';
import { inLanguage } from '../words/in-language.ts';
import { continuePrevious } from './continue-previous.ts';
import { answerStarted, openSession } from './open-session.ts';
import { insertCheckoutWithHolds, type NewCheckout, selectCheckoutByAttempt, selectCheckoutLines } from './queries.ts';
import { alreadyPaid, attemptEnded, attemptOfAnotherBag, notEnoughLeft, unknownPieces } from './refusals.ts';
import type { CheckoutWish } from './request.ts';

/** The session at Stripe lives for 30 minutes, the least that Stripe allows; the half minute covers the way there. */
const sessionMilliseconds = 30 * 60_000 + 30_000;
/** Whoever gets a link by mail does not sit in front of it: 24 hours is the most that Stripe allows, by its own clock. */
const linkMilliseconds = 24 * 60 * 60_000 - 5 * 60_000;

/**
 * Prices the wish, holds the pieces, and opens Stripe's page for it. The hold comes
 * first, in one transaction, so that a piece is never offered for payment twice;
 * when Stripe can't be reached or refuses, the hold is given back at once. Where the shopper came from is written beside
 * it and looked at by nobody here: the same wish gets the same answer, wherever it comes from.
 * @param from left out for an order that was told to the house: whoever enters it is not who buys
 */
export async function startCheckout(
  shop: Shop,
  wish: CheckoutWish,
  from?: CameFrom,
): Promise<CheckoutStarted | Problem> {
  const digest = await digestOf(wish);
  const continued = await continuePrevious(shop, wish.previous, digest);
  if (continued) return continued;

  const speaks = wish.elsewhere?.language ?? language();
  const items = await inLanguage(speaks, () => readItems(shop, wish));
  if (isProblem(items)) return items;
  const checkout = price(shop, wish, items, digest);
  const held = await hold(shop, checkout, wish, from);
  if (held === 'attempt-taken') return resumeAttempt(shop, wish, digest);
  if (held !== 'held') return held;
  return inLanguage(speaks, () => openSession(shop, checkout, checkout.lines, wish));
}

async function readItems(shop: Shop, wish: CheckoutWish): Promise<CatalogItem[] | Problem> {
  const items = await Promise.all(wish.lines.map((line) => readItem(shop.assets, shop.config.siteOrigin, line.sku)));
  const unknown = wish.lines.filter((_, index) => !items[index]);
  if (unknown.length > 0) return unknownPieces(unknown);
  return items.filter((item) => item !== undefined);
}

/** Everything that costs money is worked out here, from the catalogue of this deployment. */
function price(shop: Shop, wish: CheckoutWish, items: readonly CatalogItem[], digest: string): NewCheckout {
  const lines = items.map((item, index) => ({
    sku: item.sku,
    slug: item.slug,
    name: item.name,
    variant: item.variant,
    photograph: item.photograph.src,
    quantity: wish.lines[index]?.quantity ?? 0,
    unit_minor: item.prices[wish.currency],
  }));
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unit_minor * line.quantity, 0);
  return {
    id: crypto.randomUUID(),
    number: newOrderNumber(),
    attempt: wish.attempt,
    digest,
    currency: wish.currency,
    country: wish.country,
    delivery: wish.delivery.id,
    delivery_minor: deliveryPriceMinor(wish.delivery, wish.currency, subtotalMinor),
    subtotal_minor: subtotalMinor,
    gift_wrap: wish.giftWrap ? 1 : 0,
    gift_message: wish.giftWrap ? wish.giftMessage : '',
    marketing: wish.marketing ? 1 : 0,
    wording_version: marketingWording.version,
    created_at: shop.now,
    expires_at: shop.now + (wish.elsewhere ? linkMilliseconds : sessionMilliseconds),
    source: wish.elsewhere?.source ?? 'shop',
    language: wish.elsewhere?.language ?? language(),
    lines,
  };
}

async function hold(
  shop: Shop,
  checkout: NewCheckout,
  wish: CheckoutWish,
  from: CameFrom | undefined,
): Promise<'held' | 'attempt-taken' | Problem> {
  const origin = from ? [insertOriginStatement(shop.database, checkout.id, from)] : [];
  const entry = (await wish.elsewhere?.alongside(checkout.number)) ?? [];
  try {
    await insertCheckoutWithHolds(shop.database, checkout, [...origin, ...entry]);
    return 'held';
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    if (words.includes('checkouts.attempt')) return 'attempt-taken';
    if (words.includes('CHECK constraint') || words.includes('FOREIGN KEY constraint'))
      return tellWhatIsLeft(shop, checkout);
    // One number in 2^40 is taken already: any other will do.
    if (words.includes('checkouts.number')) {
      return hold(shop, Object.assign(checkout, { number: newOrderNumber() }), wish, from);
    }
    throw error;
  }
}

async function tellWhatIsLeft(shop: Shop, checkout: NewCheckout): Promise<Problem> {
  const skus = checkout.lines.map((line) => line.sku);
  const rows = await selectAvailable(shop.database, skus);
  const left = new Map(rows.map((row) => [row.sku, row.available]));
  const unknown = checkout.lines.filter((line) => !left.has(line.sku));
  return unknown.length > 0 ? unknownPieces(unknown) : notEnoughLeft(checkout.lines, left);
}

/** A second press of the button, or an answer that was lost on its way: the first one's session serves both. */
async function resumeAttempt(shop: Shop, wish: CheckoutWish, digest: string): Promise<CheckoutStarted | Problem> {
  const checkout = await selectCheckoutByAttempt(shop.database, wish.attempt);
  if (!checkout) return attemptEnded();
  if (checkout.digest !== digest) return attemptOfAnotherBag();
  if (checkout.state === 'paid' || checkout.state === 'processing') {
    return alreadyPaid(await signOrderLink(shop.config.orderLinkSecret, checkout.number));
  }
  if (checkout.pay_url) return answerStarted(shop, checkout, checkout.pay_url);
  const lines = await selectCheckoutLines(shop.database, checkout.id);
  return inLanguage(checkout.language, () => openSession(shop, checkout, lines, wish));
}

/** The same wish has the same digest, in whatever order its lines stand. */
async function digestOf(wish: CheckoutWish): Promise<string> {
  const lines = wish.lines.map((line) => `${line.sku} ${line.quantity}`).sort();
  const words = JSON.stringify([
    lines,
    wish.currency,
    wish.country,
    wish.delivery.id,
    wish.giftWrap,
    wish.giftMessage,
    wish.marketing,
    ...(wish.elsewhere ? [wish.elsewhere.source] : []),
  ]);
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
