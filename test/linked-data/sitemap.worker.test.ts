import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import sharp from 'sharp';
import { ELEMENT_NODE, type Node, parse } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shareHeight, shareWidth } from '../../src/catalog/share-picture.ts';
import { languageOfPath, languages, pathIn } from '../../src/languages.ts';
import { alternatesOf } from '../../src/layouts/alternates.ts';
import { paths } from '../../src/paths.ts';
import { readBuiltPages } from '../security/built-pages.ts';

const sitemaps = languages.map((language) => paths.sitemapIn(language));
const pages = readBuiltPages();
const isHidden = (html: string) => html.includes('<meta name="robots" content="noindex">');

function attributesOf(html: string, selector: string): readonly Readonly<Record<string, string>>[] {
  return querySelectorAll(parse(html), selector).flatMap((element: Node) =>
    element.type === ELEMENT_NODE ? [element.attributes as Readonly<Record<string, string>>] : [],
  );
}

const located = z.array(z.object({ loc: z.url() }));

function parsed(path: string) {
  const text = readFileSync(`dist/client${path}`, 'utf8');
  expect(XMLValidator.validate(text)).toBe(true);
  return new XMLParser({ isArray: (name) => name === 'url' || name === 'sitemap' }).parse(text);
}

function locations(path: string): readonly string[] {
  return located.parse(parsed(path).urlset.url).map(({ loc }) => new URL(loc).pathname);
}

test('there is a sitemap for each language, and one that names them', () => {
  const named = located.parse(parsed(paths.sitemap).sitemapindex.sitemap).map(({ loc }) => new URL(loc).pathname);
  expect(named).toEqual(sitemaps);
  for (const language of languages) {
    const languagesOf = new Set(locations(paths.sitemapIn(language)).map(languageOfPath));
    expect([...languagesOf]).toEqual([language]);
  }
});

test('the sitemaps have every page that search engines may show, once, and no other', () => {
  const shown = pages.filter(({ html }) => !isHidden(html)).map(({ route }) => route);
  expect(sitemaps.flatMap(locations).sort()).toEqual([...shown].sort());
});

test('each of them names itself as the address to show', () => {
  for (const { route, html } of pages) {
    const canonical = attributesOf(html, 'link[rel="canonical"]').map(({ href = '' }) => new URL(href).pathname);
    expect(canonical).toEqual(isHidden(html) ? [] : [route]);
  }
});

test('programs are told where the sitemap is, and what they may not ask', () => {
  const robots = readFileSync('dist/client/robots.txt', 'utf8');
  const [first] = located.parse(parsed(paths.sitemap).sitemapindex.sitemap);
  expect(robots).toContain(`Sitemap: ${new URL(paths.sitemap, first?.loc)}`);
  for (const language of languages) expect(robots).toContain(`\nDisallow: ${pathIn(language, '/api/')}\n`);
});

test('a shared page has a picture of the size that it says, with its words', async () => {
  const shared = pages.filter(({ html }) => html.includes('property="og:image"'));
  expect(shared.length).toBeGreaterThan(20);
  for (const { html } of shared) {
    const meta = Object.fromEntries(
      attributesOf(html, 'meta[property]').map(({ property = '', content = '' }) => [property, content]),
    );
    expect(meta).toMatchObject({ 'og:image:width': `${shareWidth}`, 'og:image:height': `${shareHeight}` });
    expect(meta['og:image:alt']).toBeTruthy();
    const file = `dist/client${new URL(meta['og:image'] ?? '').pathname}`;
    expect(await sharp(file).metadata()).toMatchObject({ format: 'jpeg', width: shareWidth, height: shareHeight });
  }
});

test('a page in more languages names each of them, itself too, and the one for everybody else', () => {
  const site = new URL('https://shop.example/');
  const alternates = [
    { hreflang: 'en', href: 'https://shop.example/leather/' },
    { hreflang: 'fr', href: 'https://shop.example/fr/leather/' },
    { hreflang: 'de', href: 'https://shop.example/de/leather/' },
    { hreflang: 'it', href: 'https://shop.example/it/leather/' },
    { hreflang: 'ja', href: 'https://shop.example/ja/leather/' },
    { hreflang: 'zh-Hans', href: 'https://shop.example/zh/leather/' },
    { hreflang: 'x-default', href: 'https://shop.example/leather/' },
  ];
  expect(alternatesOf('/leather/', site)).toEqual(alternates);
  expect(alternatesOf('/ja/leather/', site)).toEqual(alternates);
});
