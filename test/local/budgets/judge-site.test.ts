import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeSite } from './judge-site.ts';
import { SiteFiles } from './site-files.ts';

const product = 'pieces/aurore/index.html';

/** A small shop within every budget: 9 requests, and links that lead elsewhere only when followed. */
const soundSite = {
  'index.html': '<!doctype html><title>LIEN</title><a href="https://example.com/">elsewhere</a>',
  [product]: `<!doctype html><html><head>
    <link rel="canonical" href="https://shop.example/pieces/aurore/">
    <link rel="icon" href="/favicon.svg"><link rel="icon" href="/favicon.ico">
    <link rel="preload" href="/fonts/text.woff2" as="font" crossorigin>
    <link rel="stylesheet" href="/_astro/house.css">
    <script type="module" src="/_astro/piece.js"></script>
    <script type="application/ld+json">{"@context":"https://schema.org"}</script>
    </head><body>
    <picture><source srcset="/a-400.avif 400w, /a-800.avif 800w"><img src="/a.webp" alt=""></picture>
    <img src="/b.webp" loading="lazy" alt=""><a href="https://wa.me/1">Write to us</a>
    <script type="module">navigator.sendBeacon("/seen")</script>
    </body></html>`,
  '_astro/house.css':
    '@font-face{font-family:Text;src:url(/fonts/text.woff2)}body{background:url(data:image/gif;base64,R0)}',
  '_astro/piece.js':
    'import{a}from"./shared.js";a("http://www.w3.org/2000/svg");button.onclick=()=>import("./zoom.js");',
  '_astro/shared.js': 'export const a=(name)=>document.createElementNS(name,"svg");',
  '_astro/zoom.js': 'export const zoom=1;',
  _headers: '/*\n  X-Content-Type-Options: nosniff\n',
  'a.webp': '',
  'a-400.avif': '',
  'a-800.avif': '',
  'b.webp': '',
  'favicon.svg': '',
  'favicon.ico': '',
  'fonts/text.woff2': '',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-site-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function judge(changes: Record<string, string> = {}) {
  for (const [path, content] of Object.entries({ ...soundSite, ...changes })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return judgeSite(new SiteFiles(folder));
}

/** Text that brotli can't make smaller than the number of bytes asked for. */
function incompressible(bytes: number): string {
  return randomBytes(bytes * 2).toString('hex');
}

function productWith(html: string): Record<string, string> {
  return { [product]: soundSite[product].replace('</body>', `${html}</body>`) };
}

describe('the budgets of a built site', () => {
  it('are kept by a sound site', () => {
    const { breaches, weights } = judge();
    expect(breaches).toEqual([]);
    expect(weights.find(({ path }) => path === product)?.requests).toEqual([
      product,
      '_astro/house.css',
      '_astro/piece.js',
      '_astro/shared.js',
      'fonts/text.woff2',
      'a.webp',
      'favicon.svg',
    ]);
  });

  it.each([
    ['in a file', { '_astro/piece.js': `export const text="${incompressible(6400)}";` }],
    ['in a module that a module imports', { '_astro/shared.js': `export const a="${incompressible(6400)}";` }],
    ['in the page', productWith(`<script>const text="${incompressible(6400)}";</script>`)],
  ])('refuse too much JavaScript %s', (_, changes) => {
    expect(judge(changes).breaches).toEqual([
      expect.stringMatching(/^pieces\/aurore\/index.html has \d+ bytes of JavaScript; the budget is 6400$/),
    ]);
  });

  it.each([
    ['in a file', { '_astro/house.css': `a{--text:"${incompressible(5120)}"}` }],
    ['in the page', productWith(`<style>a{--text:"${incompressible(5120)}"}</style>`)],
  ])('refuse too much CSS %s', (_, changes) => {
    expect(judge(changes).breaches).toEqual([
      expect.stringMatching(/^pieces\/aurore\/index.html has \d+ bytes of CSS; the budget is 5120$/),
    ]);
  });

  it.each([
    ['in the page', productWith(`<script>navigator.sendBeacon("${incompressible(500)}")</script>`)],
    ['in a file', { '_astro/zoom.js': `navigator.sendBeacon("${incompressible(500)}")` }],
  ])('refuse a beacon of more than 500 bytes %s', (_, changes) => {
    expect(judge(changes).breaches).toEqual([expect.stringMatching(/^the beacon has \d+ bytes; the budget is 500$/)]);
  });

  it('refuse a site without a beacon, which would keep its budget', () => {
    expect(judge({ [product]: soundSite[product].replace('sendBeacon', 'send') }).breaches).toEqual([
      'no page has a beacon, so it was not measured',
    ]);
  });

  it('refuse too much JavaScript that waits for a press, and do not count it with what comes at once', () => {
    expect(judge({ '_astro/zoom.js': `export const zoom="${incompressible(4096)}";` }).breaches).toEqual([
      expect.stringMatching(/ has \d+ bytes of JavaScript that wait for a press; the budget is 4096$/),
    ]);
  });

  it('refuse a page of too much HTML, and do not count with it what it brings of scripts and styles', () => {
    expect(judge(productWith(`<p>${incompressible(4096)}</p>`)).breaches).toEqual([
      expect.stringMatching(/^pieces\/aurore\/index.html has \d+ bytes of HTML; the budget is 8192$/),
    ]);
    const parts = `<script>const a="${incompressible(2048)}"</script><style>a{--a:"${incompressible(2048)}"}</style>`;
    expect(judge(productWith(parts)).breaches).toEqual([]);
  });

  it('refuse a page that is too heavy by itself', () => {
    const parts = `<script>const a="${incompressible(2048)}"</script><style>a{--a:"${incompressible(2048)}"}</style>`;
    expect(judge(productWith(`${parts}<p>${incompressible(3600)}</p>`)).breaches).toEqual([
      expect.stringMatching(/^pieces\/aurore\/index.html has \d+ bytes in all; the budget is 13824$/),
    ]);
  });

  it('refuse nine requests before scrolling, and allow eight', () => {
    const pictures = (count: number): Record<string, string> => {
      const names = Array.from({ length: count }, (_, index) => `picture-${index}.webp`);
      const files = Object.fromEntries(names.map((name) => [name, '']));
      return { ...files, ...productWith(names.map((name) => `<img src="/${name}" alt="">`).join('')) };
    };
    expect(judge(pictures(1)).breaches).toEqual([]);
    expect(judge(pictures(2)).breaches).toEqual([expect.stringMatching(/makes 9 requests; the budget is below 9/)]);
  });

  it.each([
    ['a script', productWith('<script src="https://example.com/a.js"></script>')],
    ['a picture', productWith('<img src="//example.com/a.webp" loading="lazy" alt="">')],
    ['a source', productWith('<picture><source srcset="/a-400.avif 1x, https://example.com/a.avif 2x"></picture>')],
    ['a frame', productWith('<iframe src="https://example.com/"></iframe>')],
    ['a form', productWith('<form action="https://example.com/"></form>')],
    ['a connection made ahead', productWith('<link rel="preconnect" href="https://example.com">')],
    ['a style in the page', productWith('<p style="background:url(https://example.com/a.webp)"></p>')],
    ['a script in the page', productWith('<script>fetch("https://example.com/")</script>')],
    ['a font', { '_astro/house.css': '@font-face{font-family:Text;src:url(https://example.com/text.woff2)}' }],
    ['a style sheet', { '_astro/house.css': '@import "https://example.com/house.css";' }],
    ['a module', { '_astro/zoom.js': 'export{zoom}from"https://example.com/zoom.js";' }],
    ['an address in a script that no page loads', { '_astro/other.js': 'new WebSocket("wss://example.com/")' }],
  ])('refuse another origin in %s', (_, changes) => {
    expect(judge(changes).breaches).toContainEqual(expect.stringMatching(/example\.com.*no other origin is allowed/));
  });

  it.each([
    ['a script', { '_astro/zoom.js': 'document.cookie="seen=1";' }],
    ['the page', productWith('<script>document.cookie="seen=1"</script>')],
    ['the newer way', { '_astro/zoom.js': 'cookieStore.set("seen","1")' }],
    ['the headers', { _headers: '/*\n  Set-Cookie: seen=1\n' }],
  ])('refuse a cookie from %s', (_, changes) => {
    expect(judge(changes).breaches).toEqual([expect.stringMatching(/sets a cookie; no cookie is allowed$/)]);
  });

  it('let the privacy page look for cookies, and delete what it finds', () => {
    const script = 'document.cookie==="";cookieStore.getAll();cookieStore.delete({name:"seen"})';
    expect(judge({ '_astro/privacy.js': script }).breaches).toEqual([]);
  });

  it('refuse a file that a page names and the build lacks', () => {
    expect(judge(productWith('<img src="/gone.webp" alt="">')).breaches).toEqual([
      `${product} names gone.webp, which the build lacks`,
    ]);
  });

  it('refuse a site without a product page, which would keep every budget', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), soundSite['index.html']);
    expect(judgeSite(new SiteFiles(folder)).breaches).toContain('no product page was built, so no budget was measured');
  });
});
