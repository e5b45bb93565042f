import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CarrierEventSettled, CarrierEventsAside } from '../../src/api/carrier-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { askAs } from '../staff/ask-desk.ts';
import { buyer, eventsOf, sendOrder, standingOf } from './sent-order.ts';

const secrets = newSecrets();
const hour = 60 * 60_000;
const number = 'LG-7K4M-92QX';
const ofDhl = { carrier: 'DHL', trackingNumber: '1234567890' } as const;
const ofFedex = { carrier: 'FedEx', trackingNumber: '794665654567' } as const;
const staff = (role: string) => `${role}@shop.example`;

let shop: LocalShop;
let now = Date.now();
beforeAll(async () => {
  shop = await launchShop({ secrets, clock: () => now });
});
afterAll(() => shop.close());
beforeEach(async () => {
  now = Date.now();
  await emptyDatabase(shop.database);
  for (const role of ['fulfilment', 'client-care', 'privacy', 'owner']) {
    await shop.database
      .prepare('INSERT INTO staff (email, role, added_at) VALUES (?1, ?2, 0)')
      .bind(staff(role), role)
      .run();
  }
});
afterEach(() => shop.carriers.resetSwitches());

function push(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(shop.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

const sign = (body: string, secret = secrets.fedexPushSecret) => ({
  'fdx-signature': createHmac('sha256', secret).update(body).digest('base64'),
});
const token = { 'x-carrier-token': secrets.dhlPushToken };

const scan = { date: '2026-11-02T10:00:00Z', eventType: 'DL' };
const fedexBody = JSON.stringify({
  output: { completeTrackResults: [{ trackingNumber: '1', trackResults: [{ scanEvents: [scan] }] }] },
});
const dhlBody = JSON.stringify({
  scope: 'subscription.push',
  shipments: [{ id: '1', status: { timestamp: '2026-11-02T10:00:00Z', statusCode: 'delivered' } }],
});

describe('a push is read only when it is the carrier’s own', () => {
  test.each([
    ['of FedEx without a signature', apiPaths.fedexPush, fedexBody, {}],
    ['of FedEx signed with another secret', apiPaths.fedexPush, fedexBody, sign(fedexBody, 'x'.repeat(32))],
    ['of FedEx with another body', apiPaths.fedexPush, fedexBody.replace('DL', 'IT'), sign(fedexBody)],
    ['of FedEx with DHL’s token', apiPaths.fedexPush, fedexBody, token],
    ['of DHL without a token', apiPaths.dhlPush, dhlBody, {}],
    ['of DHL with another token', apiPaths.dhlPush, dhlBody, { 'x-carrier-token': 'x'.repeat(48) }],
    ['of DHL signed as FedEx does', apiPaths.dhlPush, dhlBody, sign(dhlBody)],
  ])('%s is refused, and leaves nothing', async (_, path, body, headers) => {
    const response = await push(path, body, headers as Record<string, string>);
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'invalid-signature' });
    expect(await count(shop.database, 'carrier_events')).toBe(0);
  });

  test.each([
    ['no JSON', '{'],
    ['another shape', '{"output":{"completeTrackResults":"all"}}'],
    ['no parcel', '{"output":{"completeTrackResults":[{"trackResults":[{}]}]}}'],
  ])('with %s it is refused in words', async (_, body) => {
    for (const [path, headers] of [
      [apiPaths.fedexPush, sign(body)],
      [apiPaths.dhlPush, token],
    ] as const) {
      const response = await push(path, body, headers);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid-request' });
    }
    expect(await count(shop.database, 'carrier_events')).toBe(0);
  });

  test('that is larger than it may be is not read to its end', async () => {
    const body = JSON.stringify({ padding: 'x'.repeat(600 * 1024) });
    expect((await push(apiPaths.fedexPush, body, sign(body))).status).toBe(413);
    expect((await push(apiPaths.dhlPush, body, token)).status).toBe(413);
  });

  test('sent again by somebody who recorded it, it changes nothing', async () => {
    expect(await (await push(apiPaths.fedexPush, fedexBody, sign(fedexBody))).json()).toEqual({
      taken: 0,
      aside: 1,
      known: 0,
    });
    const again = await push(apiPaths.fedexPush, fedexBody, sign(fedexBody));
    expect([again.status, await again.json()]).toEqual([200, { taken: 0, aside: 0, known: 1 }]);
  });
});

