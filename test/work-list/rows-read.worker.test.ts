import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchStorage } from '../local/launch-storage.ts';
import { type Looked, looks, rowsReadBy } from './looks.ts';
import { writeManyOrders } from './many-orders.ts';

const few = 2_000;
const many = 10_000;
/**
 * A page shows 50 and looks for one more; among signs of fraud for another, to see where an order's own end. Of each it
 * reads the order, its place in an index, its line, its person and its sign.
 */
const mostRows = 52 * 6;

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
  await writeManyOrders(opened.database, 0, few);
});
afterAll(() => opened.close());

test('a page of orders reads as many rows among 10,000 as among 2,000', async () => {
  const before: Looked[] = [];
  for (const look of looks) before.push(await rowsReadBy(opened.database, look));
  await writeManyOrders(opened.database, few, many);
  for (const [place, look] of looks.entries()) {
    const after = await rowsReadBy(opened.database, look);
    expect(after.rowsRead, look.name).toBeLessThanOrEqual(mostRows);
    // A list that had fewer than a page before has more to show now.
    if (before[place]?.shown === after.shown) {
      expect(after.rowsRead, look.name).toBeLessThanOrEqual((before[place]?.rowsRead ?? 0) * 1.05);
    }
    if (!look.name.includes('where nothing is')) expect(after.shown, look.name).toBeGreaterThan(0);
  }
});
