import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { billOf, measured, priceLines } from '../bench/page-views/prices.ts';

const text = readFileSync('docs/analytics-growth.md', 'utf8');

test('the document’s prices are those that are worked out, line by line', () => {
  const lines = priceLines();
  expect(lines).toHaveLength(7);
  for (const line of lines) expect(text).toContain(`${line}\n`);
  expect(text).toContain(`| rows written: storing | 6.37 | ${measured.rowsStored} |`);
});

test('a month within what the plan includes costs what exceeds it alone', () => {
  // 300,000 views: 2.16 million queue operations, of which one million is included, at $0.40 a million.
  expect(billOf(10_000, 'as built').dollars).toBeCloseTo(1.16 * 0.4, 2);
  expect(billOf(100, 'as built').dollars).toBe(0);
  const dearest = billOf(10_000_000, 'as built').dollars;
  expect(billOf(10_000_000, 'packed').dollars).toBeLessThan(dearest);
  expect(billOf(10_000_000, 'packed before the queue').dollars).toBeLessThan(billOf(10_000_000, 'packed').dollars);
});
