import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type { ErasureConfirmed } from '../../src/api/erasure-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { becomeMember } from '../accounts/person.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, post, wishFor } from '../local/shopper.ts';
import { allLettersTo } from '../mail/letters.ts';
import { askAndConfirm } from '../requests/asker.ts';
import { everyRow, rowsWith } from './person.ts';

/** Stripe's word that a session was paid comes before, during and after the erasure of who paid, over HTTP. */

const sku = 'AUR-YG-52';
const day = 24 * 60 * 60_000;
/** Where the address of an order that is still to be delivered may be: with the order, the request and its letters. */
const mayHoldTheAddress = ['orders', 'privacy_requests', 'mail_outbox'];

let shop: LocalShop;
let email: string;
let name: string;
let number: string;
let request: string;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  email = `late-${mark}@example.com`;
  name = `Lateria ${mark}`;
  shop.stripe.resetSwitches();
  await shop.database.prepare('UPDATE stock SET on_hand = held + 5 WHERE sku = ?1').bind(sku).run();
});

/** A member pays, with the box for news ticked, and asks to be erased; Stripe's word waits. */
async function payAndAsk(): Promise<void> {
  await becomeMember(shop, email, { username: `Late ${name}` });
  request = await askAndConfirm(shop, email, { kind: 'erasure' });
  shop.stripe.turn({ webhooks: { hold: true } });
  const { link, url } = await beginCheckout(shop, wishFor(sku, { marketing: true, giftWrap: true, giftMessage: name }));
  number = link.split('.')[0] ?? '';
  await payOnStripe(url, { email, name });
}

/** The word comes, to the shop's real door. */
async function hear(): Promise<void> {
  await shop.stripe.release('first-to-last');
  await delivered(shop);
  await allLettersTo(shop, email);
}

function erase() {
  return post<ErasureConfirmed & Problem>(shop, apiPaths.erasures, { link: request });
}

async function eraseDone(): Promise<void> {
  expect(await erase()).toMatchObject({ status: 200 });
  await allLettersTo(shop, email);
}

async function order(): Promise<Record<string, unknown> | null> {
  return shop.database.prepare('SELECT * FROM orders WHERE number = ?1').bind(number).first();
}

async function isSoldOnce(): Promise<void> {
  const stock = await shop.database.prepare('SELECT on_hand, held FROM stock WHERE sku = ?1').bind(sku).first();
  expect(stock).toEqual({ on_hand: 4, held: 0 });
  const { orders = [], order_lines: lines = [] } = await rowsWith(shop.database, number);
  expect([orders.length, lines.length]).toEqual([1, 1]);
}

/** No account, session, wish, consent or checkout has come back; the contract is there, and its contact for a while. */
async function isErasedButForTheContract(): Promise<void> {
  await isSoldOnce();
  const places = Object.keys(await rowsWith(shop.database, email));
  expect(places.filter((place) => !mayHoldTheAddress.includes(place))).toEqual([]);
  expect(await rowsWith(shop.database, `Late ${name}`)).toEqual({});
  expect(await order()).toMatchObject({
    currency: 'EUR',
    country: 'FR',
    total_minor: expect.any(Number),
    paid_at: expect.any(Number),
    stripe_payment_intent_id: expect.stringMatching(/^pi_/),
  });
}

/** Its day comes, and with it the last of the contact goes; what tax law asks for stays. */
async function losesItsContactInTime(): Promise<void> {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const before = await order();
  const later = new Date(Date.now() + 120 * day);
  await shop.runSchedule('*/5 * * * *', later);
  // What is written to the staff on that day leaves on that day.
  await shop.runSchedule('* * * * *', later);
  const { total_minor, paid_at, country } = before ?? {};
  expect(await order()).toMatchObject({
    name: '',
    email: '',
    phone: '',
    gift_message: '',
    total_minor,
    paid_at,
    country,
  });
  expect(Object.keys(await rowsWith(shop.database, name))).toEqual(['locked_parties']);
  const places = Object.keys(await rowsWith(shop.database, email));
  expect(places.filter((place) => !['privacy_requests', 'mail_outbox'].includes(place))).toEqual([]);
}

describe('[rights.erasure] Stripe’s word that an order was paid, which comes', () => {
  test('before the erasure, and once more after it, brings nobody back', async () => {
    await payAndAsk();
    await hear();
    expect(await order()).toMatchObject({ state: 'paid', email });
    await eraseDone();
    await isErasedButForTheContract();
    const erased = await everyRow(shop.database);
    for (const { id } of shop.stripe.events()) await shop.stripe.redeliver(id);
    await delivered(shop);
    await allLettersTo(shop, email);
    expect(await everyRow(shop.database)).toEqual(erased);
    await losesItsContactInTime();
  }, 240_000);

  test('during it, when the ledger is written and the database not, is an order that the erasure then finds', async () => {
    await payAndAsk();
    const { database } = shop;
    await database.exec(
      `CREATE TRIGGER stopped BEFORE INSERT ON erasures BEGIN SELECT RAISE(ABORT, 'The Worker was stopped'); END`,
    );
    expect((await erase()).status).toBe(500);
    const ledger = await shop.worker.getR2Bucket('LEDGER', 'shop');
    expect((await ledger.list({ prefix: 'erasures/' })).objects.length).toBeGreaterThan(0);
    expect((await rowsWith(database, email))['accounts']).toHaveLength(1);
    await hear();
    expect(await order()).toMatchObject({ state: 'paid', email });
    await database.exec('DROP TRIGGER stopped');
    await eraseDone();
    await isErasedButForTheContract();
    await losesItsContactInTime();
  }, 240_000);

  test('after it, several times at once, is one order that a person looks at, and no wish', async () => {
    await payAndAsk();
    await eraseDone();
    expect(await order()).toBeNull();
    shop.stripe.turn({ webhooks: { hold: true, duplicates: 5 } });
    await hear();
    expect(await order()).toMatchObject({ state: 'under-review', review_reason: 'erased', name });
    await isErasedButForTheContract();
    await losesItsContactInTime();
  }, 240_000);
});
