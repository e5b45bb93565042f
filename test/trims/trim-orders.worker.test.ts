import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { selectCheckoutByNumber } from '../../functions/checkout/queries.ts';
import { settleCheckout } from '../../functions/checkout/settle-checkout.ts';
import { confirmErasure } from '../../functions/erasure/confirm-erasure.ts';
import { type PrivacyRequest, selectRequest } from '../../functions/requests/queries.ts';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import type { Shop } from '../../functions/shop.ts';
import { trimOrders } from '../../functions/trims/trim-orders.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';
import { retention } from '../../src/policy/retention.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { ask, everyRow, insert, live, rowsWith, type Somebody, somebody } from '../erasure/person.ts';
import { emptyDatabase } from '../retention/database.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 12);
/** 30 days to deliver, 2 working days that may be 6, and the days to withdraw, from a payment at that time. */
const neededUntil = (paidAt: number) => withdrawalEnd(paidAt + 36 * day, 'FR').at;

const folder = mkdtempSync(join(tmpdir(), 'shop-erasure-'));
let shop: OpenShop;
let ada: Somebody;
beforeAll(async () => {
  shop = await openShop(undefined, folder);
  ada = await somebody('ada');
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => emptyDatabase(shop.database));

async function erase(at: number): Promise<void> {
  await ask(shop.database, ada, 'erasure', ada.request, at);
  const request = await selectRequest(shop.database, ada.request);
  await confirmErasure(shop.at(at), request as PrivacyRequest);
}

async function order(number: string): Promise<Record<string, unknown>> {
  const found = (await everyRow(shop.database))['orders']?.find((row) => row.includes(`"number":"${number}"`));
  return JSON.parse(found ?? '{}');
}

describe('an order that an erasure waits for', () => {
  test('[rights.erasure] loses phone, e-mail address and gift message on its day, not a moment before', async () => {
    await live(shop.database, ada, now);
    await erase(now);
    const number = `LG-${ada.key}-0`;
    await trimOrders(shop.at(neededUntil(now) - 1));
    expect(await order(number)).toMatchObject({ name: ada.mark, phone: ada.mark, email: ada.email.toUpperCase() });
    await trimOrders(shop.at(neededUntil(now)));
    expect(await order(number)).toMatchObject({ name: '', phone: '', email: '', gift_message: '', city: '' });
    expect(await order(number)).toMatchObject({
      total_minor: 100,
      country: 'FR',
      stripe_payment_intent_id: `pi_${number}`,
    });
    expect((await rowsWith(shop.database, ada.mark))['locked_parties']).toHaveLength(1);

    const trimmed = await everyRow(shop.database);
    await trimOrders(shop.at(neededUntil(now) + day));
    expect(await everyRow(shop.database)).toEqual(trimmed);
  });

  test('keeps its contact for the weeks that its piece takes to make', async () => {
    await live(shop.database, ada, now);
    await shop.database.prepare(`UPDATE order_lines SET sku = 'MADE'`).run();
    await erase(now);
    const due = await shop.database.prepare('SELECT due_at FROM order_trims').first<{ due_at: number }>();
    expect(due?.due_at).toBe(withdrawalEnd(now + (8 * 7 + 6) * day, 'FR').at);
  });
});

describe('an order that comes late', () => {
  test('is kept and looked at, and brings neither a wish nor the contact back for good', async () => {
    await checkOut('LG-LATE-0000');
    await erase(now);
    await settle('LG-LATE-0000', now - day, now + day);
    await settle('LG-LATE-0000', now - day, now + 2 * day);
    expect(await order('LG-LATE-0000')).toMatchObject({ state: 'under-review', review_reason: 'erased', name: 'Ada' });
    expect(await rowsWith(shop.database, ada.email)).not.toHaveProperty('marketing_wishes');
    await trimOrders(shop.at(neededUntil(now - day)));
    expect(await order('LG-LATE-0000')).toMatchObject({ name: '', email: '', phone: '' });
    expect(await rowsWith(shop.database, ada.email)).toEqual({
      mail_outbox: [expect.stringContaining('erasure-done')],
      privacy_requests: [expect.stringContaining(ada.request)],
    });
  });

  test('is a contract of its own when it was paid after the erasure', async () => {
    await checkOut('LG-LATE-0000');
    await erase(now);
    await settle('LG-LATE-0000', now + day, now + day);
    expect(await order('LG-LATE-0000')).toMatchObject({ state: 'paid', review_reason: '' });
    // The box was ticked before: the erasure took that wish back too.
    expect(await rowsWith(shop.database, ada.email)).toHaveProperty('orders');
    expect(await rowsWith(shop.database, ada.email)).not.toHaveProperty('marketing_wishes');
    expect((await everyRow(shop.database))['order_trims']).toEqual([]);
  });

  test('is none when the order went with the erasure: nothing is written for its session', async () => {
    await checkOut('LG-LATE-0000');
    await settle('LG-LATE-0000', now - 60 * day, now);
    await erase(now);
    expect(await selectCheckoutByNumber(shop.database, 'LG-LATE-0000')).toBeNull();
    expect(await rowsWith(shop.database, ada.email)).not.toHaveProperty('orders');
  });

  test('is like any other once the tombstone has expired', async () => {
    await checkOut('LG-LATE-0000');
    await erase(now);
    await deleteDue(shop.database, now + 90 * day - 1, { tombstones: retention.tombstones });
    expect((await everyRow(shop.database))['tombstones']).toHaveLength(1);
    await deleteDue(shop.database, now + 90 * day, { tombstones: retention.tombstones });
    await settle('LG-LATE-0000', now - day, now + 91 * day);
    expect(await order('LG-LATE-0000')).toMatchObject({ state: 'paid', review_reason: '' });
    expect((await everyRow(shop.database))['tombstones']).toEqual([]);
  });
});

describe('the bytes of the database', () => {
  test('[rights.erasure] hold nothing that no row holds, once free pages are given back', async () => {
    const lost = {
      paid_at: now - 60 * day,
      name: 'kept-for-tax',
      address_line1: '',
      address_line2: '',
      city: '',
      region: '',
      postcode: '',
    };
    await live(shop.database, ada, now - 60 * day, [lost]);
    await erase(now);
    await shop.database.prepare(`UPDATE privacy_requests SET email = ''`).run();
    await shop.database.prepare('DELETE FROM mail_outbox').run();
    const text = rewrittenFiles();
    expect(text).toContain('kept-for-tax');
    expect(text.toLowerCase()).not.toContain(ada.email);
    expect(text).toContain(ada.subjectHash);
  });
});

/** Each database below the folder as it is when only what is in rows and indexes is written anew. */
function rewrittenFiles(): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.sqlite'))
    .map(({ parentPath, name }) => {
      const file = new DatabaseSync(join(parentPath, name), { readOnly: true });
      const copy = join(parentPath, `${name}.rewritten`);
      file.exec(`VACUUM INTO '${copy}'`);
      file.close();
      const text = readFileSync(copy, 'latin1');
      rmSync(copy);
      return text;
    })
    .join();
}

