import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELEMENT_NODE, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { expect, test } from 'vitest';
import { readHouse, readPieces } from '../../src/catalog/read-catalog.ts';
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
  const places = fields.filter(({ path }) => !ofTheHouse(path)).map(({ path }) => path);
  expect(places.sort()).toEqual([
    'account/index.html',
    'privacy/request/index.html',
    'privacy/request/status/index.html',
  ]);
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
      // The address of a page for search engines is not fetched by a browser.
      ...(name === 'link' && element.attributes['rel'] !== 'canonical'
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
  const aboutPieces = pages.filter(({ path }) => !/^(privacy|terms)\//.test(path) && !ofTheHouse(path));
  const words = /\b(child(ren)?('s)?|kids?|bab(y|ies)|toddlers?|toys?|teen(ager)?s?|infants?|boys?|girls?)\b/i;
  // A flame is to be kept out of their reach, and the page has to say so.
  const warning = /keep it from children/gi;
  // So are small parts and the like: the warnings of Regulation (EU) 2023/988, whole sentences as a piece's file has them.
  // The longest first, as one may be a part of another.
  const warnings = (await readPieces())
    .flatMap(({ piece }) => piece.safety ?? [])
    .sort((one, other) => other.length - one.length);
  const found = aboutPieces.flatMap(({ path, root }) => {
    const said = warnings.reduce((text, sentence) => text.replaceAll(sentence, ''), wordsIn(root));
    const hit = words.exec(said.replace(warning, ''));
    return hit ? [`${path}: ${hit[0]}`] : [];
  });
  expect(found).toEqual([]);
});

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
