import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pieceSchema } from '../../src/catalog/piece.ts';
import { priceLines } from '../../src/catalog/price-history.ts';
import { variantsOf } from '../../src/catalog/variants.ts';

const sample = await readFile('test/catalog/samples/meridian-38.yaml', 'utf8');
const cheaper = '{ EUR: 3900, GBP: 3300, USD: 4200, CHF: 3800, JPY: 655000, AED: 15700 }';
const cheapest = '{ EUR: 3800, GBP: 3200, USD: 4100, CHF: 3700, JPY: 640000, AED: 15300 }';

function withPast(...past: readonly (readonly [until: string, prices: string])[]): string {
  const lines = past.map(([until, prices]) => `  - { until: "${until}", prices: ${prices} }`);
  return `${sample.trimEnd()}\nearlierPrices:\n${lines.join('\n')}\n`;
}

const mistakesIn = (file: string) =>
  pieceSchema.safeParse(parse(file)).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('what a piece has cost', () => {
  it('is told after what it costs, the latest first', () => {
    const [steel] = variantsOf(pieceSchema.parse(parse(withPast(['2026-11-09', cheaper], ['2026-08-31', cheapest]))));
    expect(steel && priceLines(steel)).toEqual([
      expect.stringMatching(/^Now €4,200, £/),
      expect.stringMatching(/^Until 9 November 2026 €3,900, £3,300, \$4,200, CHF.3,800, ¥655,000, AED.15,700$/),
      expect.stringMatching(/^Until 31 August 2026 €3,800, /),
    ]);
  });

  it('is not that of a variant with a price of its own', () => {
    const [, gold] = variantsOf(pieceSchema.parse(parse(withPast(['2026-11-09', cheaper]))));
    expect(gold && priceLines(gold)).toHaveLength(1);
  });

  it('is refused out of order, on a day that no calendar has, and without one of the currencies', () => {
    expect(mistakesIn(withPast(['2026-08-31', cheapest], ['2026-11-09', cheaper]))).toEqual([
      'earlierPrices.1.until is 2026-11-09, and the line before it ended on 2026-08-31. The latest comes first.',
    ]);
    expect(mistakesIn(withPast(['2026-02-30', cheapest]))).toEqual([
      'earlierPrices.0.until is "2026-02-30", which no calendar has.',
    ]);
    expect(mistakesIn(withPast(['2026-08-31', '{ EUR: 3800 }']))[0]).toMatch(
      /^earlierPrices\.0\.prices\.GBP is missing/,
    );
  });
});
