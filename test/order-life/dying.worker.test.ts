import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverParcel } from '../../functions/order-life/deliver-parcel.ts';
import { loseParcel } from '../../functions/order-life/lose-parcel.ts';
import { moveOrder } from '../../functions/order-life/move-order.ts';
import { shipParcel } from '../../functions/order-life/ship-parcel.ts';
import type { Shop } from '../../functions/shop.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { dyingAt, emptyDatabase } from '../retention/database.ts';
import { everything, now, number, standingOf, writeOrder, writeParcel } from './order.ts';

let opened: OpenShop;
beforeAll(async () => {
  opened = await openShop();
});
afterAll(() => opened.close());
beforeEach(() => emptyDatabase(opened.database));

const by = { kind: 'staff', role: 'owner' } as const;
const news = { carrier: 'DHL', trackingNumber: 'AAAA1111', at: now } as const;

const moves: readonly { does: string; begin: () => Promise<unknown>; act: (shop: Shop) => Promise<unknown> }[] = [
  {
    does: 'cancelled',
    begin: () => writeOrder(opened.database),
    act: (shop) => moveOrder(shop, { number, move: 'cancel', by, restock: 'all' }),
  },
  {
    does: 'prepared',
    begin: () => writeOrder(opened.database),
    act: (shop) => moveOrder(shop, { number, move: 'prepare', by }),
  },
  {
    does: 'returned',
    begin: () => writeOrder(opened.database, { state: 'delivered' }),
    act: (shop) => moveOrder(shop, { number, move: 'return', by, restock: 'all' }),
  },
  {
    does: 'shipped',
    begin: () => writeOrder(opened.database, { state: 'preparing' }),
    act: (shop) => shipParcel(shop, { ...news, number, lines: everything, by }),
  },
  {
    does: 'delivered',
    begin: () => written('shipped'),
    act: (shop) => deliverParcel(shop, news),
  },
  {
    does: 'lost',
    begin: () => written('shipped'),
    act: (shop) => loseParcel(shop, news),
  },
];

async function written(state: 'shipped'): Promise<void> {
  await writeOrder(opened.database, { state });
  await writeParcel(opened.database, 'AAAA1111', everything);
}

/** As what a process writes is one transaction, it leaves all of it or none, wherever it stops. */
describe.each(moves)('an order that is $does while the process dies', ({ begin, act }) => {
  it('is as it was, or is all the way there; and once more brings it there', async () => {
    await begin();
    const before = await standingOf(opened.database);
    await act(opened.at(now));
    const after = await standingOf(opened.database);
    expect(after).not.toEqual(before);
    const seen: unknown[] = [];
    for (let transaction = 1; transaction <= 6; transaction += 1) {
      await emptyDatabase(opened.database);
      await begin();
      const database = dyingAt(opened.database, transaction) as unknown as Shop['database'];
      await act(opened.at(now, { database })).catch((error: Error) => {
        expect(error.message).toBe('The Worker was stopped');
      });
      const left = await standingOf(opened.database);
      expect([before, after]).toContainEqual(left);
      seen.push(left);
      await act(opened.at(now));
      expect(await standingOf(opened.database)).toEqual(after);
    }
    // The first ends before anything is written, the last dies nowhere.
    expect(seen[0]).toEqual(before);
    expect(seen.at(-1)).toEqual(after);
  });
});
