import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cloudflare from '@astrojs/cloudflare';
import { defineConfig } from 'astro/config';
import { buildSync } from 'esbuild';
import { commonPasswordsModule } from './functions/accounts/common-passwords-module.ts';
import { campaignsModule } from './functions/page-views/classify/campaigns-module.ts';
import { referrerListsModule } from './functions/page-views/classify/referrer-lists-module.ts';
import { countedPathsModule } from './functions/page-views/counted-paths-module.ts';
import { workerWordsModule } from './functions/words/worker-words-module.ts';
import { addressesInPlace } from './src/addresses-in-place.ts';
import { missingNotices } from './src/catalog/guarantee-notice.ts';
import { languages, pathIn } from './src/languages.ts';
import { writeHelpPart } from './src/search/help-index.ts';
import { speculationRules } from './src/speculation-rules.ts';
import { everyLanguage } from './src/words/every-language.ts';

/**
 * Astro defers the scripts that it bundles, and makes files of them. These two stand in the page: one must run before
 * the first paint, the other comes last and is not worth a request. The layout gets them under these names.
 */
const inlineScripts = {
  'house:first-paint': { file: 'src/browser/first-paint.ts', format: 'iife' },
  'house:beacon': { file: 'src/browser/page-views/beacon.ts', format: 'esm' },
};

/** Pages for production name their own address, so it is known, and encrypted. */
if (process.env.CLOUDFLARE_ENV === 'production' && !process.env.SITE_ORIGIN?.startsWith('https://')) {
  throw new Error('A build for production needs SITE_ORIGIN, beginning with https, such as https://shop.example');
}

/** A form without script posts to /api, whose answer sends the shopper on to the payment page: browsers check both. */
const paymentPages = process.env.SITE_ORIGIN ? 'https://checkout.stripe.com' : 'http://localhost:* http://127.0.0.1:*';

/**
 * What two pages' scripts share travels in one file: left alone, each small module becomes a request of its own. What
 * only the pages of accounts, of requests, of objecting or of the desk share has its own, so that no piece's page
 * carries it; so have the ways of delivery, which the bag and the desk alone need.
 */
const ofAccounts = /\/src\/browser\/account\//;
/** A piece's page asks for it where somebody keeps the piece, and not for the rest of what accounts share. */
const ofSessions = /\/src\/browser\/(account\/session|objection|page-views\/(?!beacon)[\w-]+)\./;
const ofRequests =
  /\/src\/(browser\/requests\/|browser\/(ask-page|request-page|preferences-page)\.|api\/|policy\/(?!storage-keys))/;
const ofDays = /\/src\/api\/(day|time)-in-words\./;
const ofObjecting = /\/src\/browser\/(objection\.|page-views\/)/;
const ofTheDesk = /\/src\/(browser\/staff\/|orders\/order-sources\.)/;
const ofDelivery = /\/src\/catalog\/delivery\./;
/** The bag's and a piece's. */
const ofArrival = /\/src\/(catalog\/delivery-price|bag\/delivery-dates|browser\/delivery-words)\./;
const ofBreaches = /\/src\/(browser\/staff\/breaches\/|api\/breach-words\.)/;
const ofStaffRequests = /\/src\/browser\/staff\/desk-words\./;
const ofStaffOrders = /\/src\/browser\/staff\/order-address\./;
const ofFigures = /\/src\/browser\/figures\//;
const ofPlacedOrders = /\/src\/(orders\/|browser\/day-in-words\.)/;
/** Of pages that a script asks for and draws; a piece's, a collection's and those to read are drawn when they are built. */
const ofDrawing = /\/src\/(browser\/(ask|part)|words\/(in-sentence|paragraph))\./;
const others = [
  ofDrawing,
  ofAccounts,
  ofRequests,
  ofObjecting,
  ofTheDesk,
  ofDelivery,
  ofArrival,
  ofFigures,
  ofPlacedOrders,
];
const ofTheHouse = (id) => id.includes('/src/') && !others.some((group) => group.test(id));
const codeSplitting = {
  groups: [
    { name: 'house', test: ofTheHouse, minShareCount: 2, priority: 2 },
    { name: 'drawing', test: ofDrawing, minShareCount: 2, priority: 2 },
    { name: 'session', test: ofSessions, minShareCount: 2, priority: 1 },
    { name: 'account', test: ofAccounts, minShareCount: 2, priority: 1 },
    { name: 'objecting', test: ofObjecting, minShareCount: 2, priority: 1 },
    { name: 'days', test: ofDays, minShareCount: 2, priority: 1 },
    { name: 'breaches', test: ofBreaches, minShareCount: 2, priority: 1 },
    { name: 'staff-requests', test: ofStaffRequests, minShareCount: 2, priority: 1 },
    { name: 'staff-orders', test: ofStaffOrders, minShareCount: 2, priority: 1 },
    { name: 'requests', test: ofRequests, minShareCount: 2 },
    { name: 'desk', test: ofTheDesk, minShareCount: 2 },
    { name: 'delivery', test: ofDelivery, minShareCount: 2 },
    { name: 'arrival', test: ofArrival, minShareCount: 2, priority: 1 },
    { name: 'figures', test: ofFigures, minShareCount: 2 },
    { name: 'orders', test: ofPlacedOrders, minShareCount: 2 },
  ],
};

/** The adapter begins every script with a line that makes up `process`, for the server's sake; browsers need none. */
const banner = '';

