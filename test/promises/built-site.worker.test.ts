import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELEMENT_NODE, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { expect, test } from 'vitest';
import { parse as load } from 'yaml';
import { z } from 'zod';
import { readHouse } from '../../src/catalog/read-catalog.ts';
import { type Language, languageOfPath, languages, pathIn, pathWithoutLanguage } from '../../src/languages.ts';
import { contacts } from '../../src/policy/rights.ts';

/** The built pages, as they are deployed, against what the policy says of the site. */

interface BuiltPage {
  readonly path: string;
  readonly root: Node;
}

const folder = 'dist/client';
const pages: readonly BuiltPage[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html'))
  .map((path) => ({ path, root: parse(readFileSync(join(folder, path), 'utf8')) }));
/** The shop's own, as the first page names it. */
const origin = /<link rel="canonical" href="([^"]+)\/"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1];
const mailto = `mailto:${contacts.privacyEmail}`;
const whatsApp = `https://wa.me/${contacts.whatsApp.replace(/\D/g, '')}`;

/** Every element of every page, with the page it is on. */
function elements(
  selector: string,
): readonly { readonly path: string; readonly attributes: Readonly<Record<string, string>> }[] {
  return pages.flatMap(({ path, root }) =>
    querySelectorAll(root, selector).map((element: Node) => ({
      path,
      attributes: element.type === ELEMENT_NODE ? element.attributes : {},
    })),
  );
}

/** The desk's pages, which no visitor can use. */
function ofTheHouse(path: string): boolean {
  return path.startsWith('staff/');
}

function isForSearchEngines({ rel, hreflang, href }: Readonly<Record<string, string>>): boolean {
  return (
    rel === 'canonical' || (rel === 'alternate' && hreflang !== undefined && href?.startsWith(`${origin}/`) === true)
  );
}

function wordsIn(node: Node): string {
  if (node.type === TEXT_NODE) return node.value;
  if (node.type === ELEMENT_NODE && ['script', 'style'].includes(node.name)) return '';
  return 'children' in node ? node.children.map((child: Node) => wordsIn(child)).join(' ') : '';
}

function links(path: string): readonly string[] {
  return elements('a')
    .filter((link) => link.path === path)
    .map(({ attributes }) => attributes['href'] ?? '');
}

test('[who.controller] every page names the controller of the policy as the house behind it', async () => {
  expect(pages.length).toBeGreaterThan(20);
  const unnamed = pages.filter(
    ({ root }) =>
      !querySelectorAll(root, 'footer small').some((words: Node) => wordsIn(words).includes(contacts.controller)),
  );
  expect(unnamed.map(({ path }) => path)).toEqual([]);
  const { legalName } = await readHouse();
  expect([null, contacts.controller]).toContain(legalName);
});

test('[who.contact] [contact.email] every page leads to the privacy address, and no page to another one', () => {
  expect(pages.filter(({ path }) => !links(path).includes(mailto)).map(({ path }) => path)).toEqual([]);
  const written = elements('a').flatMap(({ attributes }) =>
    attributes['href']?.startsWith('mailto:') ? [attributes['href']] : [],
  );
  expect(new Set(written.map((address) => address.split('?')[0]))).toEqual(new Set([mailto]));
});

test('[contact.whatsapp] WhatsApp is a link to the number of the policy, which the visitor presses', () => {
  expect(links('contact/index.html')).toContain(whatsApp);
  const others = elements('a').filter(({ attributes }) => /wa\.me|whatsapp\.com/.test(attributes['href'] ?? ''));
  expect(new Set(others.map(({ attributes }) => attributes['href']))).toEqual(new Set([whatsApp]));
});

test('[collect.communications] one writes to the house by e-mail or WhatsApp: a page takes words with a request about one’s data alone', () => {
  const contact = links('contact/index.html');
  expect(contact).toEqual(expect.arrayContaining([mailto, whatsApp]));
  // What is written on a gift's card is part of the order.
  const fields = elements('textarea').filter(({ attributes }) => attributes['data-part'] !== 'gift-message');
  const places = fields.filter(({ path }) => !ofTheHouse(path)).map(({ path }) => `/${path}`);
  const wanted = ['/account/index.html', '/privacy/request/index.html', '/privacy/request/status/index.html'];
  expect(places.sort()).toEqual(languages.flatMap((language) => wanted.map((path) => pathIn(language, path))).sort());
  expect(elements('[contenteditable]')).toEqual([]);
});

test('[collect.payment-information] [security.payment] no page has a field for a card, and none frames another site', () => {
  const fields = elements('input');
  expect(fields.length).toBeGreaterThan(20);
  const described = ({ attributes }: (typeof fields)[number]) =>
    [attributes['name'], attributes['id'], attributes['autocomplete'], attributes['data-part']].join(' ');
  expect(fields.filter((field) => /\bcc-|card-?number|cvc|cvv|iban|expiry/i.test(described(field)))).toEqual([]);
  expect([...elements('iframe'), ...elements('embed'), ...elements('object')]).toEqual([]);
});

