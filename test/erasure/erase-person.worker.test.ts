import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmErasure, eraseFor } from '../../functions/erasure/confirm-erasure.ts';
import { previewErasure } from '../../functions/erasure/preview-erasure.ts';
import { replayLedger } from '../../functions/erasure/replay-ledger.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import type { Shop } from '../../functions/shop.ts';
import { personOf } from '../../functions/subject/subject-tables.ts';
import { dyingAt, emptyDatabase } from '../retention/database.ts';
import { type OpenShop, openShop } from './open-shop.ts';
import { ask, everyRow, live, rowsWith, type Somebody, somebody } from './person.ts';
import { restore } from './restore.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 12);
/** Its delivery and the days to withdraw are over; the other's are not. */
const arrived = { paid_at: now - 60 * day };

let shop: OpenShop;
let ada: Somebody;
let grace: Somebody;
beforeAll(async () => {
  shop = await openShop();
  ada = await somebody('ada');
  grace = await somebody('grace');
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  const { objects } = await shop.ledger.list();
  for (const { key } of objects) await shop.ledger.delete(key);
});

/** Ada and a neighbour, and what Ada asks. */
async function twoPeople(orders = [{ ...arrived }, {}]): Promise<void> {
  await live(shop.database, ada, now, orders);
  await live(shop.database, grace, now, [{ ...arrived }, {}]);
  await ask(shop.database, ada, 'erasure', ada.request, now);
}

async function erase(at: Shop = shop.at(now)) {
  const request = await selectRequest(shop.database, ada.request);
  if (!request) throw new Error('Nothing was asked');
  return confirmErasure(at, request);
}

async function rows(table: string): Promise<readonly string[]> {
  return (await everyRow(shop.database))[table] ?? [];
}

