import { describe, expect, it } from 'vitest';
import { refundDue, type WithdrawnOrder, type WithdrawnPieces } from '../../src/orders/refund-due.ts';

/** Two lines, delivered in France: parcel €12, express €25; parcel free from €250, express from €800. */
function order(changes: Partial<WithdrawnOrder> = {}): WithdrawnOrder {
  return {
    currency: 'EUR',
    country: 'FR',
    subtotalMinor: 20_000,
    deliveryMinor: 1_200,
    totalMinor: 21_200,
    refundedMinor: 0,
    lines: [
      { position: 0, quantity: 1, unitMinor: 8_000 },
      { position: 1, quantity: 3, unitMinor: 4_000 },
    ],
    ...changes,
  };
}

function pieces(...counts: readonly (readonly [position: number, quantity: number])[]): WithdrawnPieces[] {
  return counts.map(([position, quantity]) => ({ position, quantity }));
}

const all = pieces([0, 1], [1, 3]);
const express = { deliveryMinor: 2_500, totalMinor: 22_500 };

describe('what is paid back', () => {
  it.each([
    ['all of it, with the delivery', order(), { lines: all }, [20_000, 1_200, 21_200]],
    ['one line, without the delivery', order(), { lines: pieces([0, 1]) }, [8_000, 0, 8_000]],
    ['some of a line', order(), { lines: pieces([1, 2]) }, [8_000, 0, 8_000]],
    [
      'the last of it, with the delivery',
      order(),
      { lines: pieces([1, 3]), before: pieces([0, 1]) },
      [12_000, 1_200, 13_200],
    ],
    [
      'the last piece of several',
      order(),
      { lines: pieces([1, 1]), before: pieces([0, 1], [1, 2]) },
      [4_000, 1_200, 5_200],
    ],
    ['of an express delivery the standard part', order(express), { lines: all }, [20_000, 1_200, 21_200]],
    [
      'nothing of an express delivery where the standard one was free',
      order({ ...express, subtotalMinor: 30_000, totalMinor: 32_500 }),
      { lines: all },
      [20_000, 0, 20_000],
    ],
    [
      'nothing for a delivery that was free',
      order({ deliveryMinor: 0, totalMinor: 20_000 }),
      { lines: all },
      [20_000, 0, 20_000],
    ],
    [
      'all that a delivery cost where the house delivers no more',
      order({ ...express, country: 'BR' }),
      { lines: all },
      [20_000, 2_500, 22_500],
    ],
    [
      'in yen',
      order({ currency: 'JPY', country: 'JP', deliveryMinor: 7_500, totalMinor: 27_500 }),
      { lines: all },
      [20_000, 6_000, 26_000],
    ],
    ['to London', order({ country: 'GB', currency: 'GBP', ...express }), { lines: all }, [20_000, 2_000, 22_000]],
    ['less the loss', order(), { lines: all, lossMinor: 500 }, [20_000, 1_200, 20_700]],
    ['no more loss than the pieces cost', order(), { lines: pieces([0, 1]), lossMinor: 9_000 }, [8_000, 0, 0]],
    ['no more than is left of what was paid', order({ refundedMinor: 20_000 }), { lines: all }, [20_000, 1_200, 1_200]],
    ['nothing where all was paid back', order({ refundedMinor: 21_200 }), { lines: all }, [20_000, 1_200, 0]],
  ])('%s', (_what, of, withdrawn, [piecesMinor, deliveryMinor, amountMinor]) => {
    expect(refundDue(of, { before: [], lossMinor: 0, ...withdrawn })).toMatchObject({
      piecesMinor,
      deliveryMinor,
      amountMinor,
    });
  });
});
