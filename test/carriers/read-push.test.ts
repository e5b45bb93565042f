import { describe, expect, test } from 'vitest';
import { eventIdOf, normaliseTrackingNumber } from '../../functions/carriers/carrier-event.ts';
import { instantOf } from '../../functions/carriers/event-time.ts';
import { meaningOf } from '../../functions/carriers/meaning-of-code.ts';
import { readDhlPush } from '../../functions/carriers/read-dhl.ts';
import { readFedexPush } from '../../functions/carriers/read-fedex.ts';
import { scan, takeOn } from '../stand-ins/carriers/parcel-life.ts';
import { activationPush, pushOf, recipientName } from '../stand-ins/carriers/push-body.ts';

const hour = 60 * 60_000;
const shippedAt = Date.UTC(2026, 10, 2, 9);
const now = shippedAt + 100 * hour;

function delivered(carrier: 'DHL' | 'FedEx', ending: 'delivered' | 'back' = 'delivered'): unknown {
  const parcel = takeOn({ carrier, trackingNumber: '1234 5678', ending });
  for (let at = shippedAt; scan(parcel, at); ) at += hour;
  return JSON.parse(pushOf(parcel).body);
}

function eventsOfDhl(body: unknown) {
  const push = readDhlPush(body, now);
  return push?.kind === 'events' ? push.events : undefined;
}

describe('what is read of a push', () => {
  test('of DHL is each scan with its time and country, oldest first, and nothing of the recipient', () => {
    const body = delivered('DHL');
    const events = eventsOfDhl(body);
    expect(events?.map(({ code, occurredAt, country }) => [code, occurredAt, country])).toEqual([
      ['pre-transit', shippedAt, 'IT'],
      ['transit', shippedAt + hour, 'IT'],
      ['transit', shippedAt + 2 * hour, 'FR'],
      ['delivered', shippedAt + 3 * hour, 'FR'],
      ['delivered', shippedAt + 3 * hour, 'FR'],
    ]);
    expect(new Set(events?.map(({ trackingNumber }) => trackingNumber))).toEqual(new Set(['12345678']));
    expect(JSON.stringify(body)).toContain(recipientName);
    expect(JSON.stringify(events)).not.toMatch(/Recipient/);
  });

  test('of FedEx is the same', () => {
    const body = delivered('FedEx');
    const events = readFedexPush(body, now);
    expect(events?.map(({ code }) => code)).toEqual(['OC', 'PU', 'IT', 'OD', 'DL']);
    expect(events?.at(-1)).toMatchObject({ occurredAt: shippedAt + 4 * hour, country: 'FR', carrier: 'FedEx' });
    expect(JSON.stringify(body)).toContain(recipientName);
    expect(JSON.stringify(events)).not.toMatch(/Recipient/);
  });

  test('of DHL says so when the parcel goes back', () => {
    expect(eventsOfDhl(delivered('DHL', 'back'))?.every(({ goesBack }) => goesBack)).toBe(true);
    expect(eventsOfDhl(delivered('DHL'))?.some(({ goesBack }) => goesBack)).toBe(false);
  });

  test('about a subscription is its number and its secret', () => {
    expect(readDhlPush(JSON.parse(activationPush('sub-1', 'once').body), now)).toEqual({
      kind: 'notice',
      scope: 'subscription.validate',
      subscription: 'sub-1',
      secret: 'once',
    });
  });

  test('with fields missing or of another kind is an event all the same, with those left empty', () => {
    const odd = {
      id: '1',
      events: [{ timestamp: 5, statusCode: null, location: { address: { countryCode: 'Paris' } } }],
    };
    expect(eventsOfDhl({ scope: 'subscription.push', shipments: [odd] })).toEqual([
      { carrier: 'DHL', trackingNumber: '1', code: '', time: '', occurredAt: null, country: '', goesBack: false },
    ]);
  });

  test.each([
    ['no object', 'delivered'],
    ['no shipments', { scope: 'subscription.push' }],
    ['an empty list', { scope: 'subscription.push', shipments: [] }],
    ['no tracking number', { scope: 'subscription.push', shipments: [{ status: { statusCode: 'delivered' } }] }],
    ['a number of spaces', { scope: 'subscription.push', shipments: [{ id: '  ' }] }],
    [
      'more than it may have',
      { scope: 'subscription.push', shipments: Array.from({ length: 51 }, () => ({ id: '1' })) },
    ],
    ['a scope of its own', { scope: 'SUBSCRIPTION' }],
  ])('with %s is nothing', (_, body) => {
    expect(readDhlPush(body, now)).toBeUndefined();
    expect(readFedexPush(body, now)).toBeUndefined();
  });
});

describe('the time of a scan', () => {
  test('with a zone is that instant', () => {
    expect(instantOf('2026-11-02T10:00:00+01:00', now)).toBe(Date.UTC(2026, 10, 2, 9));
    expect(instantOf('2026-11-02T10:00:00Z', now)).toBe(Date.UTC(2026, 10, 2, 10));
  });

  test('without one is the last at which a clock shows it, so that no period begins too early', () => {
    expect(instantOf('2026-11-02T10:00:00', now)).toBe(Date.UTC(2026, 10, 2, 22));
  });

  test('without one is never later than it was told', () => {
    const told = Date.UTC(2026, 10, 2, 11);
    expect(instantOf('2026-11-02T10:00:00', told)).toBe(told);
  });

  test.each(['', 'yesterday', '2026-11-02', '2026-13-02T10:00:00Z', '2026-11-02T10:00:00Z; DROP', '1762077600000'])(
    'is not read from "%s"',
    (text) => {
      expect(instantOf(text, now)).toBeNull();
    },
  );
});

test('an event is told from others by carrier, number, code and time as they were written', async () => {
  const [event] = readFedexPush(delivered('FedEx'), now) ?? [];
  if (!event) throw new Error('The stand-in pushed nothing');
  const id = await eventIdOf(event);
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect(await eventIdOf({ ...event, occurredAt: 1, country: 'JP', goesBack: true })).toBe(id);
  const others = [
    { carrier: 'DHL' },
    { trackingNumber: '1' },
    { code: 'DL' },
    { time: '2026-11-02T10:00:00Z' },
  ] as const;
  for (const other of others) expect(await eventIdOf({ ...event, ...other })).not.toBe(id);
});

test('a number is the same in groups and in one', () => {
  expect(normaliseTrackingNumber(' 00340 43416-1094 jjd ')).toBe('00340434161094JJD');
});

test('a code that a carrier does not document means nothing', () => {
  expect(meaningOf('DHL', 'Delivered')).toBe('delivered');
  expect(meaningOf('FedEx', 'dl')).toBe('delivered');
  expect(meaningOf('FedEx', 'RS')).toBe('back');
  for (const code of ['', 'unknown', 'DL', 'constructor', '__proto__']) expect(meaningOf('DHL', code)).toBeUndefined();
  for (const code of ['', 'ZZ', 'delivered', 'toString']) expect(meaningOf('FedEx', code)).toBeUndefined();
});
