import { expect, test } from 'vitest';
import { contactNeededUntil } from '../../functions/erasure/contact-needed-until.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';

const day = 24 * 60 * 60_000;
const order = { country: 'FR', delivery: 'dhl-express', skus: ['ANY'] };
const daysOf = () => Promise.resolve(30);

test('contact is needed until the very end of the days of withdrawal, weekends and holidays among them', async () => {
  for (let place = 0; place < 400; place += 1) {
    const paidAt = Date.UTC(2026, 0, 1, 9) + place * day;
    const neededUntil = await contactNeededUntil({ ...order, paidAt }, daysOf);
    // Thirty days to leave the house, and two working days, which two weekends may make six.
    const latestArrival = paidAt + 36 * day;
    expect(neededUntil).toBe(withdrawalEnd(latestArrival, 'FR').at);
    expect(neededUntil).toBeGreaterThanOrEqual(latestArrival + 14 * day);
  }
});
