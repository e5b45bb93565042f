import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { applyAside } from '../../functions/carriers/apply-aside.ts';
import type { CarrierEvent } from '../../functions/carriers/carrier-event.ts';
import { readDhlPush } from '../../functions/carriers/read-dhl.ts';
import { readFedexPush } from '../../functions/carriers/read-fedex.ts';
import { receiveEvents } from '../../functions/carriers/receive-events.ts';
import { receiveNotice } from '../../functions/carriers/receive-notice.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { everyRow } from '../erasure/person.ts';
import { dyingAt, emptyDatabase } from '../retention/database.ts';
import { type Parcel, type ParcelWish, scan, takeOn } from '../stand-ins/carriers/parcel-life.ts';
import { pushOf, recipientName } from '../stand-ins/carriers/push-body.ts';
import { eventsOf, sendOrder, standingOf } from './sent-order.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const shippedAt = Date.UTC(2026, 10, 2, 9);
const number = 'LG-7K4M-92QX';
const ofDhl = { carrier: 'DHL', trackingNumber: '1234567890' } as const;
const ofFedex = { carrier: 'FedEx', trackingNumber: '794665654567' } as const;

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => emptyDatabase(shop.database));

/** The pushes of a parcel's way, one for each scan, an hour apart; each has the whole way up to it. */
function pushesOf(wish: ParcelWish): readonly (readonly CarrierEvent[])[] {
  const parcel: Parcel = takeOn(wish);
  const pushes: CarrierEvent[][] = [];
  for (let at = shippedAt + hour; scan(parcel, at); at += hour) pushes.push(eventsIn(parcel, at + minute));
  return pushes;
}

function eventsIn(parcel: Parcel, now: number): CarrierEvent[] {
  const body: unknown = JSON.parse(pushOf(parcel).body);
  if (parcel.carrier === 'FedEx') return [...(readFedexPush(body, now) ?? [])];
  const push = readDhlPush(body, now);
  return push?.kind === 'events' ? [...push.events] : [];
}

/** Only the newest scan of each, as if the history did not come along. */
function newestOf(pushes: readonly (readonly CarrierEvent[])[]): CarrierEvent[][] {
  return pushes.map((events) => events.slice(-1));
}

const later = shippedAt + 10 * hour;
const receive = (events: readonly CarrierEvent[], now = later) => receiveEvents(shop.at(now), events);