describe.each([ofDhl, ofFedex])('the stand-in of $carrier', (parcel) => {
  beforeEach(async () => {
    await sendOrder(shop.database, number, [parcel], now - hour);
    shop.carriers.ship(parcel);
  });

  test('brings a parcel through its life: doubled, held back, and released the last first', async () => {
    shop.carriers.turn({ duplicates: 2, hold: true });
    await shop.carriers.finish(parcel.carrier, parcel.trackingNumber);
    expect(await count(shop.database, 'carrier_events')).toBe(0);
    await shop.carriers.release('last-to-first');
    expect(
      shop.carriers
        .deliveries()
        .slice(-3)
        .map(({ outcome }) => outcome),
    ).toEqual(Array(3).fill('delivered'));
    expect(await standingOf(shop.database, number)).toMatchObject({
      state: 'delivered',
      delivered_at: now,
      letters: 1,
    });
  });

  test('loses what it loses, and its next push makes up for it', async () => {
    shop.carriers.turn({ drop: true });
    await shop.carriers.finish(parcel.carrier, parcel.trackingNumber);
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'shipped' });
    shop.carriers.resetSwitches();
    await shop.carriers.repeat(parcel.carrier, parcel.trackingNumber);
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', letters: 1 });
  });

  test('pushes again what was not taken, until it is', async () => {
    await shop.database.prepare('ALTER TABLE carrier_events RENAME TO carrier_events_away').run();
    await shop.carriers.finish(parcel.carrier, parcel.trackingNumber);
    await shop.database.prepare('ALTER TABLE carrier_events_away RENAME TO carrier_events').run();
    expect(shop.carriers.deliveries().at(-1)).toMatchObject({ outcome: 'refused', status: 500 });
    now += hour;
    await shop.carriers.tick();
    expect(shop.carriers.deliveries().at(-1)).toMatchObject({ outcome: 'delivered', attempt: 2 });
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', letters: 1 });
  });

  test('tells of a parcel before the desk does, and the schedule takes it in', async () => {
    await emptyDatabase(shop.database);
    await shop.carriers.finish(parcel.carrier, parcel.trackingNumber);
    await sendOrder(shop.database, number, [parcel], now - hour);
    await shop.runSchedule('*/5 * * * *', new Date(now));
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', delivered_at: now });
  });
});

