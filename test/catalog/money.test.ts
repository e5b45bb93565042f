import { describe, expect, it } from 'vitest';
import { currencyNames } from '../../src/catalog/currency-names.ts';
import { currencies, formatMoney, isCurrency, toMinor } from '../../src/catalog/money.ts';

describe('money', () => {
  it.each([
    ['EUR', 485000, '€4,850'],
    ['GBP', 420000, '£4,200'],
    ['USD', 520000, '$5,200'],
    ['CHF', 470000, 'CHF 4,700'],
    ['JPY', 820000, '¥820,000'],
    ['AED', 1950000, 'AED 19,500'],
  ] as const)('is written as the house writes it in %s', (currency, amountMinor, words) => {
    expect(formatMoney(amountMinor, currency).replaceAll(/\s/g, ' ')).toBe(words);
  });

  it('has decimals only where there are any', () => {
    expect(formatMoney(1250, 'EUR')).toBe('€12.50');
    expect(formatMoney(1205, 'GBP')).toBe('£12.05');
    expect(formatMoney(0, 'EUR')).toBe('€0');
    expect(formatMoney(1250, 'JPY')).toBe('¥1,250');
  });

  it('has a hundred minor units in one, and one yen in a yen', () => {
    expect(toMinor(4850, 'EUR')).toBe(485000);
    expect(toMinor(820000, 'JPY')).toBe(820000);
  });

  it('knows its six currencies by name and no other', () => {
    expect(currencies).toEqual(['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'AED']);
    for (const currency of currencies) expect(currencyNames[currency]).not.toBe('');
    for (const other of ['SEK', 'eur', '', 'toString', null, 12]) expect(isCurrency(other)).toBe(false);
  });
});
