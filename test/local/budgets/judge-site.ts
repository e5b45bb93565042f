import { languageOfPath, pathWithoutLanguage } from '../../../src/languages.ts';
import { readPage } from './read-page.ts';
import { compressedBytes, type SiteFiles } from './site-files.ts';
import { addressesOf, modulesOf, type PageWeight, weighPage } from './weigh-page.ts';

/**
 * Brotli 11. A product page is where a shopper on a phone arrives from a link: what comes with it, and what comes when
 * something on it is pressed.
 */
export const productBudget = {
  scriptBytes: 6.25 * 1024,
  lateScriptBytes: 4 * 1024,
  styleBytes: 5 * 1024,
  /** Linked data included. */
  markupBytes: 8 * 1024,
  /** With the styles and scripts that stand in it. */
  pageBytes: 13.5 * 1024,
  requestsBelow: 9,
} as const;

/** In another language: with the words of the page's scripts, and with letters that take two or three bytes each. */
export const translatedBudget = {
  ...productBudget,
  markupBytes: 9.75 * 1024,
  pageBytes: 15 * 1024,
} as const;

/** Brotli 11, of the script as it stands in each page that is counted. The smallest that we know of others is 1,049. */
export const beaconBudget = { bytes: 500 } as const;

/** Names in XML, which nothing ever fetches. */
const namespaces = ['http://www.w3.org/'];

export interface SiteJudgement {
  readonly weights: readonly PageWeight[];
  /** Of the heaviest beacon in any page, brotli 11. */
  readonly beaconBytes: number;
  /** A sentence for each budget that is broken: the page, the figure, the budget. */
  readonly breaches: readonly string[];
}

export function judgeSite(site: SiteFiles): SiteJudgement {
  const weights = site.list('.html').map((page) => weighPage(page, site));
  const products = weights.filter(({ path }) => isProduct(path));
  const beaconBytes = Math.max(0, ...beaconsOf(site).map(compressedBytes));
  return {
    weights,
    beaconBytes,
    breaches: [
      ...(products.length === 0 ? ['no product page was built, so no budget was measured'] : []),
      ...products.flatMap(breachesOfBudget),
      ...breachesOfBeacon(beaconBytes),
      ...weights.flatMap(({ path, missing }) => missing.map((file) => `${path} names ${file}, which the build lacks`)),
      ...foreignResources(site),
      ...cookies(site),
    ],
  };
}

/** Each page's beacon: the inline script that names its address, wherever it has got to. */
function beaconsOf(site: SiteFiles): readonly string[] {
  const inline = site.list('.html').flatMap((path) => readPage(site.read(path)).inlineScripts);
  const files = site.list('.js').map((path) => site.read(path));
  return [...new Set([...inline, ...files])].filter((script) => script.includes('sendBeacon'));
}

function breachesOfBeacon(bytes: number): readonly string[] {
  if (bytes === 0) return ['no page has a beacon, so it was not measured'];
  return bytes > beaconBudget.bytes ? [`the beacon has ${bytes} bytes; the budget is ${beaconBudget.bytes}`] : [];
}

export function isProduct(path: string): boolean {
  return pathWithoutLanguage(`/${path}`).startsWith('/pieces/');
}

function breachesOfBudget(weight: PageWeight): readonly string[] {
  const { path, requests } = weight;
  const budget = languageOfPath(`/${path}`) === 'en' ? productBudget : translatedBudget;
  const breaches = (
    [
      ['scriptBytes', 'of JavaScript'],
      ['lateScriptBytes', 'of JavaScript that wait for a press'],
      ['styleBytes', 'of CSS'],
      ['markupBytes', 'of HTML'],
      ['pageBytes', 'in all'],
    ] as const
  )
    .filter(([figure]) => weight[figure] > budget[figure])
    .map(([figure, what]) => `${path} has ${weight[figure]} bytes ${what}; the budget is ${budget[figure]}`);
  if (requests.length < budget.requestsBelow) return breaches;
  const listed = requests.join(', ');
  return [
    ...breaches,
    `${path} makes ${requests.length} requests; the budget is below ${budget.requestsBelow}: ${listed}`,
  ];
}

/** Everything that loads by itself must come from the shop's own origin, on every page, in every style and script. */
function foreignResources(site: SiteFiles): readonly string[] {
  const inPages = site.list('.html').flatMap((path) => {
    const page = readPage(site.read(path));
    const addresses = [
      ...page.resources,
      ...page.inlineStyles.flatMap(foreignStyleAddresses),
      ...page.inlineScripts.flatMap(originsIn),
    ];
    return addresses.filter(isForeign).map((address) => `${path} loads ${address}`);
  });
  const inStyles = site
    .list('.css')
    .flatMap((path) => foreignStyleAddresses(site.read(path)).map((address) => `${path} loads ${address}`));
  const inScripts = site.list('.js').flatMap((path) => {
    const script = site.read(path);
    const { eager, late } = modulesOf(script);
    return [...eager, ...late, ...originsIn(script)].filter(isForeign).map((address) => `${path} names ${address}`);
  });
  return [...inPages, ...inStyles, ...inScripts].map((breach) => `${breach}; no other origin is allowed`);
}

function foreignStyleAddresses(style: string): readonly string[] {
  const { imports, urls } = addressesOf(style);
  return [...imports, ...urls].filter(isForeign);
}

/** Whatever a script could fetch stands in it as a text. */
function originsIn(script: string): readonly string[] {
  const addresses = script.match(/(?<=["'`])(?:(?:https?|wss?):\/\/|\/\/(?=[\w-]+\.))[^"'`]*/g) ?? [];
  return addresses.filter((address) => !namespaces.some((namespace) => address.startsWith(namespace)));
}

function isForeign(address: string): boolean {
  return /^\s*(([a-z][a-z\d+.-]*:)?\/\/|(?!data:)[a-z][a-z\d+.-]*:)/i.test(address);
}

function cookies(site: SiteFiles): readonly string[] {
  // The privacy page may look at cookies that should not be there, and delete them; nothing writes one.
  const setByScript = /\bdocument\s*\.\s*cookie\s*=(?!=)|\bcookieStore\s*(?:\?\.|\.)\s*set\b/;
  const inScripts = site.list('.js').filter((path) => setByScript.test(site.read(path)));
  const inPages = site.list('.html').filter((path) => {
    const page = readPage(site.read(path));
    return page.setsCookie || page.inlineScripts.some((script) => setByScript.test(script));
  });
  const inHeaders = ['_headers'].filter((path) => site.has(path) && /^\s*set-cookie\s*:/im.test(site.read(path)));
  return [...inScripts, ...inPages, ...inHeaders].map((path) => `${path} sets a cookie; no cookie is allowed`);
}