export default defineConfig({
  // Where the shop lives once deployed; canonical addresses and shared links are made from it.
  site: process.env.SITE_ORIGIN || 'http://localhost:8787',
  output: 'static',
  session: false,
  adapter: cloudflare({ imageService: 'compile', prerenderEnvironment: 'node' }),
  integrations: [
    worker(),
    everyLanguage(),
    inlineModules(),
    photographs(),
    policyFirst(),
    lawfulInProduction(),
    searchHelp(),
  ],
  devToolbar: { enabled: false },
  // A shopper arrives on one page from a link: 4 KB of styles inside it spare two requests before the first paint.
  build: { inlineStylesheets: 'always' },
  vite: {
    plugins: [
      commonPasswordsModule(),
      countedPathsModule(),
      referrerListsModule(),
      campaignsModule(),
      workerWordsModule(),
      addressesInPlace(),
      plainImports(),
    ],
    environments: {
      client: { build: { modulePreload: false, rolldownOptions: { output: { codeSplitting, banner } } } },
    },
  },
  security: {
    csp: {
      // What a <meta> cannot say (frame-ancestors) is in public/_headers. Scripts and styles: our own files, and
      // the inline ones by their hashes.
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        `form-action 'self' ${paymentPages}`,
      ],
      scriptDirective: { hashes: [...Object.values(inlineScripts).map(compile), speculationRules].map(hashOf) },
    },
  },
});

/** One on-demand route makes Astro build, and not drop, the Worker that wrangler.toml names. */
function worker() {
  return {
    name: 'worker',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const language of languages) {
          const pattern = pathIn(language, '/api/[...path]');
          injectRoute({ pattern, entrypoint: './functions/astro-route.ts', prerender: false });
        }
      },
    },
  };
}

/**
 * How the photographs are encoded. AVIF at effort 2 takes a seventh of the time of the
 * usual 4 for files 6 % larger (measured at 880 × 1100). It is set here and not under
 * `image` because the adapter puts its own service in that place first.
 */
function photographs() {
  const config = { avif: { quality: 60, effort: 2 }, webp: { quality: 76 } };
  return {
    name: 'photographs',
    hooks: { 'astro:config:setup': ({ updateConfig }) => updateConfig({ image: { service: { config } } }) },
  };
}

/**
 * Vite wraps each import that waits for a press in a loader of styles, and lists what it would load: 800 bytes that no
 * page here has a use for.
 */
function plainImports() {
  const list = /const __vite__mapDeps=.*\n/g;
  return {
    name: 'house:plain-imports',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk')
            file.code = file.code.replaceAll(list, '').replaceAll(/,\s*__vite__mapDeps\([^)]*\)/g, '');
        }
      },
    },
  };
}

/** What the law prescribes as a picture can't be stood in for, so nothing is built for production without it. */
function lawfulInProduction() {
  return {
    name: 'lawful-in-production',
    hooks: {
      'astro:build:start': () => {
        const missing = process.env.CLOUDFLARE_ENV === 'production' ? missingNotices() : [];
        if (missing.length > 0)
          throw new Error(`A build for production lacks what the law wants:\n${missing.join('\n')}`);
      },
    },
  };
}

/**
 * A <meta> policy rules only what comes after it, and Astro puts it last in the head: it is moved to the front. Astro
 * also lists the hashes of every page's styles and scripts in each of them, a kilobyte that nothing can compress: a
 * page keeps those of its own.
 */
function policyFirst() {
  const policy = /<meta http-equiv="content-security-policy"[^>]*>/;
  return {
    name: 'policy-first',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of await readdir(folder, { recursive: true })) {
          if (!name.endsWith('.html')) continue;
          const page = await readFile(join(folder, name), 'utf8');
          const [meta] = policy.exec(page) ?? [];
          if (!meta) throw new Error(`${name} has no Content-Security-Policy.`);
          const charset = '<meta charset="utf-8">';
          await writeFile(
            join(folder, name),
            page.replace(meta, '').replace(charset, () => charset + onlyOwnHashes(meta, page)),
          );
        }
      },
    },
  };
}

function onlyOwnHashes(meta, page) {
  const inline = [...page.matchAll(/<(?:script|style)(?:\s[^>]*)?>([^<]*(?:<(?!\/(?:script|style)>)[^<]*)*)<\//g)];
  const own = new Set(inline.map(([, code]) => hashOf(code)));
  return meta.replaceAll(/ '(sha256-[^']+)'/g, (source, hash) => (own.has(hash) ? source : ''));
}

/** What the search knows of the pages is read from them, once they are built. */
function searchHelp() {
  return {
    name: 'search-help',
    hooks: {
      'astro:build:done': ({ dir }) =>
        Promise.all(languages.map((language) => writeHelpPart(fileURLToPath(dir), language))),
    },
  };
}

/** Gives the layout each inline script's text; compiled afresh on each load in dev. */
function inlineModules() {
  const plugin = {
    name: 'house:inline-scripts',
    resolveId: (id) => (Object.hasOwn(inlineScripts, id) ? `\0${id}` : undefined),
    load(id) {
      const script = id.startsWith('\0') ? inlineScripts[id.slice(1)] : undefined;
      return script && `export default ${JSON.stringify(compile(script))}`;
    },
  };
  return {
    name: plugin.name,
    hooks: { 'astro:config:setup': ({ updateConfig }) => updateConfig({ vite: { plugins: [plugin] } }) },
  };
}

function compile({ file, format }) {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    write: false,
  });
  return outputFiles[0].text.trim();
}

function hashOf(code) {
  return `sha256-${createHash('sha256').update(code).digest('base64')}`;
}
