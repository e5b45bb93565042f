import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Shop } from '../../functions/shop.ts';
import {
  type OrderWish,
  selectByEmail,
  selectByNumber,
  selectBySku,
  selectFlagged,
  selectLate,
  selectNewestOf,
  selectOldestOf,
  selectTurn,
} from '../../functions/work-list/queries.ts';
import { launchStorage } from '../local/launch-storage.ts';
import { explainPlan } from '../retention/explain-plan.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
});
afterAll(() => opened.close());

/** How the database would carry out what a query asks of it. */
async function planOf(ask: (database: Shop['database']) => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const listening = {
    prepare: (text: string) => {
      texts.push(text);
      return { bind: () => ({ all: async () => ({ results: [] }) }) };
    },
  };
  await ask(listening as unknown as Shop['database']);
  return explainPlan(opened.database, texts.join());
}

const place = { at: 1, number: 'LG-1' };
const wishes = [
  ['', {}],
  ['_country', { country: 'JP' }],
  ['_delivery', { delivery: 'dhl-express' }],
  ['_country_delivery', { country: 'JP', delivery: 'dhl-express' }],
] as const satisfies readonly (readonly [string, Partial<OrderWish>])[];
const all: OrderWish = { country: '', delivery: '', withRestricted: false, limit: 51 };

const lists = [
  ['a turn', 'orders_turn', (database: Shop['database'], wish: OrderWish) => selectTurn(database, 1, place, wish)],
  [
    'what is late',
    'orders_state',
    (database: Shop['database'], wish: OrderWish) => selectLate(database, 9, place, wish),
  ],
  [
    'a state, oldest first',
    'orders_state',
    (database: Shop['database'], wish: OrderWish) => selectOldestOf(database, 'paid', place, wish),
  ],
  [
    'a state, newest first',
    'orders_state',
    (database: Shop['database'], wish: OrderWish) => selectNewestOf(database, 'paid', place, wish),
  ],
] as const;

describe.each(lists)('%s', (_, index, ask) => {
  test.each(wishes)(
    'with the filters of “%s” begins at its place in one index, and sorts nothing',
    async (by, wish) => {
      const plan = await planOf((database) => ask(database, { ...all, ...wish }));
      const [first = ''] = plan;
      expect(first).toContain(`SEARCH o USING INDEX ${index}${by} (`);
      // The list goes on from a place in the index, not from its beginning.
      expect(first).toContain('(paid_at,number)');
      expect(plan.filter((step) => /^SCAN (?!CONSTANT)|TEMP B-TREE/.test(step))).toEqual([]);
    },
  );
});

test.each(wishes)(
  'what is flagged, with the filters of “%s”, begins at its place in its own index',
  async (_, wish) => {
    const plan = await planOf((database) => selectFlagged(database, place, { ...all, ...wish }));
    expect(plan[0]).toMatch(/^SEARCH f USING COVERING INDEX fraud_flags_open \(.*raised_at.*\)$/);
    expect(plan.filter((step) => /^SCAN (?!CONSTANT)|TEMP B-TREE/.test(step))).toEqual([]);
  },
);

test.each([
  ['its number', (database: Shop['database']) => selectByNumber(database, 'LG-1', all), 'sqlite_autoindex_orders_1'],
  ['a SKU', (database: Shop['database']) => selectBySku(database, 'MER-STEEL', place, all), 'order_lines_sku'],
] as const)('an order is found by %s in an index, and nothing is sorted', async (_, ask, index) => {
  const plan = await planOf(ask);
  expect(plan.join('\n')).toContain(`INDEX ${index} (`);
  expect(plan.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
});

test('a person’s orders are found by an index; what one person has is what is sorted', async () => {
  const plan = await planOf((database) => selectByEmail(database, 'ada@example.com', place, all));
  expect(plan[0]).toContain('SEARCH o USING INDEX orders_email (');
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
