import { describe, expect, it } from 'vitest';
import { type Bag, maxLines, maxQuantity } from '../../src/bag/bag.ts';
import {
  addPiece,
  choose,
  countPieces,
  quantityOf,
  removeBought,
  removePiece,
  setQuantity,
  withCheckout,
  withoutCheckout,
} from '../../src/bag/change-bag.ts';
import { emptyBag } from '../../src/bag/read-bag.ts';

const ring = { sku: 'RING', quantity: 1 };
const scarf = { sku: 'SCARF', quantity: 3 };
const bag: Bag = { ...emptyBag, lines: [ring, scarf] };

describe('adding', () => {
  it('puts a new piece at the end', () => {
    const result = addPiece(bag, 'PEN', 2);
    expect(result).toMatchObject({ added: 2, outcome: 'added' });
    expect(result.bag.lines).toEqual([ring, scarf, { sku: 'PEN', quantity: 2 }]);
  });

  it('adds to the line that is there', () => {
    expect(addPiece(bag, 'SCARF', 1).bag.lines).toEqual([ring, { sku: 'SCARF', quantity: 4 }]);
  });

  it('stops at the limit and says how many it added', () => {
    expect(addPiece(bag, 'SCARF', 4)).toMatchObject({ added: maxQuantity - 3, outcome: 'quantity-limit' });
    const atLimit = setQuantity(bag, 'SCARF', maxQuantity);
    expect(addPiece(atLimit, 'SCARF', 1)).toEqual({ bag: atLimit, added: 0, outcome: 'quantity-limit' });
  });

  it('refuses one more kind in a full bag, yet not one more of a kind', () => {
    const lines = Array.from({ length: maxLines }, (_, place) => ({ sku: `S${place}`, quantity: 1 }));
    const fullBag = { ...emptyBag, lines };
    expect(addPiece(fullBag, 'PEN', 1)).toEqual({ bag: fullBag, added: 0, outcome: 'line-limit' });
    expect(addPiece(fullBag, 'S0', 1)).toMatchObject({ added: 1, outcome: 'added' });
    expect(setQuantity(fullBag, 'PEN', 1)).toBe(fullBag);
  });

  it.each([[0], [-1], [Number.NaN], [0.9]])('adds nothing for a quantity of %d', (quantity) => {
    expect(addPiece(emptyBag, 'PEN', quantity).added).toBe(0);
    expect(addPiece(emptyBag, 'PEN', quantity).bag.lines).toEqual([]);
  });

  it('leaves the bag that it was given alone', () => {
    addPiece(bag, 'SCARF', 1);
    expect(quantityOf(bag, 'SCARF')).toBe(3);
  });
});

describe('quantities', () => {
  it.each([
    [2, 2],
    [2.9, 2],
    [1e9, maxQuantity],
  ])('%d becomes %d', (wanted, expected) => {
    expect(quantityOf(setQuantity(bag, 'SCARF', wanted), 'SCARF')).toBe(expected);
  });

  it.each([[0], [-1], [Number.NaN]])('%d takes the line out', (wanted) => {
    expect(setQuantity(bag, 'SCARF', wanted).lines).toEqual([ring]);
  });

  it('counts pieces, not lines', () => {
    expect(countPieces(bag)).toBe(4);
    expect(countPieces(removePiece(bag, 'SCARF'))).toBe(1);
    expect(countPieces(emptyBag)).toBe(0);
  });
});

describe('choices', () => {
  it('another country forgets the delivery; the same one does not', () => {
    const chosen = choose(choose(bag, { country: 'FR' }), { delivery: 'dhl' });
    expect(chosen).toMatchObject({ country: 'FR', delivery: 'dhl' });
    expect(choose(chosen, { country: 'FR' })).toMatchObject({ delivery: 'dhl' });
    expect(choose(chosen, { country: 'JP' })).not.toHaveProperty('delivery');
  });
});

describe('a checkout begun from the bag', () => {
  it('stays known while the bag changes, so that its hold is given back', () => {
    const begun = withCheckout(bag, 'link');
    expect(addPiece(begun, 'PEN', 1).bag.checkout).toBe('link');
    expect(removePiece(begun, 'RING').checkout).toBe('link');
    expect(withoutCheckout(begun)).toEqual(bag);
  });

  it('once paid, takes out what was bought and keeps what came since', () => {
    const since = { ...withCheckout(addPiece(bag, 'PEN', 1).bag, 'link'), giftWrap: true, giftMessage: 'For you' };
    const left = removeBought(since, [ring, { sku: 'SCARF', quantity: 2 }, { sku: 'GONE', quantity: 1 }]);
    expect(left).toEqual({
      ...emptyBag,
      lines: [
        { sku: 'SCARF', quantity: 1 },
        { sku: 'PEN', quantity: 1 },
      ],
    });
  });
});
