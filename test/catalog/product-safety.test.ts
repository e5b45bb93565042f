import { expect, test } from 'vitest';
import { missingOfPieces } from '../../src/catalog/product-safety.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';

const pieces = await readPieces();

test('every piece says what to beware of', () => {
  for (const { slug, piece } of pieces) expect(piece.safety ?? [], slug).not.toEqual([]);
});

test('what only the owner can give is told, a sentence each, until it is given', () => {
  const perfume = { slug: 'scent', piece: { ingredients: null } };
  const candle = { slug: 'light', piece: { hazardLabel: null } };
  expect(missingOfPieces([perfume, candle])).toEqual([
    'src/content/pieces/scent.yaml lacks the ingredients, as they stand on the box (ingredients).',
    'src/content/pieces/light.yaml lacks the statements of its label under Regulation (EC) 1272/2008 (hazardLabel).',
  ]);
  expect(missingOfPieces([{ slug: 'scent', piece: { ingredients: ['ALCOHOL DENAT.'] } }])).toEqual([]);
});

test('cloth names its fibre and how much of it there is', () => {
  const cloths = pieces.filter(({ piece }) => ['Scarf', 'Throw'].includes(piece.kind));
  expect(cloths.length).toBeGreaterThan(0);
  for (const { slug, piece } of cloths) {
    const cloth = piece.materials.find(({ part }) => part === 'Cloth')?.of;
    expect(cloth, slug).toMatch(/\b100% (?:silk|cashmere)\b/);
  }
});
