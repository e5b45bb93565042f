import { describe, expect } from 'vitest';
import { type Language, languageNames, languageTags, pathIn } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import { speaker } from '../../src/words/in-language.ts';
import type { Words } from '../../src/words/language.ts';
import { readWords, translated } from '../../src/words/read-words.ts';
import { plural, say } from '../../src/words/say.ts';
import { lettersTo } from '../mail/letters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { arrivesAtStripe, pay, putInStock, shows } from './buying.ts';

/** The way from a piece to its letter, by the words that a reader of the language meets. */

const known = new Map<Language, Words>(
  await Promise.all(translated.map(async (language) => [language, await readWords('.', language)] as const)),
);
const inLanguage = speaker((language) => known.get(language) ?? {});

/** The names that somebody presses, as the page has them. */
function names(language: Language) {
  return inLanguage(language, () => ({
    add: say`Add to bag`,
    bag: say`Your bag`,
    deliverTo: say`Deliver to`,
    order: say`Your order`,
    bagOfOne: plural('Bag, {1} piece', 'Bag, {1} pieces', 1),
    country: new Intl.DisplayNames([language], { type: 'region' }).of('CH') ?? '',
  }));
}

describe.each(translated)('in %s', (language) => {
  const words = names(language);
  const [phone, desktop] = sizes;
  const size = language === 'de' || language === 'ja' ? phone : desktop;

  test('a piece is chosen, paid and confirmed without a word of another language', async ({ shop, visit }) => {
    const email = `reader-${language}@example.com`;
    const visitor = await visit(size);
    await putInStock(shop, 'ATE-CANDLE', 5);
    await comesByTheChooser(visitor, language);
    await putsInTheBag(visitor, words);
    await choosesDelivery(visitor, language, words);
    await visitor.press(visitor.page.locator('[data-part="pay"]'));
    await arrivesAtStripe(visitor.page, shop);
    await pay(visitor, { email, name: 'عائشة بنت عبد الرحمن Überseestraßenbewohner-Hämäläinen', city: 'Zürich' });

    const { page } = visitor;
    await page.waitForURL((address) => address.pathname === pathIn(language, paths.order()));
    await shows(page.getByRole('heading', { name: words.order, level: 1 }));
    await shows(page.getByText(email).first());
    await visitor.picture('4 order');
    expect(await fits(visitor)).toBe(true);
    await expect.poll(() => lettersTo(shop, email).length, { timeout: 45_000 }).toBe(1);
    const [letter] = lettersTo(shop, email);
    expect(letter?.html).toContain(`lang="${languageTags[language]}"`);
    expect(letter?.subject).not.toMatch(/\bYour order\b/);
    expect(letter?.text).toContain(pathIn(language, paths.order()));

    // The private part of the address goes on with the choice of another language.
    await visitor.press(page.getByRole('link', { name: languageNames.en, exact: true }));
    await page.waitForURL(({ pathname }) => pathname === paths.order());
    await shows(page.getByRole('heading', { name: 'Your order', level: 1 }));
    await shows(page.getByText(email).first());
  });
});

/** From the English page, by the name that the language gives itself. */
async function comesByTheChooser({ page, press, picture }: Visitor, language: Language): Promise<void> {
  await page.goto(paths.piece('atelier-candle'));
  await press(page.getByRole('link', { name: languageNames[language], exact: true }));
  await page.waitForURL((address) => address.pathname === pathIn(language, paths.piece('atelier-candle')));
  expect(await page.locator('html').getAttribute('lang')).toBe(languageTags[language]);
  await picture('1 piece');
}

async function putsInTheBag({ page, press, picture }: Visitor, words: ReturnType<typeof names>): Promise<void> {
  await press(page.getByRole('button', { name: new RegExp(`^${words.add}`) }));
  await press(page.getByRole('link', { name: words.bagOfOne, exact: true }));
  await shows(page.getByRole('heading', { name: words.bag, level: 1 }));
  await picture('2 bag');
}

async function choosesDelivery(visitor: Visitor, language: Language, words: ReturnType<typeof names>): Promise<void> {
  const { page, picture } = visitor;
  expect(page.url()).toContain(pathIn(language, paths.bag));
  await page.getByLabel(words.deliverTo).selectOption({ label: words.country });
  await shows(page.locator('[data-part="delivery"] input[type="radio"]').first());
  await picture('3 bag with delivery');
  expect(await fits(visitor)).toBe(true);
}

/** No word is so long that the page must be pushed sideways. */
function fits({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
}
