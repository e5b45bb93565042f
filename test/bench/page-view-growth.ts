/**
 * `node test/bench/page-view-growth.ts [views a day …]`: a day of page views on real D1, from the first message to
 * the freezing, and what D1 says it read and wrote. docs/analytics-growth.md has the figures of 10,000 and 100,000.
 */

import { type SimulatedDay, simulateDay } from './page-views/simulate-day.ts';
import { printTable } from './print-table.ts';

const asked = process.argv.slice(2).map(Number);
const days: SimulatedDay[] = [];
for (const views of asked.length > 0 ? asked : [10_000, 100_000]) days.push(await simulateDay(views));

const perView = (part: 'store' | 'recount' | 'freeze', figure: 'rowsWritten' | 'rowsRead') => (one: SimulatedDay) =>
  (one[part][figure] / one.views).toFixed(2);
const lines: readonly (readonly [string, (one: SimulatedDay) => string | number])[] = [
  ['messages a view', (one) => (one.messages / one.views).toFixed(2)],
  ['queue operations a view', (one) => ((3 * one.messages) / one.views).toFixed(2)],
  ['messages a batch', (one) => (one.messages / one.batches).toFixed(1)],
  ['rows written a view: storing', perView('store', 'rowsWritten')],
  ['rows written a view: counting', perView('recount', 'rowsWritten')],
  ['rows written a view: freezing and deleting', perView('freeze', 'rowsWritten')],
  ['rows read a view: storing', perView('store', 'rowsRead')],
  ['rows read a view: counting', perView('recount', 'rowsRead')],
  ['rows read a view: freezing', perView('freeze', 'rowsRead')],
  ['slowest count of an hour, ms in D1', (one) => Math.round(one.slowestRecount)],
  ['freezing, ms in D1', (one) => Math.round(one.freeze.milliseconds)],
  ['bytes of a row with its indexes', (one) => Math.round(one.rowBytes / one.views)],
  ['counters of the day, open', (one) => one.countersOpen],
  ['counters of the day, frozen', (one) => one.countersFrozen],
];
printTable(
  ['a day of', ...days.map(({ views }) => views)],
  lines.map(([name, of]) => [name, ...days.map(of)]),
);
