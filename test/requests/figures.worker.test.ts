import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideRequest } from '../../functions/requests/decide-request.ts';
import { extendRequest } from '../../functions/requests/extend-request.ts';
import { countRequests, yearOf } from '../../functions/requests/figures.ts';
import { type House, openHouse, received } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const day = 86_400_000;
const begin = Date.parse('2026-03-02T09:00:00Z');

/** Received, and answered so many days later. */
async function answered(email: string, days: number, decision: 'done' | 'refused' = 'done'): Promise<void> {
  const number = await received(house.at(begin), 'rectification', email);
  const outcome = await decideRequest(
    house.at(begin + days * day),
    number,
    { decision, reason: 'So.' },
    'p@shop.example',
  );
  expect(outcome).toBeUndefined();
}

test('counts a year’s requests by kind, with median and mean days, also when the requests themselves are gone', async () => {
  for (const [place, days] of [1, 2, 4, 9].entries()) await answered(`r${place}@example.com`, days);
  await answered('refused@example.com', 14, 'refused');
  const waiting = await received(house.at(begin), 'rectification', 'waits@example.com');
  const until = begin + 60 * day;
  expect(await extendRequest(house.at(begin + day), waiting, { until, reason: 'Long.' })).toBeUndefined();
  await received(house.at(begin), 'opt-out-of-sale', 'sale@example.com');
  await received(house.at('2027-01-01T00:00:00Z'), 'complaint', 'next-year@example.com');
  const figures = [
    {
      kind: 'opt-out-of-sale',
      received: 1,
      done: 1,
      doneInPart: 0,
      refused: 0,
      withdrawn: 0,
      missed: 0,
      medianDays: 0,
      meanDays: 0,
    },
    {
      kind: 'rectification',
      received: 6,
      done: 4,
      doneInPart: 0,
      refused: 1,
      withdrawn: 0,
      missed: 1,
      medianDays: 4,
      meanDays: 6,
    },
  ];
  expect(await countRequests(house.at(begin), yearOf(2026))).toEqual(figures);
  await house.database.exec('DELETE FROM privacy_requests');
  expect(await countRequests(house.at(begin), yearOf(2026))).toEqual(figures);
  expect(await countRequests(house.at(begin), yearOf(2027))).toMatchObject([
    { kind: 'complaint', received: 1, done: 0, medianDays: null, meanDays: null },
  ]);
  await answered('even@example.com', 5);
  const [, even] = await countRequests(house.at(begin), yearOf(2026));
  expect(even).toMatchObject({ received: 7, medianDays: 4.5 });
});