/** A bag whose payment is under way while its person is erased. */
async function checkOut(number: string): Promise<void> {
  const { database } = shop;
  await database.batch([
    insert(database, 'checkouts', {
      id: number,
      number,
      digest: '',
      state: 'processing',
      currency: 'EUR',
      country: 'FR',
      delivery: 'dhl-express',
      delivery_minor: 0,
      subtotal_minor: 100,
      gift_wrap: 0,
      gift_message: '',
      marketing: 1,
      stripe_session_id: `cs_${number}`,
      created_at: now - 2 * day,
      expires_at: now,
    }),
    insert(database, 'checkout_lines', {
      checkout_id: number,
      position: 0,
      sku: 'STOCK',
      slug: 'piece',
      name: 'Piece',
      variant: '',
      photograph: '/piece.webp',
      quantity: 1,
      unit_minor: 100,
    }),
  ]);
}

/** What a webhook, the sweep or the order page does: Stripe says that it is paid. */
async function settle(number: string, paidAt: number, at: number): Promise<void> {
  const address = { line1: '1 rue', line2: null, city: 'Paris', state: null, postal_code: '75002', country: 'FR' };
  const session = {
    id: `cs_${number}`,
    status: 'complete',
    payment_status: 'paid',
    amount_total: 100,
    currency: 'eur',
    payment_intent: { id: `pi_${number}`, status: 'succeeded', created: paidAt / 1000 },
    customer_details: { name: 'Ada', email: ada.email, phone: '+33 1' },
    collected_information: { shipping_details: { name: 'Ada', address } },
  };
  const stripe = {
    readSession: () => Promise.resolve({ kind: 'found', session }),
    readPaidLines: () => Promise.resolve([{ quantity: 1, amountMinor: 100 }]),
  } as unknown as Shop['stripe'];
  const checkout = await selectCheckoutByNumber(shop.database, number);
  if (!checkout) throw new Error('It was written');
  await settleCheckout(shop.at(at, { stripe }), checkout, session.id);
}
