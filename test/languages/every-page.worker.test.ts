import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELEMENT_NODE, type ElementNode, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { describe, expect, test } from 'vitest';
import { languageOfPath, languages, languageTags, pathIn, pathWithoutLanguage } from '../../src/languages.ts';

/** What was built, page by page: each in every language, leading on in it, and said in it. */

const site = 'dist/client';
const folders = languages.filter((language) => language !== 'en');
const isOnce = /^\/(staff|feeds|shared|_astro|search\/\w|api\/page-views)|\.(xml|txt|jsonld|jpg|ico|png|svg|woff2)$/;

const pages = readdirSync(site, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html') && !name.startsWith('staff/'));
const english = pages.filter((name) => languageOfPath(`/${name}`) === 'en');

test.each(folders)('each page stands in %s', (language) => {
  const missing = english.filter((name) => !existsSync(join(site, language, name)));
  expect(missing).toEqual([]);
  expect(pages.filter((name) => name.startsWith(`${language}/`))).toHaveLength(english.length);
});

describe.each(languages)('in %s', (language) => {
  const own = pages.filter((name) => languageOfPath(`/${name}`) === language);

  test('each page says so', () => {
    const others = own.filter(
      (name) => !readFileSync(join(site, name), 'utf8').includes(`<html lang="${languageTags[language]}"`),
    );
    expect(others).toEqual([]);
  });

  test('each page leads on in it, but for its names of the languages', () => {
    const strays = own.flatMap((name) =>
      elementsOf(name)
        .filter(({ attributes }) => attributes.hreflang === undefined)
        .flatMap(({ name: tag, attributes }) =>
          [attributes.href, attributes.action, attributes.formaction].map((to) => ({ tag, to })),
        )
        .filter(({ tag, to }) => tag !== 'link' && isAstray(to, language))
        .map(({ to }) => `${name} leads to ${to}`),
    );
    expect([...new Set(strays)]).toEqual([]);
  });

  test('what is said of a link or a button holds what is seen of it', () => {
    const wrong = own.flatMap((name) =>
      elementsOf(name)
        .filter(({ name: tag, attributes }) => (tag === 'a' || tag === 'button') && attributes['aria-label'])
        .filter((element) => !comparable(element.attributes['aria-label'] ?? '').includes(comparable(seenIn(element))))
        .map((element) => `${name}: “${element.attributes['aria-label']}” and “${seenIn(element)}”`),
    );
    expect(wrong).toEqual([]);
  });

  test('each page names itself and all others, and the one that stands nowhere the home page', () => {
    const wrong = own.flatMap((name) => {
      const links = elementsOf(name).filter(({ name: tag, attributes }) => tag === 'a' && attributes.hreflang);
      const path = `/${name.replace(/(^|\/)(index|404)\.html$/, '$1')}`;
      const wanted = languages.map((other) => pathIn(other, pathWithoutLanguage(path)));
      const named = links.map(({ attributes }) => attributes.href);
      return JSON.stringify(named) === JSON.stringify(wanted) ? [] : [`${name} names ${named.join(' ')}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** In English the act and the book that it is written into have one word. */
test.each([
  ['fr', 'S’inscrire'],
  ['de', 'Registrieren'],
  ['it', 'Registrarsi'],
  ['ja', '登録'],
  ['zh', '注册'],
])('in %s the button that registers somebody says “%s”', (language, words) => {
  const buttons = elementsOf(`${language}/account/register/index.html`).filter(
    ({ name, attributes }) => name === 'button' && attributes.type === 'submit',
  );
  expect(buttons.map(seenIn)).toEqual([words]);
});

/** A script of its own: where a page of theirs has words in Latin letters alone, nobody translated them. */
describe.each(['ja', 'zh'] as const)('in %s', (language) => {
  test('nothing is left in English', () => {
    const own = pages.filter((name) => name.startsWith(`${language}/`));
    const left = own.flatMap((name) =>
      wordsOf(parse(readFileSync(join(site, name), 'utf8')))
        .filter(isEnglish)
        .map((words) => `${name}: ${words}`),
    );
    expect(left).toEqual([]);
  });
});

function isAstray(to: string | undefined, language: string): boolean {
  if (!to?.startsWith('/') || isOnce.test(to)) return false;
  return languageOfPath(new URL(to, 'https://shop.example').pathname) !== language;
}

/** Two words of small letters beside each other are a sentence's, and no name's. */
function isEnglish(words: string): boolean {
  return /(^|\s)[a-z]{2,} [a-z]{2,}(\s|[.,:]|$)/.test(words);
}

function elementsOf(name: string): readonly ElementNode[] {
  const found: ElementNode[] = [];
  visit(parse(readFileSync(join(site, name), 'utf8')), (node) => {
    if (node.type === ELEMENT_NODE) found.push(node as ElementNode);
    return true;
  });
  return found;
}

const spokenAttributes = ['alt', 'aria-label', 'title', 'placeholder', 'content'];
/** Of the head, for the browser alone. */
const unsaid = new Set(['viewport', 'color-scheme', 'theme-color']);
const unspoken = new Set(['script', 'style', 'code']);

/** Everything that a page says aloud or on paper, but what is marked as another language's. */
function wordsOf(page: Node): readonly string[] {
  const words: string[] = [];
  visit(page, (node) => {
    if (node.type === TEXT_NODE) words.push(node.value.trim());
    if (node.type !== ELEMENT_NODE) return true;
    const { name, attributes } = node as ElementNode;
    if (unspoken.has(name) || attributes['http-equiv'] || (name !== 'html' && attributes.lang === 'en')) return false;
    if (unsaid.has(attributes.name ?? '')) return false;
    for (const attribute of spokenAttributes) words.push(attributes[attribute] ?? '');
    return true;
  });
  return words.filter(Boolean);
}

function seenIn(element: ElementNode): string {
  const words: string[] = [];
  visit(element, (node) => {
    if (node.type === TEXT_NODE) words.push(node.value.trim());
    if (node.type !== ELEMENT_NODE) return true;
    const { attributes } = node as ElementNode;
    return attributes.hidden === undefined && attributes['aria-hidden'] !== 'true';
  });
  return words.filter(Boolean).join(' ');
}

function comparable(words: string): string {
  return words.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** @param see whether what is within is looked at too */
function visit(node: Node, see: (node: Node) => boolean): void {
  if (!see(node) || !('children' in node)) return;
  for (const child of node.children) visit(child, see);
}
