// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources that are read here are written as strings.
import { describe, expect, test } from 'vitest';
import { mistakesOf, wordMistakes } from '../../src/words/check-words.ts';
import type { Words } from '../../src/words/language.ts';
import { phrasesOf } from '../../src/words/read-phrases.ts';

test('each language says every phrase of the source, and nothing else', async () => {
  expect(await wordMistakes(process.cwd())).toEqual([]);
});

describe('the phrases of a source', () => {
  const keysOf = (source: string) => phrasesOf('a.ts', source).map(({ key }) => key);

  test.each([
    ['a phrase', 'const a = say`Your bag`;', ['Your bag']],
    ['one noted for later', 'const a = { paid: phrase`Paid` };', ['Paid']],
    ['values', 'say`${left} left of ${most}`', ['{1} left of {2}']],
    ['a value with braces and quotes', "say`${fit({ a: '}' })} left`", ['{1} left']],
    ['a phrase within a value', 'say`for ${isGift ? say`a gift` : `${name}`}, yes`', ['for {1}, yes', 'a gift']],
    ['lines', 'say`one\n      two`', ['one two']],
    ['an escaped quote', 'say`a \\` b`', ['a ` b']],
    ['one that ends in the word itself', 'say`It does not say` : say`None`', ['It does not say', 'None']],
    ['in markup', '<p title={say`T`}>{say`It’s here`}</p>', ['T', 'It’s here']],
    ['a number', "plural('{1} piece', '{1} pieces', count)", ['{1} pieces']],
    ['a number over lines', "plural(\n  '{1} piece',\n  `{1} pieces`,\n  count,\n)", ['{1} pieces']],
    ['one behind an address with a star', "use('/api/*', say`This`); /** of this */", ['This']],
    ['none in a comment', '/** say`Not this` */\n// say`nor this`\nsay`This`', ['This']],
  ])('%s', (_, source, keys) => {
    expect(keysOf(source)).toEqual(keys);
  });

  test('one that is not written where it is said is a mistake, with its line', () => {
    expect(() => keysOf('\nplural(one, other, 3)')).toThrow('a.ts:2');
  });
});

describe('words that differ from the source', () => {
  const phrases = phrasesOf('a.ts', "say`Hold <b>${name}</b>`; plural('{1} piece of {2}', '{1} pieces of {2}', n, w);");
  const right: Words = { 'Hold <b>{1}</b>': 'T <b>{1}</b>', '{1} pieces of {2}': { one: '{2}', other: '{1} {2}' } };
  const said = (change: Record<string, unknown>) =>
    mistakesOf('de', phrases, [{ file: 'w.json', words: { ...right, ...change } as Words }]);

  test('right ones are none', () => {
    expect(said({})).toEqual([]);
  });

  test.each([
    ['one missing', { 'Hold <b>{1}</b>': undefined }, 'says nothing'],
    ['one too many', { Other: 'x' }, 'that nothing says: Other'],
    ['an empty one', { 'Hold <b>{1}</b>': ' ' }, 'says nothing'],
    ['a value less', { 'Hold <b>{1}</b>': '<b>x</b>' }, 'other values'],
    ['another value', { 'Hold <b>{1}</b>': '<b>{2}</b>' }, 'other values'],
    ['a mark less', { 'Hold <b>{1}</b>': '{1}' }, 'other marks'],
    ['a form less', { '{1} pieces of {2}': { other: '{1} {2}' } }, 'wants the forms one, other'],
    ['one form for all', { '{1} pieces of {2}': '{1} {2}' }, 'one form where a number decides'],
    ['a value less in one form', { '{1} pieces of {2}': { one: '{2}', other: '{2}' } }, 'other values'],
  ])('%s', (_, change, mistake) => {
    expect(said(change).join('\n')).toContain(mistake);
  });

  test('a phrase that no file has is named with the file that says it', () => {
    expect(mistakesOf('de', phrases, [])).toEqual([
      'src/words/de/ lacks, for a.ts: Hold <b>{1}</b>',
      'src/words/de/ lacks, for a.ts: {1} pieces of {2}',
    ]);
  });

  test('a phrase that two files have is named once more', () => {
    const mistakes = mistakesOf('de', phrases, [
      { file: 'a.json', words: right },
      { file: 'b.json', words: { 'Hold <b>{1}</b>': '<b>{1}</b>' } },
    ]);
    expect(mistakes).toEqual(['b.json says once more: Hold <b>{1}</b>']);
  });
});
