import { measureClassification, type Share } from '../page-views/classify/classification.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';

const mistakesShown = 5;

/** Figures only: nothing is tuned to these lists, and test/page-views/classify holds the promise. */
export async function benchClassification(): Promise<readonly Verdict[]> {
  const { botsCaught, people, device, browser, system } = measureClassification();
  const rows: readonly (readonly [string, Share])[] = [
    ['bots caught', botsCaught],
    ['people let through', people],
    ['device', device],
    ['browser', browser],
    ['system', system],
  ];
  printTable(
    ['', 'right', 'of', ''],
    rows.map(([name, share]) => [name, share.right, share.of, percent(share)]),
  );
  for (const [name, { mistakes }] of rows) {
    if (mistakes.length > 0) console.log(`  ${name}: ${mistakes.slice(0, mistakesShown).join(', ')}`);
  }
  return [
    { promise: '99 % of bots are caught', isKept: isAtLeast(botsCaught, 0.99), figures: percent(botsCaught) },
    { promise: 'at most 1 % of people are taken for bots', isKept: isAtLeast(people, 0.99), figures: percent(people) },
    {
      promise: 'device, browser and system are right for 95 %',
      isKept: [device, browser, system].every((share) => isAtLeast(share, 0.95)),
      figures: [device, browser, system].map(percent).join(', '),
    },
  ];
}

function isAtLeast({ right, of }: Share, part: number): boolean {
  return right >= part * of;
}

function percent({ right, of }: Share): string {
  return `${((100 * right) / of).toFixed(2)} %`;
}
