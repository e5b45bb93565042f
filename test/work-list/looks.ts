import type { Shop } from '../../functions/shop.ts';
import { listOrders } from '../../functions/work-list/list-orders.ts';
import type { Place } from '../../functions/work-list/place.ts';
import { placeWritten } from '../../functions/work-list/place.ts';
import { type Sought, searchOrders } from '../../functions/work-list/search-orders.ts';
import type { WorkList } from '../../src/api/work-list-answers.ts';
import type { OrderState } from '../../src/orders/order-states.ts';
import type { Database } from '../local/reach-database.ts';
import { lookedAt } from './many-orders.ts';

export interface Look {
  readonly name: string;
  readonly run: (shop: Shop, after?: Place) => Promise<WorkList>;
}

function filtered(name: string, state: OrderState | 'flagged' | '', country = '', delivery = ''): Look {
  const filter = { state, country, delivery, withRestricted: false };
  return { name, run: (shop, after) => listOrders(shop, { ...filter, after }) };
}

function sought(name: string, words: Sought): Look {
  return { name, run: (shop, after) => searchOrders(shop, words, after, false) };
}

/** Every way in which the desk asks for a page of orders. */
export const looks: readonly Look[] = [
  filtered('what to do', ''),
  filtered('what to do for Japan', '', 'JP'),
  filtered('what to do by FedEx', '', '', 'fedex-priority'),
  filtered('what to do for France by FedEx', '', 'FR', 'fedex-priority'),
  filtered('what to do for the US, where nothing is', '', 'US'),
  filtered('what is flagged', 'flagged'),
  filtered('what is delivered', 'delivered'),
  filtered('what is delivered to Japan', 'delivered', 'JP'),
  filtered('what is delivered by FedEx', 'delivered', '', 'fedex-priority'),
  filtered('what is delivered to France by FedEx', 'delivered', 'FR', 'fedex-priority'),
  filtered('what is paid', 'paid'),
  filtered('what is paid, for Japan', 'paid', 'JP'),
  sought('by its number', { kind: 'number', number: 'LG-00000042' }),
  sought('by an address', { kind: 'email', email: 'person-42@example.com' }),
  sought('by a SKU', { kind: 'sku', sku: 'MER-3' }),
];

export interface Looked {
  readonly rowsRead: number;
  readonly shown: number;
}

/** Rows that D1 reads for the first page, and for the fifth, which lies deep in the list: the greater of the two. */
export async function rowsReadBy(database: Database, look: Look): Promise<Looked> {
  let place: Place | undefined;
  let most: Looked = { rowsRead: 0, shown: 0 };
  for (let page = 1; page <= 5; page += 1) {
    const counting = countRows(database);
    const list = await look.run({ database: counting.database, now: lookedAt } as unknown as Shop, place);
    if (counting.rowsRead() > most.rowsRead) most = { rowsRead: counting.rowsRead(), shown: list.orders.length };
    if (list.next === undefined) break;
    place = placeWritten.parse(list.next);
  }
  return most;
}

/** A database that adds up what its answers say of the rows that were read. */
function countRows(database: Database): { readonly database: Database; readonly rowsRead: () => number } {
  let rows = 0;
  const prepare = (text: string) => ({
    bind: (...values: unknown[]) => ({
      all: async () => {
        const answer = await database
          .prepare(text)
          .bind(...values)
          .all();
        rows += answer.meta.rows_read;
        return answer;
      },
    }),
  });
  return { database: { prepare } as unknown as Database, rowsRead: () => rows };
}
