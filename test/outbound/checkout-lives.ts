import { unstable_readConfig as readWranglerFile } from 'wrangler';
import type { CheckoutRequest } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import {
  beginCheckout,
  checkOut,
  delivered,
  type Payer,
  payOnStripe,
  post,
  viewOrder,
  wishFor,
} from '../local/shopper.ts';

const sku = 'AUR-YG-52';
const minute = 60_000;

/** The stand-in's clock and the schedule's, moved together. */
export interface MovableTime {
  advance: number;
}

export interface Lives {
  readonly shop: LocalShop;
  readonly time: MovableTime;
  readonly wish: Partial<CheckoutRequest>;
  readonly payer: Payer;
}

/** Everything that can become of a checkout, once each, and a sign-in, so that whatever calls out has called. */
export async function liveThemAll(lives: Lives): Promise<void> {
  const { shop } = lives;
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
  await paid(lives);
  await cancelled(lives);
  await delayed(lives, 'succeeded');
  await delayed(lives, 'failed');
  await refused(lives);
  await whileStripeIsAway(lives);
  await swept(lives);
  await expired(lives);
  await withoutJavaScript(lives);
  await moneyBack(lives);
  await staffSignIn(lives);
  await runEverySchedule(lives);
}

async function paid({ shop, wish, payer }: Lives): Promise<void> {
  const { link, url } = await beginCheckout(shop, wishFor(sku, { ...wish, marketing: true, giftWrap: true }));
  await payOnStripe(url, payer);
  await delivered(shop);
  const { body } = await viewOrder(shop, link);
  if (body.state !== 'paid') throw new Error(`The order is ${body.state}`);
}

async function cancelled({ shop, wish }: Lives): Promise<void> {
  const { link } = await beginCheckout(shop, wishFor(sku, wish));
  const { status } = await post(shop, apiPaths.checkoutCancel, { link });
  if (status !== 200) throw new Error(`The cancellation was answered with ${status}`);
}

async function delayed({ shop, wish, payer }: Lives, outcome: 'succeeded' | 'failed'): Promise<void> {
  const { url } = await beginCheckout(shop, wishFor(sku, wish));
  await payOnStripe(url, { ...payer, method: 'sepa_debit' });
  await delivered(shop);
  shop.stripe.settle(new URL(url).pathname.split('/').at(-1) ?? '', outcome);
  await delivered(shop);
}

async function refused({ shop, wish }: Lives): Promise<void> {
  const refusal = {
    status: 400,
    type: 'invalid_request_error',
    code: 'refused',
    message: `No: ${wish.giftMessage}`,
  } as const;
  shop.stripe.turn({ refuseNextCreate: refusal });
  const { status } = await checkOut(shop, wishFor(sku, wish));
  if (status !== 502) throw new Error(`A refusal of Stripe was answered with ${status}`);
}

async function whileStripeIsAway({ shop, wish }: Lives): Promise<void> {
  shop.stripe.turn({ unreachable: true });
  const { status } = await checkOut(shop, wishFor(sku, wish));
  shop.stripe.resetSwitches();
  if (status !== 503) throw new Error(`Stripe was away, and the answer was ${status}`);
}

/** Paid, and no webhook ever comes. */
async function swept(lives: Lives): Promise<void> {
  const { shop, wish, payer } = lives;
  shop.stripe.turn({ webhooks: { drop: true } });
  const { link, url } = await beginCheckout(shop, wishFor(sku, wish));
  await payOnStripe(url, payer);
  await delivered(shop);
  await runEverySchedule(lives, 36);
  shop.stripe.resetSwitches();
  const { body } = await viewOrder(shop, link);
  if (body.state !== 'paid') throw new Error(`The sweep left the order ${body.state}`);
}

/** Nobody pays, and Stripe's own clock is behind: the sweep has to close the page. */
async function expired(lives: Lives): Promise<void> {
  const { shop, wish } = lives;
  await beginCheckout(shop, wishFor(sku, wish));
  await runEverySchedule(lives, 80);
}

async function withoutJavaScript({ shop }: Lives): Promise<void> {
  const { attempt, currency, country, delivery } = wishFor(sku);
  const fields = new URLSearchParams({ attempt, sku, quantity: '1', currency, country, delivery });
  const response = await fetch(shop.url + apiPaths.checkout, { method: 'POST', redirect: 'manual', body: fields });
  if (response.status !== 303) throw new Error(`The form was answered with ${response.status}`);
}

/** Paid back in part, with Stripe away at first, and called into question by the bank. */
async function moneyBack(lives: Lives): Promise<void> {
  const { shop, wish, payer } = lives;
  const { link, url } = await beginCheckout(shop, wishFor(sku, wish));
  await payOnStripe(url, payer);
  await delivered(shop);
  const [number = ''] = link.split('.');
  await refund(shop, number);
  shop.stripe.turn({ unreachable: true });
  await refund(shop, number);
  shop.stripe.resetSwitches();
  await runEverySchedule(lives, 36);
  const intent = shop.stripe.refunds().at(-1)?.payment_intent;
  shop.stripe.dispute(String(intent));
  shop.stripe.warnOfFraud(String(intent));
  await delivered(shop);
  await runEverySchedule(lives, 40);
  const { body } = await viewOrder(shop, link);
  if (body.refundedMinor !== 200) throw new Error(`Paid back is ${body.refundedMinor}`);
}

async function refund(shop: LocalShop, number: string): Promise<void> {
  const { status } = await fetch(shop.url + apiPaths.staffOrderRefunds.replace(':number', number), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'Cf-Access-Jwt-Assertion': await shop.access.tokenFor('owner@shop.example'),
    },
    body: JSON.stringify({
      attempt: crypto.randomUUID(),
      reason: 'goodwill',
      what: { kind: 'amount', amountMinor: 100 },
    }),
  });
  if (status !== 200) throw new Error(`A refund was answered with ${status}`);
}

/** Nothing of a checkout, and the one other thing for which the Worker calls out. */
async function staffSignIn({ shop }: Lives): Promise<void> {
  const token = await shop.access.tokenFor('privacy@shop.example');
  const headers = { 'Cf-Access-Jwt-Assertion': token };
  const { status } = await fetch(shop.url + apiPaths.staffMe, { headers });
  if (status !== 200) throw new Error(`A member of staff was answered with ${status}`);
}

/** Every job that there is, whenever it runs, so many minutes from now. */
async function runEverySchedule({ shop, time }: Lives, minutes = 0): Promise<void> {
  time.advance = minutes * minute;
  await shop.stripe.tick();
  for (const cron of readWranglerFile({ config: 'wrangler.toml' }).triggers.crons ?? []) {
    await shop.runSchedule(cron, new Date(Date.now() + time.advance));
  }
  time.advance = 0;
}
