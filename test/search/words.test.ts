import { describe, expect, test } from 'vitest';
import { mistypedBeginning, mistypedKeys } from '../../src/search/distance.ts';
import { wordsOf } from '../../src/search/words.ts';

test.each([
  ["Jardin d'hiver", ['jardin', 'd', 'hiver']],
  ['ÉTRIER', ['etrier']],
  ['Größe 38 mm', ['große', '38', 'mm']],
  ['黒い鞄', ['黒い', 'い鞄']],
  ['鞄', ['鞄']],
  ['LIEN 香水', ['lien', '香水']],
  ['حقيبة', ['حقيبة']],
  ['', []],
])('%s is the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

describe('how many keys a word was mistyped', () => {
  test.each([
    ['ring', 'ring', 0],
    ['rnig', 'ring', 1],
    ['rin', 'ring', 1],
    ['riing', 'ring', 1],
    ['rung', 'ring', 1],
    ['solitiare', 'solitaire', 1],
    ['daufine', 'dauphine', 2],
    ['ring', 'watch', 3],
  ])('%s for %s: %i', (typed, meant, keys) => {
    expect(mistypedKeys(typed, meant, 2)).toBe(keys);
  });

  test('what is begun counts up to where it has come', () => {
    expect(mistypedBeginning('soltai', 'solitaire', 1)).toBe(1);
    expect(mistypedBeginning('xyz', 'solitaire', 1)).toBe(2);
  });
});