describe('an erasure', () => {
  test('[rights.erasure] takes what it said, keeps the invoice, and leaves the neighbour byte for byte', async () => {
    await twoPeople();
    const before = await rowsWith(shop.database, 'grace');
    const preview = await previewErasure(shop.at(now), ada.email);
    expect(await erase()).toEqual({ state: 'working' });

    const left = await rowsWith(shop.database, ada.mark);
    // What belongs to the order that is still to arrive goes with its contact.
    const ofRecent = ['order_history', 'orders', 'parcels', 'withdrawals'];
    expect(Object.keys(left).sort()).toEqual(['locked_parties', ...ofRecent]);
    expect(left['locked_parties']).toHaveLength(2);
    for (const table of ofRecent) expect([table, left[table]?.length]).toEqual([table, 1]);
    const [old = '', recent = ''] = (await rows('orders')).filter((row) => row.includes(`LG-${ada.key}`));
    expect(JSON.parse(old)).toMatchObject({
      name: '',
      email: '',
      phone: '',
      city: '',
      gift_message: '',
      country: 'FR',
    });
    expect(JSON.parse(old)).toMatchObject({ total_minor: 100, currency: 'EUR', paid_at: arrived.paid_at });
    expect(JSON.parse(recent)).toMatchObject({ name: ada.mark, phone: ada.mark, gift_message: ada.mark });
    expect(await rowsWith(shop.database, ada.email)).toEqual({
      orders: [recent],
      privacy_requests: [expect.stringContaining(`"number":"${ada.request}"`)],
      mail_outbox: [expect.stringContaining('erasure-begun')],
    });
    expect(preview.goesLater).toEqual([{ number: `LG-${ada.key}-1`, on: '2027-01-13' }]);
    expect(await rowsWith(shop.database, 'grace')).toEqual(before);
  });

  test('says before what goes, what stays until when and by which law, and whom it tells', async () => {
    await twoPeople();
    const untouched = await everyRow(shop.database);
    const preview = await previewErasure(shop.at(now), ada.email);
    expect(preview.goesNow.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['accounts', 'sessions', 'marketing_consents', 'mail_outbox', 'checkouts', 'objections']),
    );
    expect(preview.stays).toMatchObject({ orderCount: 2, law: expect.stringContaining('Art. 17(3)(b) GDPR') });
    expect(preview.stays.orders[0]).toEqual({ number: `LG-${ada.key}-0`, until: '2033-09-25' });
    expect(preview.recipients.map(({ name }) => name)).toContain('Stripe');
    expect(await everyRow(shop.database)).toEqual(untouched);
  });

  test('counts in the preview what then goes, row by row', async () => {
    await twoPeople();
    const before = await everyRow(shop.database);
    const { goesNow } = await previewErasure(shop.at(now), ada.email);
    await erase();
    const after = await everyRow(shop.database);
    for (const { table, rows: said } of goesNow) {
      const added = table === 'mail_outbox' ? 1 : 0;
      expect((before[table]?.length ?? 0) - (after[table]?.length ?? 0) + added, table).toBe(said);
    }
  });

  test('of somebody unknown is done at once, and one letter says so', async () => {
    await ask(shop.database, ada, 'erasure', ada.request, now);
    expect(await erase()).toEqual({ state: 'done' });
    expect(await rows('mail_outbox')).toEqual([expect.stringContaining('erasure-done')]);
  });

  test('is done once, whether it is confirmed twice or by two at the same time', async () => {
    await twoPeople();
    const both = await Promise.all([erase(), erase()]);
    expect(both).toEqual([{ state: 'working' }, { state: 'working' }]);
    const once = await everyRow(shop.database);
    expect(await erase(shop.at(now + day))).toEqual({ state: 'working' });
    expect(await everyRow(shop.database)).toEqual(once);
    expect(once['erasures']).toHaveLength(1);
    expect(once['rights_register']?.filter((row) => row.includes('"erased"'))).toHaveLength(1);
    expect((await shop.ledger.list()).objects).toHaveLength(1);
  });

  test('takes a hundred and one orders, and the trims and jobs of each', async () => {
    await twoPeople(Array.from({ length: 101 }, (_, place) => ({ paid_at: now - place * day })));
    expect(await erase()).toEqual({ state: 'working' });
    expect((await rows('locked_parties')).length).toBe(101);
    expect((await rows('stripe_redactions')).length).toBe(101);
    // Fifty days after its payment nobody needs an order's contact, once that day is over: its last is whole.
    expect((await rows('order_trims')).length).toBe(51);
    expect(Object.keys(await rowsWith(shop.database, ada.email))).not.toContain('accounts');
  });

  test('takes the address of an agent out of the request that they made for somebody else', async () => {
    await twoPeople();
    await ask(shop.database, grace, 'complaint', 'PR-AGEN-0000', now, { asker: 'agent', asker_email: ada.email });
    await erase();
    const request = await selectRequest(shop.database, 'PR-AGEN-0000');
    expect(request).toMatchObject({ email: grace.email, asker_email: '', words: grace.mark, closed_at: null });
  });

  test('ends what else the person has running, with proof', async () => {
    await twoPeople();
    await erase();
    const access = await selectRequest(shop.database, `PR-A ${ada.key}`);
    expect(access).toMatchObject({ state: 'withdrawn', email: '', words: '', closed_at: now });
    expect(await rows('rights_register')).toContainEqual(expect.stringContaining('"ended-by-erasure"'));
  });

  test('is refused for a request that asks for something else or has ended, and nothing goes', async () => {
    await twoPeople();
    await ask(shop.database, ada, 'portability', 'PR-PORT-0000', now, { state: 'done', closed_at: now });
    const other = await selectRequest(shop.database, 'PR-PORT-0000');
    if (!other) throw new Error('It was written');
    const before = await everyRow(shop.database);
    expect(await confirmErasure(shop.at(now), other)).toMatchObject({ code: 'not-allowed' });
    expect(await eraseFor(shop.at(now), other)).toMatchObject({ code: 'conflict' });
    expect(await everyRow(shop.database)).toEqual(before);
  });

  test('is never of everybody whose address is gone already', async () => {
    await expect(personOf(shop.at(now), ' ')).rejects.toThrow('empty address');
  });
});

