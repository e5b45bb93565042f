import { expect, test } from 'vitest';
import { findPressure } from './find-pressure.ts';

test.each([
  'Only 2 left!',
  'Hurry, it ends soon.',
  '14 people are looking at this',
  'In high demand',
  'While stocks last',
  'A limited offer',
])('“%s” hurries', (words) => {
  expect(findPressure(words)).not.toEqual([]);
});

test.each([
  'The last one.',
  'One is left.',
  'It is sold out.',
  'The pieces are held for you for 30 minutes.',
  'The link works for 30 minutes.',
  'There were seven of us left in the workshop.',
])('“%s” is a fact', (words) => {
  expect(findPressure(words)).toEqual([]);
});
