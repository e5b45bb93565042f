import { describe, expect, it } from 'vitest';
import { type Currency, currencies, type PriceList } from '../../src/catalog/money.ts';
import { reductionsFrom, reductionsOf } from '../../src/catalog/price-reduction.ts';

/** The same amount in every currency, but for those named. */
function priced(amount: number, others: Partial<Record<Currency, number>> = {}): PriceList {
  return { EUR: amount, GBP: amount, USD: amount, CHF: amount, JPY: amount, AED: amount, ...others };
}

/** Now, then each price before with its last day, the latest first. */
function history(now: PriceList, ...before: readonly (readonly [until: string, prices: PriceList])[]) {
  return { prices: now, earlierPrices: before.map(([until, prices]) => ({ until, prices })) };
}

const inEuro = (variant: Parameters<typeof reductionsOf>[0]) => reductionsOf(variant).EUR;

describe('the lowest price of the thirty days before a reduction', () => {
  it('is none where there is no reduction: never changed, or raised', () => {
    expect(reductionsOf(history(priced(100)))).toEqual({});
    expect(reductionsOf(history(priced(100), ['2026-11-09', priced(90)]))).toEqual({});
  });

  it('is the price before, where that had held for thirty days or since the sale began', () => {
    expect(inEuro(history(priced(80), ['2026-11-09', priced(100)]))).toEqual({
      lowestMinor: 100,
      since: '2026-11-10',
    });
  });

  it('is not the price that was raised just before to be reduced', () => {
    const raised = history(priced(80), ['2026-11-09', priced(150)], ['2026-11-01', priced(100)]);
    expect(inEuro(raised)?.lowestMinor).toBe(100);
  });

  it('is none where the price was raised and comes down no lower than it was within the thirty days', () => {
    expect(inEuro(history(priced(100), ['2026-11-09', priced(150)], ['2026-11-01', priced(100)]))).toBeUndefined();
    expect(inEuro(history(priced(120), ['2026-11-09', priced(150)], ['2026-11-01', priced(100)]))).toBeUndefined();
  });

  it('of a second reduction is what the first had come to', () => {
    const twice = history(priced(60), ['2026-11-19', priced(80)], ['2026-11-09', priced(100)]);
    expect(inEuro(twice)).toEqual({ lowestMinor: 80, since: '2026-11-20' });
  });

  it('counts thirty days back from the first day at the new price, and neither a day more nor one less', () => {
    // At the new price since 31 October; the thirtieth day before that is 1 October.
    const ended = (until: string) => history(priced(50), ['2026-10-30', priced(90)], [until, priced(70)]);
    expect(inEuro(ended('2026-10-01'))?.lowestMinor).toBe(70);
    expect(inEuro(ended('2026-09-30'))?.lowestMinor).toBe(90);
  });

  it('takes no notice of the hour that clocks are changed by, nor of a leap day', () => {
    expect(inEuro(history(priced(50), ['2028-02-28', priced(90)]))?.since).toBe('2028-02-29');
    const overLeapDay = history(priced(50), ['2028-03-01', priced(90)], ['2028-02-01', priced(70)]);
    expect(inEuro(overLeapDay)?.lowestMinor).toBe(70);
    const overSummerTime = history(priced(50), ['2026-04-01', priced(90)], ['2026-03-03', priced(70)]);
    expect(inEuro(overSummerTime)?.lowestMinor).toBe(70);
  });

  it('is each currency’s own: a line that changed another moves nothing', () => {
    const onlyPounds = history(priced(80, { GBP: 60 }), ['2026-11-19', priced(80)], ['2026-11-09', priced(100)]);
    const reductions = reductionsOf(onlyPounds);
    expect(reductions.GBP).toEqual({ lowestMinor: 80, since: '2026-11-20' });
    expect(reductions.EUR).toEqual({ lowestMinor: 100, since: '2026-11-10' });
    expect(Object.keys(reductions)).toEqual([...currencies]);
  });
});

describe('“from” a price', () => {
  const usual = history(priced(80));
  const reduced = history(priced(80), ['2026-11-09', priced(100)]);
  const dear = history(priced(300));

  it('is reduced where all that cost it are', () => {
    expect(reductionsFrom([reduced, dear]).EUR?.lowestMinor).toBe(100);
    expect(reductionsFrom([reduced, usual, dear])).toEqual({});
  });

  it('is measured by the lowest of theirs', () => {
    const less = history(priced(80), ['2026-11-14', priced(90)]);
    expect(reductionsFrom([reduced, less]).EUR).toEqual({ lowestMinor: 90, since: '2026-11-15' });
  });

  it('is not reduced because a dearer one is', () => {
    expect(reductionsFrom([usual, history(priced(200), ['2026-11-09', priced(300)])])).toEqual({});
  });
});