describe('an erasure that stops halfway', () => {
  test('erases nothing while the ledger can’t be written', async () => {
    await twoPeople();
    const before = await everyRow(shop.database);
    const ledger = { ...shop.ledger, put: () => Promise.reject(new Error('R2 is away')) } as unknown as Shop['ledger'];
    await expect(erase(shop.at(now, { ledger }))).rejects.toThrow('R2 is away');
    expect(await everyRow(shop.database)).toEqual(before);
  });

  test('goes on by itself after it died between the ledger and the database', async () => {
    await twoPeople();
    const before = await everyRow(shop.database);
    // The first transaction but reading ones is the erasure itself.
    await expect(erase(shop.at(now, { database: dyingAt(shop.database, 1) }))).rejects.toThrow('stopped');
    expect(await everyRow(shop.database)).toEqual(before);
    expect(await replayLedger(shop.at(now + 5 * 60_000))).toMatchObject({ missing: 0 });
    expect(await replayLedger(shop.at(now + 60 * 60_000))).toEqual({ missing: 1, erased: 1, isDone: true });
    expect(Object.keys(await rowsWith(shop.database, ada.email)).sort()).toEqual([
      'mail_outbox',
      'orders',
      'privacy_requests',
    ]);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'working' });
  });

  test('goes on when the person confirms it again, and the ledger has one entry', async () => {
    await twoPeople();
    await expect(erase(shop.at(now, { database: dyingAt(shop.database, 1) }))).rejects.toThrow('stopped');
    expect(await erase(shop.at(now + 60_000))).toEqual({ state: 'working' });
    expect((await shop.ledger.list()).objects).toHaveLength(1);
  });

  test('undoes all of it when any table of it fails', async () => {
    await twoPeople();
    const before = await everyRow(shop.database);
    const { database } = shop;
    await database.prepare('ALTER TABLE tombstones RENAME TO lost').run();
    await expect(erase()).rejects.toThrow('tombstones');
    await database.prepare('ALTER TABLE lost RENAME TO tombstones').run();
    expect(await everyRow(database)).toEqual(before);
    expect(await erase()).toEqual({ state: 'working' });
  });
});

describe('a database restored from before an erasure', () => {
  test('[rights.erasure] erases the person again, within the hour and without a list of names', async () => {
    await twoPeople();
    const copy = await everyRow(shop.database);
    await erase();
    await restore(shop.database, copy);
    expect(await rowsWith(shop.database, ada.mark)).toHaveProperty('accounts');
    expect(await replayLedger(shop.at(now + 60 * 60_000))).toEqual({ missing: 1, erased: 1, isDone: true });
    expect(await rowsWith(shop.database, ada.mark)).not.toHaveProperty('accounts');
    expect(await rowsWith(shop.database, grace.mark)).toHaveProperty('accounts');
    expect(await replayLedger(shop.at(now + 2 * 60 * 60_000))).toEqual({ missing: 0, erased: 0, isDone: true });
  });

  test('notes it where the person was not in the copy, nor their request', async () => {
    await live(shop.database, grace, now);
    const copy = await everyRow(shop.database);
    await ask(shop.database, ada, 'erasure', ada.request, now);
    await erase();
    await restore(shop.database, copy);
    expect(await replayLedger(shop.at(now + 60 * 60_000))).toEqual({ missing: 1, erased: 0, isDone: true });
    expect(await rows('erasures')).toHaveLength(1);
  });

  test('leaves alone who comes back after the ledger’s own time', async () => {
    await twoPeople();
    await erase();
    await emptyDatabase(shop.database);
    await live(shop.database, ada, now);
    expect(await replayLedger(shop.at(now + 730 * day))).toEqual({ missing: 0, erased: 0, isDone: true });
    expect(await rowsWith(shop.database, ada.mark)).toHaveProperty('accounts');
  });
});
