import { beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../src/search/entry.ts';
import { readPart } from '../../src/search/read-part.ts';
import { SearchIndex } from '../../src/search/search-index.ts';
import { catalogueParts } from './catalogue-index.ts';
import { wrongSpellings } from './wrong-spellings.ts';

const index = new SearchIndex();

beforeAll(async () => {
  for (const part of await catalogueParts()) index.add(readPart(part));
});

function slugs(question: string): readonly string[] {
  return index.find(question).map(({ address }) => address.split('/')[2] ?? '');
}

describe('what people type finds what they meant', () => {
  test.each(wrongSpellings)('“%s” finds %s first', (typed, slug) => {
    expect(slugs(typed)[0]).toBe(slug);
  });
});

test('what the question says in two words is found where both are', () => {
  expect(slugs('white gold ring')).toEqual(['aurore-solitaire']);
  expect(slugs('calfskin')).toEqual(
    expect.arrayContaining(['dauphine-top-handle', 'etrier-belt', 'passage-card-case']),
  );
});

test('a name weighs more than a material', () => {
  expect(slugs('cashmere')[0]).toBe('cashmere-throw');
});

test.each(['xylophone', 'qqqq', '', '   ', '!!!', '🙂'])('“%s” finds nothing', (question) => {
  expect(slugs(question)).toEqual([]);
});

test('a short word with a letter changed is another word', () => {
  expect(slugs('pan')).toEqual([]);
});

test('words that no entry knows do not hide what the others find', () => {
  expect(slugs('do you have a meridian')[0]).toBe('meridian-38');
});

test('a question of a thousand words is answered', () => {
  expect(slugs('gold '.repeat(1000)).length).toBeGreaterThan(0);
});

describe('where no spaces are written', () => {
  const japanese = new SearchIndex();
  const entry = (address: string, title: string, text: string): Entry => ({
    group: 'piece',
    address,
    title,
    label: '',
    text,
  });
  japanese.add([
    entry('/1', 'ドーフィンハンドバッグ', '黒い仔牛革の鞄'),
    entry('/2', '真珠の耳飾り', '南洋真珠とダイヤモンド'),
    entry('/3', '黑色手袋', '小牛皮 黑色'),
  ]);

  test.each([
    ['ハンドバッグ', '/1'],
    ['鞄', '/1'],
    ['真珠', '/2'],
    ['ダイヤ', '/2'],
    ['手袋', '/3'],
    ['小牛皮', '/3'],
    // Half-width as some keyboards write it.
    ['ﾊﾝﾄﾞﾊﾞｯｸﾞ', '/1'],
  ])('“%s” is found', (question, address) => {
    expect(japanese.find(question).map((found) => found.address)).toEqual([address]);
  });
});
