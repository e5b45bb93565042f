import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writePlace } from '../../functions/work-list/place.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { WorkList } from '../../src/api/work-list-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff } from '../local/migrate.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { askAs } from '../staff/ask-desk.ts';

const day = 24 * 60 * 60_000;
const owner = 'owner@shop.example';
const privacy = 'privacy@shop.example';
const fulfilment = 'fulfilment@shop.example';
const clientCare = 'client-care@shop.example';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await seedStaff(shop.database);
});

interface Written {
  readonly state?: string;
  readonly daysAgo?: number;
  readonly email?: string;
  readonly sku?: string;
  readonly country?: string;
  readonly delivery?: string;
  readonly refunded?: number;
  readonly dispute?: string;
  /** With a parcel that is under way for so many days. */
  readonly sentDaysAgo?: number;
}

async function write(number: string, changes: Written = {}): Promise<void> {
  await shop.database.batch(rows(number, changes));
}

function rows(number: string, changes: Written): ReturnType<LocalShop['database']['prepare']>[] {
  const order = {
    state: 'paid',
    daysAgo: 1,
    email: 'Ada@Example.com',
    sku: 'MER-STEEL',
    country: 'FR',
    delivery: 'dhl-express',
    refunded: 0,
    dispute: '',
    ...changes,
  };
  const { database } = shop;
  return [
    database
      .prepare(
        `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor, delivery_minor,
           total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2, city, region,
           postcode, country, placed_at, paid_at, refunded_minor, dispute)
         VALUES (?1, ?2, '', ?1, 'EUR', 100, 0, 100, ?3, 0, 'With love', 'Ada Lovelace', ?4, '+331', '1 rue', '', 'Paris',
           '', '75002', ?5, ?6, ?6, ?7, ?8)`,
      )
      .bind(
        number,
        order.state,
        order.delivery,
        order.email,
        order.country,
        Date.now() - order.daysAgo * day,
        order.refunded,
        order.dispute,
      ),
    database
      .prepare(
        `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
         VALUES (?1, 0, ?2, 'meridian-38', 'Meridian 38', 'Steel', 1, 100)`,
      )
      .bind(number, order.sku),
    ...(order.sentDaysAgo === undefined
      ? []
      : [
          database
            .prepare(
              `INSERT INTO parcels (id, order_number, carrier, tracking_number, shipped_at) VALUES (?1, ?1, 'DHL', ?1, ?2)`,
            )
            .bind(number, Date.now() - order.sentDaysAgo * day),
        ]),
  ];
}

const list = <Answer = WorkList>(email: string, query = '') =>
  askAs<Answer>(shop, email, 'GET', `${apiPaths.staffOrders}${query}`);
const search = <Answer = WorkList>(email: string, words: string, more: object = {}) =>
  askAs<Answer>(shop, email, 'POST', apiPaths.staffOrderSearch, { words, ...more });
const numbers = ({ body }: { readonly body: WorkList }) => body.orders.map(({ number }) => number);

async function log(): Promise<Record<string, unknown>[]> {
  return (await shop.database.prepare('SELECT * FROM access_log ORDER BY rowid').all()).results;
}

async function restrict(email: string): Promise<void> {
  await shop.database
    .prepare(
      `INSERT INTO restrictions (id, email, request_number, reason, restricted_at) VALUES ('r', ?1, 'PR-1', 'asked', 1)`,
    )
    .bind(email)
    .run();
}