describe.each([ofDhl, ofFedex])('a parcel of $carrier', (parcel) => {
  const arrivedAt = shippedAt + (parcel.carrier === 'DHL' ? 4 : 5) * hour;
  const delivered = { state: 'delivered', delivered_at: arrivedAt, moves: 'deliver', letters: 1 };
  beforeEach(() => sendOrder(shop.database, number, [parcel], shippedAt));

  test('[collect.delivery-confirmation] is delivered when its last scan says so, at the time of that scan', async () => {
    const pushes = pushesOf(parcel);
    for (const [place, push] of pushes.entries()) {
      expect(await standingOf(shop.database, number)).toMatchObject({ state: 'shipped', delivered_at: null });
      expect(await receive(push, shippedAt + (place + 1) * hour + minute)).toMatchObject({ taken: 1, aside: 0 });
    }
    expect(await standingOf(shop.database, number)).toEqual(delivered);
    const kept = await eventsOf(shop.database, parcel.trackingNumber);
    expect(kept).toHaveLength(pushes.length);
    expect(new Set(kept.map(({ state, order_number }) => `${state} ${order_number}`))).toEqual(
      new Set([`taken ${number}`]),
    );
  });

  test('leaves no name, no signature and no town behind', async () => {
    await receive(pushesOf(parcel).at(-1) ?? []);
    const rows = JSON.stringify(await everyRow(shop.database));
    expect(rows).toContain(parcel.trackingNumber);
    expect(rows).not.toContain(recipientName);
    expect(rows).not.toContain('les-Bains');
  });

  test('is delivered once, however often it is told and by how many at once', async () => {
    const pushes = pushesOf(parcel);
    await Promise.all(Array.from({ length: 5 }, () => receive(pushes.at(-1) ?? [])));
    expect(await standingOf(shop.database, number)).toEqual(delivered);
    const rows = await everyRow(shop.database);
    for (const push of pushes) expect(await receive(push, later + day)).toMatchObject({ taken: 0, aside: 0 });
    expect(await everyRow(shop.database)).toEqual(rows);
  });

  test('is delivered the same when its scans come last to first', async () => {
    for (const events of newestOf(pushesOf(parcel)).reverse()) await receive(events);
    expect(await standingOf(shop.database, number)).toEqual(delivered);
  });

  test('is delivered the same when all pushes but the last are lost', async () => {
    await receive(pushesOf(parcel).at(-1) ?? []);
    expect(await standingOf(shop.database, number)).toEqual(delivered);
    expect(await eventsOf(shop.database, parcel.trackingNumber)).toHaveLength(pushesOf(parcel).length);
  });

  test('that nobody had entered yet is kept aside, and delivered once it is entered', async () => {
    await emptyDatabase(shop.database);
    const events = pushesOf(parcel).at(-1) ?? [];
    expect(await receive(events)).toMatchObject({ taken: 0 });
    const kept = await eventsOf(shop.database, parcel.trackingNumber);
    expect(new Set(kept.map(({ why }) => why))).toEqual(new Set(['unknown-parcel']));
    await applyAside(shop.at(later));
    expect(await eventsOf(shop.database, parcel.trackingNumber)).toEqual(kept);

    await sendOrder(shop.database, number, [parcel], shippedAt);
    await applyAside(shop.at(later + hour));
    expect(await standingOf(shop.database, number)).toEqual(delivered);
    for (const event of await eventsOf(shop.database, parcel.trackingNumber)) {
      expect(event).toMatchObject({ state: 'taken', why: '', order_number: number });
    }
    const rows = await everyRow(shop.database);
    await applyAside(shop.at(later + 2 * hour));
    await receive(events, later + 2 * hour);
    expect(await everyRow(shop.database)).toEqual(rows);
  });

  test('is delivered all the same when the process dies at any of its transactions, and the carrier tells it again', async () => {
    const events = pushesOf(parcel).at(-1) ?? [];
    for (let transaction = 1; transaction <= 4; transaction += 1) {
      await emptyDatabase(shop.database);
      await sendOrder(shop.database, number, [parcel], shippedAt);
      const database = dyingAt(shop.database, transaction) as unknown as ReturnType<OpenShop['at']>['database'];
      await receiveEvents(shop.at(later, { database }), events).catch(() => undefined);
      await receive(events);
      expect(await standingOf(shop.database, number)).toEqual(delivered);
    }
  });

  test('that nobody takes goes back, and is not taken for delivered when it arrives at the house', async () => {
    for (const events of newestOf(pushesOf({ ...parcel, ending: 'back' }))) await receive(events, later + day);
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'shipped', moves: '', letters: 0 });
    expect((await eventsOf(shop.database, parcel.trackingNumber)).at(-1)).toMatchObject({ why: 'going-back' });
  });

  test('in trouble is put before a person, until it has arrived', async () => {
    await receive(pushesOf({ ...parcel, ending: 'trouble' }).at(-1) ?? []);
    expect((await eventsOf(shop.database, parcel.trackingNumber)).at(-1)).toMatchObject({ why: 'trouble' });
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'shipped', moves: '' });
    const arrival = pushesOf(parcel).at(-1)?.at(-1);
    if (!arrival) throw new Error('The stand-in pushed nothing');
    const at = shippedAt + 9 * hour;
    await receive([{ ...arrival, occurredAt: at, time: new Date(at).toISOString() }]);
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', delivered_at: at });
    expect((await eventsOf(shop.database, parcel.trackingNumber)).filter(({ state }) => state === 'aside')).toEqual([]);
  });
});

