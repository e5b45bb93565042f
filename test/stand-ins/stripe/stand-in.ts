import Stripe from 'stripe';
import { type StripeOptions, type StripeStandIn, startStripe } from './start.ts';

export const secretKey = 'sk_test_stand_in';
export const webhookSecret = 'whsec_stand_in';

/** A clock that stands until it is moved. */
export interface MovableClock {
  (): number;
  forward(milliseconds: number): void;
}

export function movableClock(start = Date.UTC(2026, 10, 23, 12)): MovableClock {
  let now = start;
  return Object.assign(() => now, {
    forward(milliseconds: number) {
      now += milliseconds;
    },
  });
}

export interface Started {
  readonly standIn: StripeStandIn;
  readonly stripe: Stripe;
  readonly clock: MovableClock;
}

/** The stand-in, and the official client that talks to it without retries of its own. */
export async function startWithClient(options: Partial<StripeOptions> = {}): Promise<Started> {
  const clock = movableClock();
  const standIn = await startStripe({ port: 0, secretKey, webhookSecret, clock, ...options });
  return { standIn, clock, stripe: clientOf(standIn.url) };
}

export function clientOf(url: string, key = secretKey): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
}

/** Parameters as the shop sends them: one ring to France. */
export function oneRing(clock: () => number, changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return {
    mode: 'payment',
    success_url: 'http://shop.example/order/?session={CHECKOUT_SESSION_ID}#signed',
    cancel_url: 'http://shop.example/checkout/cancelled/',
    expires_at: Math.floor(clock() / 1000) + 31 * 60,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: 148_000,
          tax_behavior: 'inclusive',
          product_data: { name: 'Ring' },
        },
      },
    ],
    adaptive_pricing: { enabled: false },
    phone_number_collection: { enabled: true },
    shipping_address_collection: { allowed_countries: ['FR'] },
    shipping_options: [
      {
        shipping_rate_data: {
          type: 'fixed_amount',
          display_name: 'DHL Express',
          fixed_amount: { amount: 1500, currency: 'eur' },
        },
      },
    ],
    metadata: { order: 'L-7Q2K' },
    payment_intent_data: { metadata: { order: 'L-7Q2K' } },
    ...changes,
  } satisfies Stripe.Checkout.SessionCreateParams;
}

export interface Submitted {
  readonly status: number;
  readonly location: string | null;
  readonly page: string;
}

/** Sends the hosted page's form as a browser without JavaScript does, and follows no redirect. */
export async function submitPayment(
  session: Stripe.Checkout.Session,
  changes: Readonly<Record<string, string>> = {},
): Promise<Submitted> {
  const fields = {
    email: 'claire@shopper.example',
    phone: '+33 6 12 34 56 78',
    shippingName: 'Claire Martin',
    shippingCountry: 'FR',
    shippingLine1: '12 rue de la Paix',
    shippingPostalCode: '75002',
    shippingCity: 'Paris',
    shippingRate: String(session.shipping_options[0]?.shipping_rate ?? ''),
    method: 'card',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '12 / 34',
    cardCvc: '123',
    billingName: 'C Martin',
    billingSame: 'on',
    ...changes,
  };
  return submit(session.url ?? '', fields);
}

export async function submit(address: string, fields: Readonly<Record<string, string>>): Promise<Submitted> {
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}