test('[storage.no-trackers] [use.no-sale] no page loads, sends or connects to anything of another origin', () => {
  const loading = [
    'script',
    'img',
    'iframe',
    'link',
    'source',
    'video',
    'audio',
    'embed',
    'form',
    'track',
    'input',
    'button',
  ];
  const attributes = ['src', 'srcset', 'poster', 'action', 'formaction', 'ping', 'data'];
  const places = loading.flatMap((name) =>
    elements(name).flatMap((element) => [
      ...attributes.map((attribute) => [element.path, element.attributes[attribute]]),
      // The address of a page for search engines, and those of its translations, are not fetched by a browser.
      ...(name === 'link' && !isForSearchEngines(element.attributes)
        ? [[element.path, element.attributes['href']]]
        : []),
    ]),
  );
  const given = places.filter(([, address]) => address !== undefined && address !== '');
  expect(given.length).toBeGreaterThan(100);
  expect(given.filter(([, address]) => /(^|[\s,])(https?:)?\/\//.test(address ?? ''))).toEqual([]);
  expect(elements('a').filter((link) => link.attributes['ping'] !== undefined)).toEqual([]);
});

test('[children.audience] nothing in the shop is made for children or speaks to them', async () => {
  const aboutPieces = pages.filter(
    ({ path }) => !/^\/(privacy|terms)\//.test(pathWithoutLanguage(`/${path}`)) && !ofTheHouse(path),
  );
  const found = await Promise.all(
    languages.map(async (language) => {
      const warnings = await warningsIn(language);
      return aboutPieces
        .filter(({ path }) => languageOfPath(`/${path}`) === language)
        .flatMap(({ path, root }) => {
          const said = warnings.reduce((text, sentence) => text.replaceAll(sentence, ''), wordsIn(root));
          const hit = childrenIn[language].exec(said);
          return hit ? [`${path}: ${hit[0]}`] : [];
        });
    }),
  );
  expect(aboutPieces.length).toBeGreaterThan(20 * languages.length);
  expect(found.flat()).toEqual([]);
});

/** Words for children and for what is made for them. */
const childrenIn: Readonly<Record<Language, RegExp>> = {
  en: /\b(child(ren)?('s)?|kids?|bab(y|ies)|toddlers?|toys?|teen(ager)?s?|infants?|boys?|girls?)\b/i,
  fr: /(?<!\p{L})(enfants?|bébés?|jouets?|ados?|adolescents?|garçons?|fillettes?)(?!\p{L})/iu,
  de: /(?<!\p{L})(Kind(er|ern|es)?|Babys?|Spielzeuge?|Jugendlichen?|Jungen?|Mädchen)(?!\p{L})/u,
  it: /(?<!\p{L})(bambin[aeio]|neonat[aeio]|giocattol[io]|ragazz[aeio]|adolescenti?)(?!\p{L})/iu,
  ja: /子ども|子供|お子様|赤ちゃん|おもちゃ|玩具|少年|少女/,
  zh: /儿童|孩子|婴儿|幼儿|玩具|少年|男孩|女孩/,
};

/**
 * What a piece has to be kept out of their reach for: the warnings of Regulation (EU) 2023/988, and how a flame is to be
 * cared for, whole sentences as its file has them. The longest first, as one may be a part of another.
 */
async function warningsIn(language: Language): Promise<readonly string[]> {
  const folderOf = language === 'en' ? 'src/content/pieces' : `src/content/translations/${language}`;
  const files = readdirSync(folderOf).map((name) => load(readFileSync(join(folderOf, name), 'utf8')));
  const sentences = z.object({ safety: z.array(z.string()).default([]), care: z.array(z.string()).default([]) });
  return files
    .flatMap((file) => {
      const { safety, care } = sentences.parse(file);
      return [...safety, ...care.filter((sentence) => childrenIn[language].test(sentence))];
    })
    .sort((one, other) => other.length - one.length);
}

test('[children.no-data] no page asks for an age or a date of birth', () => {
  const fields = [...elements('input'), ...elements('select')].filter(({ path }) => !ofTheHouse(path));
  expect(fields.length).toBeGreaterThan(20);
  const asking = fields.filter(
    ({ attributes }) =>
      ['bday', 'bday-year', 'sex'].includes(attributes['autocomplete'] ?? '') ||
      ['date', 'month'].includes(attributes['type'] ?? '') ||
      /\b(birth|bday|age)\b/i.test([attributes['name'], attributes['id'], attributes['data-part']].join(' ')),
  );
  expect(asking).toEqual([]);
});
