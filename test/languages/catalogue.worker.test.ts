import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { languages, languageTags, pathIn } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import type { IndexPart } from '../../src/search/entry.ts';
import { readPart } from '../../src/search/read-part.ts';
import { SearchIndex } from '../../src/search/search-index.ts';
import { productsIn, thingsIn } from '../linked-data/read-linked-data.ts';

/** The catalogue as it was built, in each language: on pages, for the bag, for programs and for the search. */

const site = 'dist/client';
const read = (path: string) => readFileSync(`${site}${path.replace(/\/$/, '/index.html')}`, 'utf8');
const translated = languages.filter((language) => language !== 'en');
const pieces = await readPieces();

function indexOf(language: string): SearchIndex {
  const index = new SearchIndex();
  for (const part of ['0', 'help']) {
    const rows: IndexPart = JSON.parse(read(paths.searchPart(language, part)));
    index.add(readPart(rows));
  }
  return index;
}

describe.each(translated)('in %s', (language) => {
  test.each(pieces.map(({ slug, piece }) => [slug, piece] as const))('%s has its words', (slug, piece) => {
    const words = parse(readFileSync(`src/content/translations/${language}/${slug}.yaml`, 'utf8'));
    const page = read(pathIn(language, paths.piece(slug)));
    const things = thingsIn(page);
    const [product] = things.filter(({ '@type': type }) => /^Product/.test(type));
    expect(product).toMatchObject({ name: words.name, description: words.summary, category: words.kind });
    expect(things.find(({ '@type': type }) => type === 'WebPage')?.['inLanguage']).toBe(languageTags[language]);
    for (const { offers } of productsIn(things)) {
      expect(new URL(offers.url).pathname).toBe(pathIn(language, paths.piece(slug)));
    }
    for (const { sku } of piece.variants) {
      const item = JSON.parse(read(pathIn(language, paths.catalogItem(sku))));
      expect(item.name).toBe(words.name);
    }
  });

  test('what is compared with stays as it is, whatever it is called', () => {
    const page = read(pathIn(language, paths.piece('aurore-solitaire')));
    expect(page).toContain('value="Rose gold"');
    expect(page).not.toContain('>Rose gold<');
    expect(read(pathIn(language, paths.collection('jewellery')))).toContain('value="Rose gold"');
  });
});

describe('the search of a language', () => {
  test.each([
    ['fr', 'bague', 'aurore-solitaire'],
    ['fr', 'collier', 'lumen-pendant'],
    ['de', 'Halskette', 'lumen-pendant'],
    ['de', 'fuller', 'linea-fountain-pen'],
    ['it', 'occhiali', 'riviera-sunglasses'],
    ['it', 'collana', 'lumen-pendant'],
    ['ja', '指輪', 'aurore-solitaire'],
    ['ja', 'ネックレス', 'lumen-pendant'],
    ['zh', '手表', 'meridian-38'],
    ['zh', '项链', 'lumen-pendant'],
  ] as const)('%s: “%s” finds %s first', (language, question, slug) => {
    expect(indexOf(language).find(question)[0]?.address).toBe(paths.piece(slug));
  });

  test.each(translated)('leads to collections and help in %s', (language) => {
    const places = ['0', 'help'].flatMap((part): NonNullable<IndexPart['places']> => {
      const rows: IndexPart = JSON.parse(read(paths.searchPart(language, part)));
      return rows.places ?? [];
    });
    expect(places.length).toBeGreaterThan(10);
    expect(places.filter(([, address]) => !address.startsWith(`/${language}/`))).toEqual([]);
  });
});
