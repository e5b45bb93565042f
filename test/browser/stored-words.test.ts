import { describe, expect, it } from 'vitest';
import type { Bag } from '../../src/bag/bag.ts';
import { emptyBag } from '../../src/bag/read-bag.ts';
import { wordsOf } from '../../src/browser/stored-words.ts';

const bag = (change: Partial<Bag>) => JSON.stringify({ ...emptyBag, ...change });

describe('what a key holds, in words', () => {
  it.each([
    [null, 'Nothing: your bag is empty'],
    [bag({ lines: [{ sku: 'A', quantity: 1 }] }), '1 piece'],
    [bag({ lines: [{ sku: 'A', quantity: 2 }], country: 'FR' }), '2 pieces, delivery to France'],
    [
      bag({
        lines: [
          { sku: 'A', quantity: 5 },
          { sku: 'B', quantity: 5 },
          { sku: 'C', quantity: 3 },
        ],
      }),
      '13 pieces',
    ],
    [
      bag({ country: 'JP', delivery: 'dhl-express', giftWrap: true, giftMessage: 'For you', checkout: 'abc.def' }),
      '0 pieces, delivery to Japan (dhl-express), wrapped as a gift, a gift message, the link to a payment that is not made yet',
    ],
    ['{"version":1', 'Something that is no bag of ours; we do not use it'],
  ])('the bag %s', (text, words) => expect(wordsOf.luxevault_cart(text)).toBe(words));

  it.each([
    [null, 'Nothing: prices are in the house’s own, euro'],
    ['JPY', 'Japanese yen'],
    ['DOGE', 'Something that is no currency of ours; we do not use it'],
  ])('the currency %s', (text, words) => expect(wordsOf.lg_currency(text)).toBe(words));

  it('names an objection, an identifier and a login, and never shows them', () => {
    expect(wordsOf.lg_sid('objected')).toBe('The word “objected”: this tab is not counted');
    expect(wordsOf.lg_sid('8f14e45f')).toBe('Something that is no number of ours; we do not use it');
    const number = 'c1e6ac5b-de91-4280-ab45-787d0a98af01';
    const now = Date.now();
    expect(wordsOf.lg_sid(`${number}.${now}.${now}`)).toMatch(
      /^A random number, by which .* of no use after \d\d:\d\d$/,
    );
    expect(wordsOf.lg_sid(`${number}.${now}.${now}`)).not.toContain(number);
    const over = 'A random number of a visit that is over; it is not used again';
    expect(wordsOf.lg_sid(`${number}.${now - 1_800_001}.${now - 1_800_001}`)).toBe(over);
    expect(wordsOf.lg_sid(`${number}.${now - 14_400_001}.${now}`)).toBe(over);
    expect(wordsOf.lg_session('secret')).not.toContain('secret');
    expect(wordsOf.lg_session('secret')).not.toContain('objected');
    expect(wordsOf.lg_session('secret.objected')).toContain('“objected”: you are not counted');
    expect(wordsOf.lg_session('secret.objected')).not.toContain('secret');
  });
});
