import { launchStorage } from '../local/launch-storage.ts';
import { type Looked, looks, rowsReadBy } from '../work-list/looks.ts';
import { writeManyOrders } from '../work-list/many-orders.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';

const sizes = [1_000, 10_000, 100_000] as const;
/** Of a page of 50: the order, its place in an index, its line and its person, and one order more to know of a next page. */
const mostRows = 52 * 6;

/** The desk's pages of orders, the first and the fifth, with more and more orders in the shop: the rows that D1 reads. */
export async function benchWorkList(): Promise<readonly Verdict[]> {
  const opened = await launchStorage();
  try {
    const measured: Looked[][] = [];
    let written = 0;
    for (const size of sizes) {
      await writeManyOrders(opened.database, written, size);
      written = size;
      const looked: Looked[] = [];
      for (const look of looks) looked.push(await rowsReadBy(opened.database, look));
      measured.push(looked);
    }
    printTable(
      ['rows read for a page', ...sizes.map((size) => `${size.toLocaleString('en')} orders`), 'shown'],
      looks.map(({ name }, place) => [
        name,
        ...measured.map((looked) => looked[place]?.rowsRead ?? 0),
        measured.at(-1)?.[place]?.shown ?? 0,
      ]),
    );
    return [judge(measured)];
  } finally {
    await opened.close();
  }
}

/** A list that fills a page at both sizes reads no more at the greater one; no list reads more than a full page takes. */
function judge(measured: readonly Looked[][]): Verdict {
  const [, some = [], most = []] = measured;
  const grown = looks.filter((_, place) => {
    const [before, after] = [some[place], most[place]];
    if (!before || !after) return true;
    return after.rowsRead > mostRows || (before.shown === after.shown && after.rowsRead > before.rowsRead * 1.05);
  });
  const greatest = Math.max(...most.map(({ rowsRead }) => rowsRead));
  return {
    promise: 'the rows that are read for a page of the work list don’t grow with the orders',
    isKept: grown.length === 0 && greatest > 0,
    figures:
      grown.length === 0
        ? `at most ${greatest} of 100,000 orders`
        : `they grow for ${grown.map(({ name }) => name).join(', ')}`,
  };
}
