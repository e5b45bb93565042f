import { describe, expect, test } from 'vitest';
import { type Language, languageOfPath, languages, pathIn, pathWithoutLanguage } from '../../src/languages.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { durationInWords } from '../../src/words/duration-in-words.ts';
import { speaker } from '../../src/words/in-language.ts';
import { language, type Words } from '../../src/words/language.ts';
import { markUp } from '../../src/words/mark-up.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { phrase, plural, say } from '../../src/words/say.ts';

const words: Partial<Record<Language, Words>> = {
  fr: {
    'Your bag': 'Votre panier',
    '{1} sends {2}': '{2} vient de {1}',
    '{1} pieces': { one: '{1} pièce', other: '{1} pièces' },
  },
  ja: { '{1} pieces': '{1}点' },
};
const inLanguage = speaker((spoken) => words[spoken] ?? {});

test('a span has its unit, as its language sets it', () => {
  const span = { days: 180 };
  expect(durationInWords(span)).toBe('180 days');
  expect(inLanguage('de', () => durationInWords(span))).toBe('180 Tage');
  expect(inLanguage('ja', () => durationInWords(span))).toBe('180日');
  expect(inLanguage('zh', () => durationInWords({ years: 7 }))).toBe('7年');
  expect(inLanguage('fr', () => durationInWords({ minutes: 1 }))).toBe('1 minute');
});

describe('a phrase', () => {
  const title = phrase`Your bag`;

  test('is said in the language that is spoken, and in English where none is', () => {
    expect(say(title)).toBe('Your bag');
    expect(inLanguage('fr', () => say(title))).toBe('Votre panier');
    expect(say(title)).toBe('Your bag');
  });

  test('is the same however its lines are broken', () => {
    expect(
      inLanguage(
        'fr',
        () => say`Your
      bag`,
      ),
    ).toBe('Votre panier');
  });

  test('takes its values where the language wants them', () => {
    const sent = () => say`${'Lyon'} sends ${'$1 {1}'}`;
    expect(sent()).toBe('Lyon sends $1 {1}');
    expect(inLanguage('fr', sent)).toBe('$1 {1} vient de Lyon');
  });

  test('that nobody translated is said in English', () => {
    expect(inLanguage('de', () => say(title))).toBe('Your bag');
  });
});

test('sentences have a space between them, but in Japanese and Chinese', () => {
  const both = () => paragraph(['One.', '', undefined, 'Two.']);
  expect(both()).toBe('One. Two.');
  expect(inLanguage('de', both)).toBe('One. Two.');
  expect(inLanguage('ja', both)).toBe('One.Two.');
  expect(inLanguage('zh', both)).toBe('One.Two.');
});

describe('a number', () => {
  const counted = (count: number) => plural('{1} piece', '{1} pieces', count);

  test.each([
    ['en', 0, '0 pieces'],
    ['en', 1, '1 piece'],
    ['fr', 0, '0 pièce'],
    ['fr', 1, '1 pièce'],
    ['fr', 2, '2 pièces'],
    ['ja', 1, '1点'],
    ['de', 1, '1 pieces'],
  ] as const)('decides on the form in %s: %i', (spoken, count, expected) => {
    expect(inLanguage(spoken, () => counted(count))).toBe(expected);
  });
});

test('two answers at once speak each its own language', async () => {
  const answer = (spoken: Language) =>
    inLanguage(spoken, async () => {
      await new Promise((done) => setTimeout(done, spoken === 'fr' ? 20 : 1));
      return [language(), paths.bag, apiPaths.stock];
    });
  expect(await Promise.all([answer('fr'), answer('ja'), answer('en')])).toEqual([
    ['fr', '/fr/bag/', '/fr/api/stock'],
    ['ja', '/ja/bag/', '/ja/api/stock'],
    ['en', '/bag/', '/api/stock'],
  ]);
});

describe('an address', () => {
  test.each(languages)('names its language: %s', (spoken) => {
    const address = inLanguage(spoken, () => paths.piece('etrier-belt'));
    expect(languageOfPath(address)).toBe(spoken);
    expect(pathWithoutLanguage(address)).toBe('/pieces/etrier-belt/');
    expect(pathIn(spoken, '/pieces/etrier-belt/')).toBe(address);
  });

  test.each(['/french/', '/frites', '/pieces/fr/', '/EN/', '/en/'])('%s names none', (path) => {
    expect(languageOfPath(path)).toBe('en');
    expect(pathWithoutLanguage(path)).toBe(path);
  });

  test('of what is one for everybody is the same in each language', () => {
    const once = () => [
      paths.staff,
      paths.staffOrder('LG-1'),
      paths.sitemap,
      paths.feed('gb-gbp'),
      paths.sharePicture('etrier-belt'),
      paths.searchPart('fr', 'pieces'),
      paths.privacyForPrograms,
      paths.portabilitySchema,
      paths.staffSignOut,
      apiPaths.staffOrders,
      apiPaths.stripeWebhook,
      apiPaths.dhlPush,
      apiPaths.pageViews,
      apiPaths.health,
    ];
    expect(inLanguage('fr', once)).toEqual(once());
  });
});

describe('a mark within words', () => {
  test('becomes a link, or what it is said to be', () => {
    const said = 'Read <terms>our terms</terms> & <em>pay</em> <sum>€1</sum>.';
    expect(markUp(said, { terms: { href: '/terms/?a="b"' }, sum: { 'data-part': 'sum', hidden: '' } })).toBe(
      'Read <a href="/terms/?a=&quot;b&quot;">our terms</a> &amp; <em>pay</em> <span data-part="sum" hidden>€1</span>.',
    );
  });

  test('that nobody explains is a mistake', () => {
    expect(() => markUp('<script>x</script>', {})).toThrow('Nothing says what <script> is');
  });
});