describe('what is to be done', () => {
  test('stands in its four turns, in each what was paid first first, and what needs nobody is not in it', async () => {
    await write('LG-0000-0001', { state: 'preparing', daysAgo: 40 });
    await write('LG-0000-0002', { state: 'paid', daysAgo: 2 });
    await write('LG-0000-0003', { state: 'under-review', daysAgo: 3 });
    await write('LG-0000-0004', { state: 'lost', daysAgo: 30 });
    await write('LG-0000-0005', { state: 'withdrawn', daysAgo: 31 });
    await write('LG-0000-0006', { state: 'shipped', daysAgo: 60, sentDaysAgo: 11 });
    await write('LG-0000-0007', { state: 'delivered', dispute: 'open', daysAgo: 4 });
    await write('LG-0000-0008', { state: 'partly-shipped', daysAgo: 5 });
    // Nothing is to be done about these.
    await write('LG-0000-0009', { state: 'delivered' });
    await write('LG-0000-000A', { state: 'withdrawn', refunded: 100 });
    await write('LG-0000-000B', { state: 'shipped', daysAgo: 60, sentDaysAgo: 9 });
    await write('LG-0000-000C', { state: 'cancelled' });
    const { status, body } = await list(fulfilment);
    expect(status).toBe(200);
    expect(body.orders.map(({ number, turn }) => [number.slice(-1), turn])).toEqual([
      ['7', 'begin'],
      ['3', 'begin'],
      ['2', 'begin'],
      ['5', 'settle'],
      ['4', 'settle'],
      ['1', 'send'],
      ['8', 'send'],
      ['6', 'ask-carrier'],
    ]);
    expect(body.next).toBeUndefined();
  });

  test('[security.access] names nobody, and one row tells who looked', async () => {
    await write('LG-0000-0001');
    const { body } = await list(fulfilment);
    expect(body.orders[0]).toMatchObject({
      deliveryName: 'DHL Express',
      pieces: [{ name: 'Meridian 38', quantity: 1 }],
    });
    expect(JSON.stringify(body)).not.toMatch(/Ada|example\.com|rue|Paris|75002|331|With love/i);
    expect(await log()).toMatchObject([
      { staff_email: fulfilment, act: 'view', what: 'the list of orders, which names nobody', subject_hash: null },
    ]);
  });

  test('comes in pages that have each order once, over the ends of the turns', async () => {
    const places = Array.from({ length: 30 }, (_, place) => place + 10);
    await shop.database.batch(
      places.flatMap((place) => [
        ...rows(`LG-0000-00${place}`, { daysAgo: place % 3 }),
        ...rows(`LG-0000-01${place}`, { state: 'preparing', daysAgo: place % 3 }),
        ...rows(`LG-0000-02${place}`, { state: 'shipped', daysAgo: 20, sentDaysAgo: 15 }),
      ]),
    );
    const first = await list(owner);
    const second = await list(owner, `?after=${first.body.next}`);
    expect([first.body.orders.length, second.body.orders.length, second.body.next]).toEqual([50, 40, undefined]);
    const all = [...numbers(first), ...numbers(second)];
    expect(new Set(all).size).toBe(90);
    expect(all.slice(60).every((number) => number.startsWith('LG-0000-02'))).toBe(true);
  });

  test('is filtered by country and delivery; a state has a list of its own', async () => {
    await write('LG-0000-0001', { country: 'JP', delivery: 'fedex-priority' });
    await write('LG-0000-0002', { country: 'JP' });
    await write('LG-0000-0003');
    await write('LG-0000-0004', { state: 'delivered', country: 'JP', daysAgo: 9 });
    await write('LG-0000-0005', { state: 'delivered', country: 'JP', daysAgo: 8 });
    expect(numbers(await list(owner, '?country=JP')).sort()).toEqual(['LG-0000-0001', 'LG-0000-0002']);
    expect(numbers(await list(owner, '?country=JP&delivery=fedex-priority'))).toEqual(['LG-0000-0001']);
    expect(numbers(await list(owner, '?state=delivered&country=JP'))).toEqual(['LG-0000-0005', 'LG-0000-0004']);
    expect(numbers(await list(owner, '?state=delivered&delivery=fedex-priority'))).toEqual([]);
  });

  test.each([
    ['a state that is none', '?state=placed'],
    ['a country that is not served', '?country=XX'],
    ['a delivery that is none', '?delivery=pigeon'],
    ['a question that is none', '?email=ada@example.com'],
    ['a place that is none', '?after=nowhere'],
    ['a place with too many letters', `?after=${'A'.repeat(65)}`],
    ['a place of no list', `?after=${btoa('9.1.LG-1')}`],
    ['a place of another list', `?state=paid&after=${writePlace({ turn: 1, at: 1, number: 'LG-1' })}`],
  ])('with %s is refused, and nobody has looked', async (_, query) => {
    const { status, body } = await list<Problem>(owner, query);
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    expect(await count(shop.database, 'access_log')).toBe(0);
  });
});

describe('a search', () => {
  beforeEach(async () => {
    await write('LG-0000-0001', { daysAgo: 5 });
    await write('LG-0000-0002', { daysAgo: 1, state: 'delivered' });
    await write('LG-0000-0003', { email: 'other@example.com', sku: 'PAS-BLACK' });
  });

  test.each([
    ['its number, in small letters', ' lg-0000-0001 ', ['LG-0000-0001']],
    ['a number that is nobody’s', 'LG-0000-0009', []],
    ['an address, in any letters, the newest first', 'ada@EXAMPLE.com', ['LG-0000-0002', 'LG-0000-0001']],
    ['the beginning of an address', 'ada@example', []],
    ['a SKU, the newest first', 'mer-steel', ['LG-0000-0002', 'LG-0000-0001']],
    ['the beginning of a SKU', 'MER', []],
  ])('finds by %s', async (_, words, found) => {
    expect(numbers(await search(clientCare, words))).toEqual(found);
  });

  test('[security.access] by an address or a number tells in the log whose orders were looked at', async () => {
    await search(clientCare, 'ada@example.com');
    await search(clientCare, 'LG-0000-0001');
    await search(clientCare, 'MER-STEEL');
    const told = await log();
    expect(told.map((row) => row['subject_hash'] !== null)).toEqual([true, true, false]);
    expect(told[0]?.['subject_hash']).toBe(told[1]?.['subject_hash']);
    expect(JSON.stringify(told)).not.toContain('ada@');
  });

  test.each(['', ' ', 'what?', 'x'.repeat(300), 'A--B'])('for “%s” is refused', async (words) => {
    expect((await search<Problem>(owner, words)).body.code).toBe('invalid-request');
    expect(await count(shop.database, 'access_log')).toBe(0);
  });

  test('of a piece goes on where its page ended', async () => {
    const places = Array.from({ length: 55 }, (_, place) => place + 10);
    await shop.database.batch(places.flatMap((place) => rows(`LG-1111-11${place}`, { daysAgo: place })));
    const first = await search(owner, 'MER-STEEL');
    const second = await search(owner, 'MER-STEEL', { after: first.body.next });
    expect(new Set([...numbers(first), ...numbers(second)]).size).toBe(57);
    expect(second.body.next).toBeUndefined();
  });
});

test('[rights.restrict] what is restricted is seen by privacy and the owner alone, listed or looked for', async () => {
  await write('LG-0000-0001');
  await restrict('ada@example.com');
  for (const email of [fulfilment, clientCare]) {
    for (const query of ['', '?state=paid']) expect(numbers(await list(email, query)), email + query).toEqual([]);
    for (const words of ['LG-0000-0001', 'ada@example.com', 'MER-STEEL'])
      expect(numbers(await search(email, words)), email + words).toEqual([]);
  }
  for (const email of [privacy, owner]) {
    expect((await list(email)).body.orders).toMatchObject([{ number: 'LG-0000-0001', isRestricted: true }]);
    for (const words of ['LG-0000-0001', 'ada@example.com', 'MER-STEEL'])
      expect(numbers(await search(email, words))).toEqual(['LG-0000-0001']);
  }
});
