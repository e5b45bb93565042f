import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { languages, pathIn } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { type BuiltPage, readBuiltPages } from '../security/built-pages.ts';

/** How often a page and its files travel, and by which way: the built site as the host serves it. */

const pages = readBuiltPages();
/** Of all pages, each once, without their fragments. */
const links = [...new Set(pages.flatMap(linksOf))];
const files = [...new Set(pages.flatMap(({ html }) => [...html.matchAll(/(\/_astro\/[^"'\s),]+)/g)].map(found)))];

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

function linksOf({ html }: BuiltPage): readonly string[] {
  return [...html.matchAll(/<a [^>]*?href="(\/[^"#?]*)/g)].map(found);
}

function found([, address = '']: RegExpExecArray): string {
  return address;
}

function ask(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(new URL(address, shop.url), { headers, redirect: 'manual' });
}

test('a file that carries its content in its name is asked for once', async () => {
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    expect((await ask(file)).headers.get('cache-control'), file).toBe('public, max-age=31536000, immutable');
  }
});

test.each([paths.home, paths.bag, paths.privacy, '/fr/', '/catalog/PAS-BLACK.json'])(
  '%s is asked for anew on each visit, travels compressed, and not again while it is the same',
  async (address) => {
    const first = await ask(address, { 'Accept-Encoding': 'gzip, br' });
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('content-encoding')).toMatch(/^(gzip|br)$/);
    const again = await ask(address, { 'If-None-Match': first.headers.get('etag') ?? 'none' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  },
);

test('no link goes by way of another address', async () => {
  expect(links.length).toBeGreaterThan(100);
  const detours: string[] = [];
  for (const link of links) {
    const { status } = await ask(link);
    if (status >= 300 && status < 400) detours.push(link);
  }
  expect(detours).toEqual([]);
});

describe('the next page is fetched ahead', () => {
  const rule = z.object({
    where: z.object({
      and: z.tuple([z.object({ href_matches: z.string() }), z.object({ not: z.object({ href_matches: z.string() }) })]),
    }),
  });
  const rules = z.strictObject({ prefetch: z.tuple([rule]) });

  /** What a browser makes of the rules of a page. */
  function isFetchedAhead(html: string, address: string): boolean {
    const text = /<script type="speculationrules">([^<]*)</.exec(html)?.[1];
    if (text === undefined) return false;
    const [{ where }] = rules.parse(JSON.parse(text)).prefetch;
    const [all, { not }] = where.and;
    const { origin } = new URL(shop.url);
    const matches = (rule: { readonly href_matches: string }) =>
      new URLPattern(rule.href_matches, origin).test(address, origin);
    return matches(all) && !matches(not);
  }

  const isForOneAlone = (address: string) =>
    /^(\/\w\w)?\/(bag|order|withdrawal|preferences|account|checkout|privacy\/request|staff|api)\//.test(address);

  test.each(languages)('in %s: the pages of the shop', (language) => {
    const { html } = pages.find(({ route }) => route === pathIn(language, paths.home)) ?? { html: '' };
    for (const path of [paths.collection('leather'), paths.piece('silk-scarf'), paths.privacy, paths.search()]) {
      expect(isFetchedAhead(html, pathIn(language, path)), path).toBe(true);
    }
  });

  test('never one that is for one person alone, in any language, from any page', () => {
    const forOneAlone = pages.flatMap((page) =>
      linksOf(page)
        .filter(isForOneAlone)
        .map((address) => ({ page, address })),
    );
    expect(forOneAlone.length).toBeGreaterThan(6 * pages.length);
    const fetched = forOneAlone.filter(({ page, address }) => isFetchedAhead(page.html, address));
    expect(fetched.map(({ page, address }) => `${address} on ${page.route}`)).toEqual([]);
  });

  test('and none from the desk', () => {
    const desk = pages.filter(({ route }) => route.startsWith(paths.staff));
    expect(desk.length).toBeGreaterThan(5);
    expect(desk.filter(({ html }) => isFetchedAhead(html, paths.home)).map(({ route }) => route)).toEqual([]);
  });
});
