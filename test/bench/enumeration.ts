import { type Compared, compareTimes, tries, writePeople } from '../enumeration/compare-times.ts';
import { doors } from '../enumeration/doors.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

/** Whether a known address can be told from an unknown one, at each door that takes one: by what it answers, and when. */
export function benchEnumeration(): Promise<readonly Verdict[]> {
  return withShop(async (shop) => {
    const people = await writePeople(shop);
    const compared: Compared[] = [];
    for (const door of doors) compared.push(await compareTimes(shop, door, people));
    printTable(
      [`of ${tries} tries each`, 'known ms', 'unknown ms', '95th', '95th', 'longer'],
      compared.map(({ door, known, unknown, chance }) => [
        door.name,
        quantile(known, 0.5),
        quantile(unknown, 0.5),
        quantile(known, 0.95),
        quantile(unknown, 0.95),
        chance.toFixed(2),
      ]),
    );
    console.log('  “longer”: how often a known address took longer than an unknown one; 0.50 tells nobody anything.');
    const telling = compared.filter(({ answers }) => answers.length !== 1).map(({ door }) => door.name);
    return [
      {
        promise: 'a known and an unknown address get the same answer, byte for byte',
        isKept: telling.length === 0,
        figures: telling.length === 0 ? `${doors.length} doors` : telling.join(', '),
      },
    ];
  });
}

function quantile(milliseconds: readonly number[], share: number): string {
  const ascending = milliseconds.toSorted((one, other) => one - other);
  return (ascending[Math.floor(share * (ascending.length - 1))] ?? Number.NaN).toFixed(1);
}
