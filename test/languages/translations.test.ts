import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { houseFacts } from '../../src/catalog/house-facts.ts';
import type { PieceFile } from '../../src/catalog/piece.ts';
import { translationMistakes } from '../../src/catalog/piece-translation.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';

const folder = 'src/content/translations';
const languages = ['fr', 'de', 'it', 'ja', 'zh'];
const pieces = await readPieces('.');

describe.each(languages)('in %s', (language) => {
  test.each(pieces.map(({ slug, piece }) => [slug, piece] as const))(
    '%s says all that its piece says',
    (slug, piece) => {
      const path = `${folder}/${language}/${slug}.yaml`;
      expect(existsSync(path), path).toBe(true);
      expect(translationMistakes(piece, parse(readFileSync(path, 'utf8')))).toEqual([]);
    },
  );

  test('there are words for no other piece', () => {
    const known = pieces.map(({ slug }) => `${slug}.yaml`);
    expect(readdirSync(`${folder}/${language}`).filter((name) => !known.includes(name))).toEqual(['house.yaml']);
  });

  test('every workshop has its name', () => {
    const { makers } = parse(readFileSync(`${folder}/${language}/house.yaml`, 'utf8'));
    expect(Object.keys(makers).sort()).toEqual(Object.keys(houseFacts.makers).sort());
    for (const words of Object.values(makers)) expect(words).toMatch(/\S/);
  });
});

describe('a translation', () => {
  const [{ piece } = { piece: undefined as never }] = pieces.filter(({ slug }) => slug === 'etrier-belt');
  const right = parse(readFileSync(`${folder}/ja/etrier-belt.yaml`, 'utf8'));
  const said = (change: Record<string, unknown>): readonly string[] =>
    translationMistakes(piece as PieceFile, { ...right, ...change });

  test('that lacks a sentence is named with its field', () => {
    expect(said({ care: right.care.slice(1) })).toEqual(['care must have 3 lines, as the original has.']);
    expect(said({ summary: undefined })).toEqual([expect.stringMatching(/^summary is missing/)]);
  });

  test('that lacks a word for a colour is named with its field', () => {
    expect(said({ options: { Cognac: 'コニャック' } })).toEqual([expect.stringMatching(/^options.Black is missing/)]);
  });

  test('says the label of a mixture too, which is in the languages of where it is sold', () => {
    const labelled = { ...(piece as PieceFile), hazardLabel: ['Warning.', 'May cause an allergic skin reaction.'] };
    expect(translationMistakes(labelled, { ...right, hazardLabel: ['警告。', 'アレルギー性皮膚反応。'] })).toEqual([]);
    expect(translationMistakes(labelled, right)).toEqual([expect.stringMatching(/^hazardLabel is missing/)]);
  });

  test('that says what its piece does not is named with its field', () => {
    expect(said({ returnableWhileSealed: '封' })).toEqual([expect.stringMatching(/^returnableWhileSealed /)]);
    expect(said({ sumary: 'x' })).toEqual(['sumary is not a known field. Did you mean "summary"?']);
  });
});