describe('an order of two parcels', () => {
  test('is delivered with the last of them, whatever comes late of the first', async () => {
    await sendOrder(shop.database, number, [ofDhl, ofFedex], shippedAt);
    const [dhl, fedex] = [pushesOf(ofDhl), pushesOf(ofFedex)];
    await receive(dhl.at(-1) ?? []);
    expect(await standingOf(shop.database, number)).toMatchObject({
      state: 'shipped',
      delivered_at: null,
      moves: 'deliver-part',
      letters: 0,
    });
    await receive(fedex.at(-1) ?? []);
    const delivered = {
      state: 'delivered',
      delivered_at: shippedAt + 5 * hour,
      moves: 'deliver-part deliver',
      letters: 1,
    };
    expect(await standingOf(shop.database, number)).toEqual(delivered);
    const [first] = dhl.at(-1) ?? [];
    if (!first) throw new Error('The stand-in pushed nothing');
    const late = { ...first, code: 'transit', occurredAt: later, time: new Date(later).toISOString() };
    expect(await receive([late])).toEqual({ taken: 1, aside: 0, known: 0 });
    expect(await standingOf(shop.database, number)).toEqual(delivered);
  });
});

describe('what the shop can’t act on', () => {
  const odd: CarrierEvent = {
    ...ofFedex,
    code: 'ZZ',
    time: '2026-11-02T12:00:00Z',
    occurredAt: shippedAt + 3 * hour,
    country: 'FR',
    goesBack: false,
  };
  beforeEach(() => sendOrder(shop.database, number, [ofFedex], shippedAt));

  test.each([
    ['a code that nobody documents', { code: 'ZZ' }, 'unknown-code'],
    ['a delivery without a time', { code: 'DL', time: '', occurredAt: null }, 'no-time'],
    ['a delivery tomorrow', { code: 'DL', occurredAt: later + day }, 'in-future'],
    [
      'a delivery of an older parcel under this number',
      { code: 'DL', occurredAt: shippedAt - 30 * day },
      'before-shipping',
    ],
  ] as const)('%s is kept aside, once, and moves nothing', async (_, changes, why) => {
    expect(await receive([{ ...odd, ...changes }])).toEqual({ taken: 0, aside: 1, known: 0 });
    expect(await receive([{ ...odd, ...changes }])).toEqual({ taken: 0, aside: 0, known: 1 });
    await applyAside(shop.at(later));
    expect(await eventsOf(shop.database, ofFedex.trackingNumber)).toEqual([
      { code: changes.code, state: 'aside', why, order_number: number },
    ]);
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'shipped', moves: '' });
  });

  test('of a parcel that was not known then and means nothing now stays aside, for another reason', async () => {
    await emptyDatabase(shop.database);
    await receive([odd, { ...odd, code: 'IT' }]);
    await sendOrder(shop.database, number, [ofFedex], shippedAt);
    await applyAside(shop.at(later));
    const kept = await eventsOf(shop.database, ofFedex.trackingNumber);
    expect(kept.map(({ code, why }) => [code, why]).sort()).toEqual([
      ['IT', ''],
      ['ZZ', 'unknown-code'],
    ]);
  });

  test('one that can’t be judged keeps none of the others from it', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    await emptyDatabase(shop.database);
    await receive([
      { ...odd, code: 'IT' },
      { ...odd, code: 'DL' },
    ]);
    await sendOrder(shop.database, number, [ofFedex], shippedAt);
    const database = dyingAt(shop.database, 1) as unknown as ReturnType<OpenShop['at']>['database'];
    await applyAside(shop.at(later, { database }));
    expect(said).toHaveBeenCalledTimes(1);
    await applyAside(shop.at(later));
    expect(await standingOf(shop.database, number)).toMatchObject({ state: 'delivered', letters: 1 });
  });

  test('a subscription that is to be activated is kept aside with its secret; one that is ready is not', async () => {
    const notice = { kind: 'notice', subscription: 'sub-1', secret: 'once' } as const;
    await receiveNotice(shop.at(later), { ...notice, scope: 'subscription.validate' });
    await receiveNotice(shop.at(later), { ...notice, scope: 'subscription.validate' });
    await receiveNotice(shop.at(later), { ...notice, scope: 'subscription.failure', secret: '' });
    await receiveNotice(shop.at(later), { ...notice, scope: 'subscription.ready', secret: '' });
    const { results } = await shop.database
      .prepare('SELECT code, why, detail FROM carrier_events ORDER BY code')
      .all<{ code: string; why: string; detail: string }>();
    expect(results).toEqual([
      { code: 'subscription.failure', why: 'notice', detail: '' },
      { code: 'subscription.ready', why: '', detail: '' },
      { code: 'subscription.validate', why: 'asks-to-activate', detail: 'once' },
    ]);
  });
});
