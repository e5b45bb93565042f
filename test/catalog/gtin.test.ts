import { describe, expect, it } from 'vitest';
import { gtinCheckDigit, isRestrictedGtin } from '../../src/catalog/gtin.ts';

describe('a GTIN-13', () => {
  it.each([
    ['4006381333931', 'a pen'],
    ['9780201379624', 'a book'],
    ['5901234123457', "GS1's own example"],
  ])('ends in the check digit that GS1 computes: %s (%s)', (gtin) => {
    expect(gtinCheckDigit(gtin.slice(0, 12))).toBe(Number(gtin[12]));
  });

  it('gets zero, not ten, where the sum is round', () => {
    expect(gtinCheckDigit('000000000000')).toBe(0);
    expect(gtinCheckDigit('000000000019')).toBe(2);
    expect(gtinCheckDigit('000000000005')).toBe(5);
  });

  it('is restricted from 20 to 29 and nowhere else', () => {
    expect(isRestrictedGtin('2000000010014')).toBe(true);
    expect(isRestrictedGtin('2999999999994')).toBe(true);
    expect(isRestrictedGtin('4006381333931')).toBe(false);
    expect(isRestrictedGtin('200000001001')).toBe(false);
  });
});