describe('at the desk, what is kept aside', () => {
  const list = (role: string) => askAs<CarrierEventsAside>(shop, staff(role), 'GET', apiPaths.staffCarrierEvents);
  const settle = (id: string, role: string, body: object) =>
    askAs<CarrierEventSettled>(shop, staff(role), 'POST', apiPaths.staffCarrierEventSettle.replace(':id', id), body);
  beforeEach(async () => {
    await sendOrder(shop.database, number, [ofFedex], now - hour);
    shop.carriers.ship({ ...ofFedex, ending: 'trouble' });
    await shop.carriers.finish(ofFedex.carrier, ofFedex.trackingNumber);
  });

  test('is shown in words, and who looked is written down', async () => {
    const { status, body } = await list('client-care');
    expect(status).toBe(200);
    expect(body.events).toMatchObject([
      { carrier: 'FedEx', trackingNumber: ofFedex.trackingNumber, code: 'SE', country: 'FR', order: number },
    ]);
    expect(body.events[0]?.why).toMatch(/Ask it what became of it/);
    expect(await count(shop.database, 'access_log')).toBe(1);
    expect((await list('privacy')).status).toBe(403);
  });

  test('is declared lost by a person, once, and the order knows', async () => {
    const id = (await list('owner')).body.events[0]?.id ?? '';
    const wish = { outcome: 'lost', why: 'FedEx said so on the telephone' };
    expect((await settle(id, 'client-care', wish)).status).toBe(403);
    expect(await settle(id, 'fulfilment', wish)).toMatchObject({ status: 200, body: { outcome: 'lost' } });
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'lost', moves: 'lose' });
    expect((await settle(id, 'fulfilment', wish)).status).toBe(404);
    expect((await list('owner')).body.events).toEqual([]);
    const logged = await shop.database
      .prepare(`SELECT act, why, subject_hash IS NOT NULL AS named FROM access_log WHERE act = 'change'`)
      .all();
    expect(logged.results).toEqual([{ act: 'change', why: wish.why, named: 1 }]);
  });

  test('comes to nothing, or to a delivery, on a person’s word', async () => {
    const [first] = (await list('owner')).body.events;
    expect(await settle(first?.id ?? '', 'owner', { outcome: 'delivered', why: 'the shopper wrote' })).toMatchObject({
      status: 200,
    });
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', letters: 1 });
    shop.carriers.ship({ ...ofDhl, ending: 'trouble' });
    await shop.carriers.finish(ofDhl.carrier, ofDhl.trackingNumber);
    const unknown = (await list('owner')).body.events.find(({ code }) => code === 'failure')?.id ?? '';
    expect((await settle(unknown, 'owner', { outcome: 'lost', why: 'gone' })).status).toBe(409);
    expect((await settle(unknown, 'owner', { outcome: 'nothing', why: 'not ours' })).status).toBe(200);
    expect(await eventsOf(shop.database, ofDhl.trackingNumber)).toContainEqual(
      expect.objectContaining({ code: 'failure', state: 'taken' }),
    );
  });

  test.each([
    ['another outcome', { outcome: 'refunded', why: 'x' }],
    ['no reason', { outcome: 'lost' }],
    ['an address in the reason', { outcome: 'lost', why: 'ada@example.com' }],
    ['more than is asked', { outcome: 'lost', why: 'x', at: 1 }],
  ])('with %s is not settled', async (_, body) => {
    const id = (await list('owner')).body.events[0]?.id ?? '';
    expect((await settle(id, 'owner', body)).status).toBe(400);
    expect((await list('owner')).body.events).toHaveLength(1);
  });

  test('about somebody whose data is restricted is for those who decide about that alone', async () => {
    await shop.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at) VALUES ('r', ?1, 'PR-1', 'asked', 0)`,
      )
      .bind(buyer)
      .run();
    expect((await list('fulfilment')).body.events).toEqual([]);
    const id = (await list('owner')).body.events[0]?.id ?? '';
    expect(id).not.toBe('');
    expect((await settle(id, 'fulfilment', { outcome: 'nothing', why: 'x' })).status).toBe(404);
  });

  test('is listed page by page, the oldest first', async () => {
    await shop.database
      .prepare(
        `WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 60)
         INSERT INTO carrier_events (id, carrier, tracking_number, code, state, why, received_at)
         SELECT printf('%064x', n), 'DHL', 'other', 'transit', 'aside', 'unknown-parcel', n FROM counted`,
      )
      .run();
    const first = (await list('owner')).body;
    expect(first.events).toHaveLength(50);
    const path = `${apiPaths.staffCarrierEvents}?after=${first.next}`;
    const second = (await askAs<CarrierEventsAside>(shop, staff('owner'), 'GET', path)).body;
    const all = [...first.events, ...second.events].map(({ trackingNumber }) => trackingNumber);
    expect(all.filter((each) => each === 'other')).toHaveLength(60);
    expect(second.next).toBeUndefined();
    const wrong = await askAs(shop, staff('owner'), 'GET', `${apiPaths.staffCarrierEvents}?after=1;2`);
    expect(wrong.status).toBe(400);
  });
});
