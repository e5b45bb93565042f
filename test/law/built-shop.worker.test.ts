import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELEMENT_NODE, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelector, querySelectorAll } from 'ultrahtml/selector';
import { describe, expect, it } from 'vitest';
import { deliveryOptions, servedCountries } from '../../src/catalog/delivery.ts';
import { missingNotices, readGuaranteeNotice } from '../../src/catalog/guarantee-notice.ts';
import { paymentMeansInWords } from '../../src/catalog/payment-means.ts';
import { readHouse, readPieces } from '../../src/catalog/read-catalog.ts';
import { type Language, languageOfPath, languages, pathIn } from '../../src/languages.ts';
import { orderButton } from '../../src/orders/order-button.ts';
import { paths } from '../../src/paths.ts';
import { readWords } from '../../src/words/read-words.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { findPressure } from './find-pressure.ts';

/** The pages as they are deployed, against what the law wants on them: docs/law.md. */

const folder = 'dist/client';
const pages = readBuiltPages();
const pieces = await readPieces();
const ofShoppers = pages.filter(({ route }) => !route.startsWith('/staff/'));

function page(route: string): string {
  const found = pages.find((each) => each.route === route);
  if (!found) throw new Error(`${route} was not built.`);
  return found.html;
}

function wordsIn(node: Node): string {
  if (node.type === TEXT_NODE) return decode(node.value);
  if ('name' in node && ['script', 'style'].includes(node.name)) return '';
  return 'children' in node ? node.children.map((child: Node) => wordsIn(child)).join(' ') : '';
}

function textOf(html: string): string {
  return wordsIn(parse(html)).replaceAll(/\s+/g, ' ');
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&#38;', '&').replaceAll('&quot;', '"');
}

/** That each of these stands in the page, and after the one before it. */
function expectInOrder(html: string, marks: readonly string[]): void {
  const places = marks.map((mark) => html.indexOf(mark));
  expect(places.indexOf(-1), marks[places.indexOf(-1)]).toBe(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
}

function valuesOf(root: Node | null, selector: string, attribute: string): readonly string[] {
  const found: readonly Node[] = root ? querySelectorAll(root, selector) : [];
  return found.map((node) => (node.type === ELEMENT_NODE ? (node.attributes[attribute] ?? '') : ''));
}

function linksIn(html: string, part: string): readonly string[] {
  return valuesOf(querySelector(parse(html), part), 'a', 'href');
}

/**
 * Formulas that the national laws give, or that say as much: § 312j(3) BGB, Code de la consommation L. 221-14, Codice del
 * consumo art. 51(2).
 */
const ofPaying: Readonly<Record<Language, RegExp>> = {
  en: /^Pay$|order with obligation to pay/,
  fr: /payer|obligation de paiement/,
  de: /^Zahlungspflichtig bestellen$|^Kaufen$/,
  it: /obbligo di pagare/,
  ja: /支払/,
  zh: /支付|付款/,
};

describe('before an order', () => {
  it('the bag says first where the house delivers and how one can pay, and what binds right above its button', () => {
    expectInOrder(page(paths.bag), [
      'data-ordering-facts',
      'data-part="lines"',
      'data-part="total-name"',
      'data-before-order',
      'data-part="pay"',
    ]);
  });

  it('the page without script does so too, with the whole price', () => {
    expectInOrder(page(paths.checkoutReview), [
      'data-ordering-facts',
      'data-slot="piece-summary"',
      'data-slot="total"',
      'data-before-order',
      'data-slot="pay-button"',
    ]);
  });

  it.each([paths.bag, paths.checkoutReview])(
    '%s leads to the terms, the withdrawal, its form and the guarantee',
    (route) => {
      expect(linksIn(page(route), '[data-before-order]')).toEqual(
        expect.arrayContaining([
          paths.terms,
          `${paths.delivery}#returns`,
          `${paths.delivery}#withdrawal-form`,
          `${paths.terms}#conformity`,
        ]),
      );
    },
  );

  it.each([paths.bag, paths.checkoutReview, paths.terms])('%s names every means of payment', (route) => {
    for (const words of paymentMeansInWords()) expect(textOf(page(route))).toContain(words);
  });

  it.each(languages)('the buttons that lead to a payment say so in %s', async (language) => {
    const words = language === 'en' ? {} : await readWords(process.cwd(), language);
    for (const [route, button] of [
      [paths.bag, '[data-part="pay-words"]'],
      [paths.checkoutReview, '[data-slot="pay-button"]'],
    ] as const) {
      const said = wordsIn(querySelector(parse(page(pathIn(language, route))), button)).trim();
      expect(said).toBe(words[orderButton] ?? orderButton);
      expect(said).toMatch(ofPaying[language]);
    }
  });

  it('no box is ticked beforehand', () => {
    for (const { route, html } of ofShoppers) {
      expect(querySelectorAll(parse(html), 'input[type="checkbox"][checked]'), route).toEqual([]);
    }
  });
});

describe.each(pieces)('the page of $slug', ({ slug, piece }) => {
  const html = page(paths.piece(slug));
  const text = textOf(html);

  it('has the price with tax, and what delivery to every country costs is asked for there', () => {
    expect(text).toContain('tax included');
    const countries = valuesOf(parse(html), '[data-country] option', 'value');
    expect(countries.filter(Boolean).sort()).toEqual([...servedCountries]);
    expect(linksIn(html, '.to-you')).toEqual([`${paths.delivery}#delivery`]);
  });

  it('says what it is made of, by whom, where it is from, and what to beware of', () => {
    for (const { of } of piece.materials) expect(text).toContain(of);
    for (const sentence of piece.safety ?? []) expect(text).toContain(sentence);
    expect(text).toMatch(/Made by .+ Country of origin .+ Article/);
  });

  it('says whether it can come back, and that the guarantee of the law applies', () => {
    expect(text).toMatch(piece.notReturnable ? /cannot be returned/ : /within 14 days/);
    expect(text).toContain("The law's guarantee of conformity applies");
  });

  it('leads to a person, by e-mail with its name in the subject, and by WhatsApp', () => {
    const [byMail, byWhatsApp] = linksIn(html, '.ask');
    expect(decodeURIComponent(byMail ?? '')).toContain(piece.name);
    expect(byWhatsApp).toMatch(/^https:\/\/wa\.me\/\d+$/);
  });

  it('leads to what goes with it', () => {
    const named = (piece.completeWith ?? []).map(paths.piece);
    if (named.length > 0) expect(linksIn(html, '.others')).toEqual(named);
  });
});

describe('every page', () => {
  it('leads to the terms, delivery, withdrawal, accessibility and contact', () => {
    const wanted = [paths.terms, paths.delivery, paths.withdrawal(), paths.accessibility, paths.contact];
    for (const { route, html } of ofShoppers) {
      const here = wanted.map((path) => pathIn(languageOfPath(route), path));
      expect(linksIn(html, 'footer'), route).toEqual(expect.arrayContaining(here));
    }
  });

  it('puts nobody under pressure', () => {
    for (const { route, html } of ofShoppers) expect(findPressure(textOf(html)), route).toEqual([]);
  });

  it('sends nobody to the closed platform for disputes', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(html|js|json)$/.test(file),
    );
    expect(files.length).toBeGreaterThan(pages.length);
    for (const file of files)
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/consumers\/odr|odr\.europa/i);
  });
});

