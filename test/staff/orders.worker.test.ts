import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type { StaffOrder, StaffOrderDone } from '../../src/api/staff-orders.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';
import { askAs } from './ask-desk.ts';

/** Orders at the desk of the built shop, bought and paid for as a shopper does. */
const sku = 'AUR-YG-52';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

async function buy(quantity = 2, email = 'ada@example.com') {
  const { link, url } = await beginCheckout(shop, wishFor(sku, { lines: [{ sku, quantity }] }));
  await payOnStripe(url, { email });
  await delivered(shop);
  const [number = ''] = link.split('.');
  return { link, number };
}

type Role = 'fulfilment' | 'client-care' | 'privacy' | 'owner';

function ask<Answer = Problem>(role: Role, path: string, number: string, body: unknown = {}, parcel = '') {
  return askAs<Answer>(
    shop,
    `${role}@shop.example`,
    'POST',
    path.replace(':number', number).replace(':parcel', parcel),
    body,
  );
}

const view = (role: Role, number: string) => ask<StaffOrder>(role, apiPaths.staffOrderView, number);

function accesses(what: string): Promise<number | undefined> {
  return shop.database
    .prepare('SELECT count(*) AS rows FROM access_log WHERE what = ?1')
    .bind(what)
    .first<{ rows: number }>()
    .then((row) => row?.rows);
}

test('[collect.delivery-confirmation] an order goes to its end in two parcels, and its shopper sees each step', async () => {
  const { link, number } = await buy();
  expect((await view('fulfilment', number)).body.acts).toEqual(['hold', 'prepare']);
  expect((await ask<StaffOrderDone>('fulfilment', apiPaths.staffOrderPrepare, number)).body.state).toBe('preparing');
  const one = { carrier: 'FedEx', lines: [{ position: 0, quantity: 1 }] };
  const first = await ask<StaffOrderDone>('fulfilment', apiPaths.staffOrderParcels, number, {
    ...one,
    trackingNumber: '7946 4401-2333',
  });
  expect(first).toMatchObject({ status: 200, body: { state: 'partly-shipped' } });
  await ask('fulfilment', apiPaths.staffOrderParcels, number, { ...one, trackingNumber: '794644012334' });
  const sent = await viewOrder(shop, link);
  expect(sent.body).toMatchObject({
    state: 'shipped',
    parcels: [
      { carrier: 'FedEx', trackingNumber: '794644012333', address: expect.stringContaining('fedex.com') },
      { trackingNumber: '794644012334' },
    ],
  });
  for (const { id } of (await view('owner', number)).body.parcels) {
    await ask('fulfilment', apiPaths.staffOrderParcelDelivered, number, {}, id);
  }
  expect((await viewOrder(shop, link)).body).toMatchObject({ state: 'delivered', deliveredAt: expect.any(String) });
  const { body } = await view('privacy', number);
  expect(body.acts).toEqual([]);
  expect(body.history.map(({ move, role }) => [move, role])).toEqual([
    ['place', undefined],
    ['prepare', 'fulfilment'],
    ['ship-part', 'fulfilment'],
    ['ship', 'fulfilment'],
    ['deliver-part', 'fulfilment'],
    ['deliver', 'fulfilment'],
  ]);
});

test('the words that staff send by WhatsApp are in the language of the order', async () => {
  const { number } = await buy();
  const change = `UPDATE orders SET language = 'fr', phone = '+33612345678' WHERE number = ?1`;
  await shop.database.prepare(change).bind(number).run();
  const { whatsApp = '' } = (await view('client-care', number)).body;
  expect(new URL(whatsApp).searchParams.get('text')).toContain(`au sujet de votre commande ${number}`);
});

test('[share.stripe] a refund goes through Stripe and is seen by staff and shopper', async () => {
  const { link, number } = await buy();
  const refund = { attempt: crypto.randomUUID(), reason: 'goodwill', what: { kind: 'amount', amountMinor: 1000 } };
  const done = await ask<StaffOrderDone>('client-care', apiPaths.staffOrderRefunds, number, refund);
  expect(done).toMatchObject({ status: 200, body: { said: '€10 was paid back.' } });
  await ask('client-care', apiPaths.staffOrderRefunds, number, refund);
  await delivered(shop);
  expect((await view('client-care', number)).body).toMatchObject({
    refundedMinor: 1000,
    refunded: 'partly',
    refunds: [{ amountMinor: 1000, state: 'succeeded', askedBy: 'staff' }],
  });
  expect((await viewOrder(shop, link)).body).toMatchObject({
    refundedMinor: 1000,
    refunds: [{ amountMinor: 1000, state: 'paid-back' }],
  });
  const known = await shop.database
    .prepare(`SELECT type FROM stripe_events WHERE type LIKE 'refund.%'`)
    .all<{ type: string }>();
  expect(known.results.map(({ type }) => type)).toContain('refund.created');
});

test('a cancelled order is paid back wholly, and stock comes back when it is said', async () => {
  const { link, number } = await buy(1);
  const inStock = () => shop.database.prepare('SELECT on_hand FROM stock WHERE sku = ?1').bind(sku).first('on_hand');
  const before = Number(await inStock());
  const cancelled = await ask<StaffOrderDone>('client-care', apiPaths.staffOrderCancel, number, { restock: 'all' });
  expect(cancelled.body.state).toBe('cancelled');
  expect(await inStock()).toBe(before + 1);
  expect((await viewOrder(shop, link)).body).toMatchObject({ state: 'cancelled', refunds: [{ state: 'paid-back' }] });
});

