import type { CheckoutRequest, CheckoutStarted, OrderView, Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from './launch-shop.ts';

/** What a shopper does, over HTTP: for the Worker's tests and the benchmarks. */

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A wish for one piece, to Paris, as the bag would send it. */
export function wishFor(sku: string, changes: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    attempt: crypto.randomUUID(),
    lines: [{ sku, quantity: 1 }],
    currency: 'EUR',
    country: 'FR',
    delivery: 'dhl-express',
    giftWrap: false,
    giftMessage: '',
    marketing: false,
    ...changes,
  };
}

/** Posts JSON and reads JSON. The body's type is the caller's claim; the tests' expectations hold it to that. */
export async function post<Body>(
  shop: Pick<LocalShop, 'url'>,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Body>> {
  const response = await fetch(shop.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
}

export function checkOut(
  shop: Pick<LocalShop, 'url'>,
  request: unknown,
  headers?: Readonly<Record<string, string>>,
): Promise<Answer<CheckoutStarted & Problem>> {
  return post(shop, apiPaths.checkout, request, headers);
}

/** A checkout that must succeed. `headers`: what the host adds, such as from where it comes. */
export async function beginCheckout(
  shop: LocalShop,
  request: CheckoutRequest,
  headers?: Readonly<Record<string, string>>,
): Promise<CheckoutStarted> {
  const { status, body } = await checkOut(shop, request, headers);
  if (status !== 201) throw new Error(`The checkout answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

export function viewOrder(shop: LocalShop, link: string): Promise<Answer<OrderView>> {
  return post(shop, apiPaths.orderView, { link });
}

export async function availableOf(shop: LocalShop, sku: string): Promise<number | undefined> {
  const response = await fetch(`${shop.url}${apiPaths.stock}?sku=${encodeURIComponent(sku)}`);
  const { available } = (await response.json()) as { available: Record<string, number> };
  return available[sku];
}

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  authenticated: '4000 0027 6000 3184',
} as const;

export interface Payer {
  readonly card?: string;
  /** A bank debit in the place of a card: complete at once, paid days later. */
  readonly method?: 'card' | 'sepa_debit';
  readonly email?: string;
  readonly name?: string;
  readonly country?: string;
}

/** Fills in Stripe's page and sends it, as its form would. Answers 303 to the order page when that went well. */
export async function payOnStripe(payUrl: string, payer: Payer = {}): Promise<Response> {
  const page = await (await fetch(payUrl)).text();
  const rate = /name="shippingRate"[^>]*?value="([^"]+)"|value="([^"]+)"[^>]*?name="shippingRate"/.exec(page);
  const fields = {
    email: payer.email ?? 'ada@example.com',
    phone: '+33 1 23 45 67 89',
    shippingName: payer.name ?? 'Ada Lovelace',
    shippingCountry: payer.country ?? 'FR',
    shippingLine1: '12 rue de la Paix',
    shippingCity: 'Paris',
    shippingPostalCode: '75002',
    shippingRate: rate?.[1] ?? rate?.[2] ?? '',
    method: payer.method ?? 'card',
    cardNumber: payer.card ?? cards.good,
    cardExpiry: '12 / 40',
    cardCvc: '123',
    billingName: payer.name ?? 'Ada Lovelace',
    billingSame: 'on',
  };
  return fetch(payUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

/** Resolves when every webhook that is due has been delivered, once. */
export async function delivered(shop: Pick<LocalShop, 'stripe'>): Promise<void> {
  await shop.stripe.tick();
  await shop.stripe.idle();
}