describe('the seller', () => {
  it('is named in the terms and under contact with all that the owner has given', async () => {
    const house = await readHouse();
    const given = [house.legalName, house.registration?.number, house.vatNumber, house.telephone, house.privacyEmail];
    for (const route of [paths.terms, paths.contact]) {
      for (const fact of given) if (fact) expect(textOf(page(route)), route).toContain(fact);
      for (const line of house.postalAddress?.lines ?? []) expect(textOf(page(route)), route).toContain(line);
    }
  });
});

describe('the notice on the legal guarantee', () => {
  it('stands in the bag, before paying without script and in the terms, or its words do until the owner has added it', () => {
    const notice = missingNotices().length === 0 ? readGuaranteeNotice('en') : undefined;
    for (const route of [paths.bag, paths.checkoutReview, paths.terms]) {
      const images = querySelectorAll(parse(page(route)), '.guarantee-notice img');
      expect(images, route).toHaveLength(notice ? 1 : 0);
      expect(textOf(page(route))).toMatch(/guarantee of conformity applies to every piece.* at least two years/);
    }
  });
});

describe('the ways to deliver', () => {
  it.each(servedCountries)('to %s are the same in the file that a piece’s page reads', (country) => {
    const file = JSON.parse(readFileSync(join(folder, paths.deliveryTo(country)), 'utf8'));
    expect(file).toEqual(deliveryOptions(country));
  });
});

it('the accessibility statement says what is met, how it is checked, what is not, and whom to tell', () => {
  const html = page(paths.accessibility);
  expectInOrder(html, ['id="service"', 'id="met"', 'id="checked"', 'id="limits"', 'id="tell"', 'id="authority"']);
  expect(textOf(html)).toMatch(/2\.2, level AA.*EN 301 549/);
});