describe('[security.access] each view and each change', () => {
  test('is written into the access log, under the hash of whose order it is', async () => {
    const { number } = await buy(1, 'grace@example.com');
    const before = { views: await accesses('an order'), changes: await accesses('where an order stands') };
    await view('client-care', number);
    await ask('fulfilment', apiPaths.staffOrderPrepare, number);
    expect(await accesses('an order')).toBe((before.views ?? 0) + 1);
    expect(await accesses('where an order stands')).toBe((before.changes ?? 0) + 1);
    const row = await shop.database
      .prepare(
        `SELECT role, act, why, subject_hash FROM access_log WHERE what = 'where an order stands' ORDER BY rowid DESC`,
      )
      .first();
    expect(row).toMatchObject({ role: 'fulfilment', act: 'change', why: number, subject_hash: expect.any(String) });
  });

  test('of a restricted person is for whoever decides about that alone, and nothing is sent', async () => {
    const { number } = await buy(1, 'restricted@example.com');
    await shop.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r1', 'restricted@example.com', 'r1', 'asked', 1)`,
      )
      .run();
    for (const role of ['fulfilment', 'client-care'] as const) {
      expect(await view(role, number)).toMatchObject({ status: 404 });
      expect(await ask(role, apiPaths.staffOrderHold, number)).toMatchObject({ status: 404 });
    }
    const { body } = await view('privacy', number);
    expect(body.flags).toContainEqual(expect.objectContaining({ kind: 'restricted' }));
    expect(await ask('owner', apiPaths.staffOrderPrepare, number)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  test('shows an e-mail address to nobody who only packs', async () => {
    const { number } = await buy(1);
    expect((await view('fulfilment', number)).body.customer).not.toHaveProperty('email');
    expect((await view('client-care', number)).body.customer.email).toBe('ada@example.com');
  });
});

describe('bad input gets a clear refusal, and nothing changes', () => {
  const parcel = { carrier: 'DHL', trackingNumber: '1234567890', lines: [{ position: 0, quantity: 1 }] };
  const refund = { attempt: '00000000-0000-4000-8000-000000000000', reason: 'other', what: { kind: 'whole' } };
  const amount = (amountMinor: unknown) => ({ ...refund, what: { kind: 'amount', amountMinor } });

  test.each([
    ['a carrier that is none', apiPaths.staffOrderParcels, { ...parcel, carrier: 'UPS' }, 400],
    [
      'a tracking number of other letters',
      apiPaths.staffOrderParcels,
      { ...parcel, trackingNumber: '<script>1234' },
      400,
    ],
    ['no lines', apiPaths.staffOrderParcels, { ...parcel, lines: [] }, 400],
    ['a line twice', apiPaths.staffOrderParcels, { ...parcel, lines: [...parcel.lines, ...parcel.lines] }, 400],
    ['half a piece', apiPaths.staffOrderParcels, { ...parcel, lines: [{ position: 0, quantity: 0.5 }] }, 400],
    ['a field that is not asked for', apiPaths.staffOrderParcels, { ...parcel, state: 'delivered' }, 400],
    ['a parcel before it is prepared', apiPaths.staffOrderParcels, parcel, 409],
    ['a parcel that is not there', apiPaths.staffOrderParcelLost, {}, 404],
    ['a day that is none', apiPaths.staffOrderParcelLost, { at: '2026-02-31T00:00:00Z' }, 400],
    ['an amount of nothing', apiPaths.staffOrderRefunds, amount(0), 400],
    ['an amount below nothing', apiPaths.staffOrderRefunds, amount(-1), 400],
    ['an amount as text', apiPaths.staffOrderRefunds, amount('100'), 400],
    ['an amount with a fraction', apiPaths.staffOrderRefunds, amount(0.5), 400],
    ['more than was paid', apiPaths.staffOrderRefunds, amount(999_999_999), 409],
    ['a reason that is none', apiPaths.staffOrderRefunds, { ...refund, reason: 'because' }, 400],
    ['an attempt that is no UUID', apiPaths.staffOrderRefunds, { ...refund, attempt: '1' }, 400],
    ['stock of an amount', apiPaths.staffOrderRefunds, { ...refund, restock: true }, 400],
    ['a note past its bound', apiPaths.staffOrderHold, { note: 'x'.repeat(501) }, 400],
    ['a move that is not open', apiPaths.staffOrderRelease, {}, 409],
    ['a reason with an address', apiPaths.staffOrderView, { why: 'ada@example.com asked' }, 400],
  ])('%s', async (_, path, body, status) => {
    const { number } = await buy(1);
    const before = await view('owner', number);
    const refused = await ask('owner', path, number, body, 'no-such-parcel');
    expect(refused.status).toBe(status);
    expect(refused.body.detail).not.toBe('');
    expect((await view('owner', number)).body).toEqual(before.body);
  });

  test('a number that is none, or nobody’s', async () => {
    for (const number of ['LG-0000-0000', 'nonsense', "LG-0000-0000' OR 1=1"]) {
      const refused = await ask('owner', apiPaths.staffOrderCancel, encodeURIComponent(number));
      expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  test('another order’s parcel', async () => {
    const [one, other] = [await buy(1), await buy(1)];
    await ask('owner', apiPaths.staffOrderPrepare, one.number);
    await ask('owner', apiPaths.staffOrderParcels, one.number, { ...parcel, trackingNumber: '9999999999' });
    const [{ id } = { id: '' }] = (await view('owner', one.number)).body.parcels;
    expect(await ask('owner', apiPaths.staffOrderParcelLost, other.number, {}, id)).toMatchObject({ status: 404 });
    expect((await view('owner', one.number)).body.state).toBe('shipped');
  });
});
