import { describe, expect, test } from 'vitest';
import type { CarrierEvent } from '../../functions/carriers/carrier-event.ts';
import { judgeEvent } from '../../functions/carriers/judge-event.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const shippedAt = Date.UTC(2026, 10, 2, 9);
const now = shippedAt + 5 * day;
const parcel = { order_number: 'LG-1', shipped_at: shippedAt, delivered_at: null };
const arrived = { ...parcel, delivered_at: shippedAt + 3 * day };

function event(code: string, occurredAt: number | null = shippedAt + 2 * day): CarrierEvent {
  const rest = { trackingNumber: '1', time: '', occurredAt, country: 'FR', goesBack: false } as const;
  return { carrier: 'FedEx', code, ...rest };
}

describe('an event', () => {
  test('that says delivered delivers at its own time, and no later than now', () => {
    expect(judgeEvent(event('DL'), parcel, false, now)).toEqual({ kind: 'deliver', at: shippedAt + 2 * day });
    expect(judgeEvent(event('DL', now + 60_000), parcel, false, now)).toEqual({ kind: 'deliver', at: now });
  });

  test('of a parcel that was entered days after it was handed over is of that parcel', () => {
    expect(judgeEvent(event('DL', shippedAt - 6 * day), parcel, false, now)).toMatchObject({ kind: 'deliver' });
  });

  test.each([
    ['of no parcel of ours', event('DL'), null, false, 'unknown-parcel'],
    ['with a code that nobody documents', event('ZZ'), parcel, false, 'unknown-code'],
    ['that says delivered and not when', event('DL', null), parcel, false, 'no-time'],
    ['that says delivered tomorrow', event('DL', now + day), parcel, false, 'in-future'],
    ['of an older parcel of the same number', event('DL', shippedAt - 8 * day), parcel, false, 'before-shipping'],
    ['that says delivered of what goes back', { ...event('DL'), goesBack: true }, parcel, false, 'going-back'],
    ['that says so of a parcel that is not known yet', { ...event('DL'), goesBack: true }, null, false, 'going-back'],
    ['that says delivered after the carrier said back', event('DL'), parcel, true, 'going-back'],
    ['that says back', event('RS'), arrived, false, 'going-back'],
    ['that says trouble', event('SE'), parcel, false, 'trouble'],
    ['that says trouble after the parcel arrived', event('SE', shippedAt + 4 * day), arrived, false, 'trouble'],
  ] as const)('%s is kept aside', (_, told, known, isGoingBack, why) => {
    expect(judgeEvent(told, known, isGoingBack, now)).toEqual({ kind: 'aside', why });
  });

  test.each([
    ['on the way', event('IT'), parcel],
    ['on the way, told after the delivery', event('IT'), arrived],
    ['on the way without a time', event('IT', null), parcel],
    ['of trouble that was over when it was told', event('SE'), arrived],
  ] as const)('%s is taken, and nothing follows', (_, told, known) => {
    expect(judgeEvent(told, known, false, now)).toEqual({ kind: 'taken' });
  });
});
