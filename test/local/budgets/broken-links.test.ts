import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenLinks } from './broken-links.ts';
import { SiteFiles } from './site-files.ts';

const home = '<link rel="canonical" href="https://shop.example/">';

function built(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const [path, content] of Object.entries({ 'index.html': home, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return brokenLinks(new SiteFiles(folder));
}

test('what leads somewhere, elsewhere or to the Worker is left alone', () => {
  const page = `<a href="/">home</a><a href="#here">here</a><p id="here"></p><a href="/terms/#law">law</a>
    <a href="https://stripe.com/x">x</a><a href="mailto:a@b.example">m</a><form action="/api/checkout"></form>
    <img src="/a.webp" srcset="/a.webp 440w, /b.webp 880w"><a href="/terms/?currency=GBP&#38;sku=A#law">law</a>`;
  const files = { 'pieces/index.html': page, 'terms/index.html': '<h2 id="law"></h2>', 'a.webp': '', 'b.webp': '' };
  expect(built(files)).toEqual([]);
});

test.each([
  ['a page', '<a href="/nowhere/">x</a>', 'leads to /nowhere/, but the build has no nowhere/index.html'],
  ['an anchor of the page', '<a href="#nothing">x</a>', 'but p/index.html has nothing with the id “nothing”'],
  ['an anchor of another', '<a href="/#nothing">x</a>', 'but index.html has nothing with the id “nothing”'],
  ['a picture', '<img src="/no.webp">', 'leads to /no.webp, but the build has no no.webp'],
  ['one width of it', '<img src="/" srcset="/ 440w, /no.webp 880w">', 'but the build has no no.webp'],
  ['a script', '<script src="/_astro/no.js"></script>', 'but the build has no _astro/no.js'],
  ['a canonical address', '<link rel="canonical" href="https://shop.example/q/">', 'but the build has no q/index.html'],
  ['a shared picture', '<meta property="og:image" content="https://shop.example/s.jpg">', 'but the build has no s.jpg'],
  [
    'linked data',
    '<script type="application/ld+json">{"url":"https://shop.example/gone/"}</script>',
    'leads to https://shop.example/gone/, but the build has no gone/index.html',
  ],
])('a link to %s that is not there is told with the page and the address', (_, page, sentence) => {
  const breaches = built({ 'p/index.html': page });
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toMatch(/^p\/index\.html leads to /);
  expect(breaches[0]).toContain(sentence);
});

test('a feed and the sitemap are read too', () => {
  const sitemap = '<urlset><url><loc>https://shop.example/gone/</loc></url></urlset>';
  const feed = '<item><g:link>https://shop.example/old/?currency=GBP&amp;sku=A</g:link></item>';
  expect(built({ 'sitemap.xml': sitemap, 'feeds/gb-gbp.xml': feed })).toEqual([
    'feeds/gb-gbp.xml leads to https://shop.example/old/?currency=GBP&sku=A, but the build has no old/index.html',
    'sitemap.xml leads to https://shop.example/gone/, but the build has no gone/index.html',
  ]);
});
