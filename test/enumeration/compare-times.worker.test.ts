import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { chanceOfLonger, compareTimes, type People, tries, writePeople } from './compare-times.ts';
import { doors } from './doors.ts';

/**
 * Two alike groups of 200 tries have a chance of 0.5 with a standard deviation of 0.03; a path that leaves a hash out
 * has 0 or 1. The band is far from both, so that neither chance nor a busy machine decides.
 */
const least = 0.35;
const most = 0.65;

let shop: LocalShop;
let people: People;
beforeAll(async () => {
  shop = await launchShop();
  people = await writePeople(shop);
});
afterAll(() => shop.close());

describe('two hundred known and two hundred unknown addresses are told apart by nothing at a door', () => {
  test.each(doors)(
    '$name',
    async (door) => {
      const { known, unknown, answers, chance } = await compareTimes(shop, door, people);
      expect([known.length, unknown.length]).toEqual([tries, tries]);
      expect(answers).toHaveLength(1);
      expect(chance).toBeGreaterThan(least);
      expect(chance).toBeLessThan(most);
    },
    600_000,
  );
});

test('a path that does less is seen, however fast the machine is', () => {
  const times = Array.from({ length: tries }, (_, place) => 10 + (place % 20));
  expect(chanceOfLonger(times, times)).toBe(0.5);
  expect(
    chanceOfLonger(
      times.map((time) => time + 45),
      times,
    ),
  ).toBeGreaterThan(most);
  expect(
    chanceOfLonger(
      times.map((time) => time * 100),
      times.map((time) => (time + 45) * 100),
    ),
  ).toBeLessThan(least);
});
