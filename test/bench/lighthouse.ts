import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright-core';
import { collectionSlugs } from '../../src/catalog/collections.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { languages, pathIn } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import { requireChromium } from '../local/install-chromium.ts';
import { freePort } from '../local/launch-shop.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

const runsEach = 5;
const attempts = 3;

const categories = ['performance', 'accessibility', 'best-practices', 'seo', 'agentic-browsing'] as const;
type Category = (typeof categories)[number];

/** Milliseconds, but for the shift of the layout, which has no unit. */
const timings = {
  'largest-contentful-paint': 'LCP, ms',
  'total-blocking-time': 'TBT, ms',
  'cumulative-layout-shift': 'CLS',
} as const;
type Timing = keyof typeof timings;

interface Run {
  readonly scores: Readonly<Record<Category, number>>;
  readonly timings: Readonly<Record<Timing, number>>;
  /** What took points away, by Lighthouse's own names, but for what the clock decides. */
  readonly lost: readonly string[];
}

interface Median extends Run {
  readonly kind: string;
}

/** Others' product pages, measured the same way with the same version: 100 is the most in each of the five. */
const peers: readonly (readonly [string, ...(number | string)[]])[] = [
  ['Hydrogen', 98, 98, 92, 92, 67],
  ['Next.js commerce', 75, 97, 100, 100, 67],
  ['Medusa', 80, 90, 100, 92, 33],
  ['an Astro and React shop', 81, 97, 73, 100, '—'],
];

/** Lighthouse on a phone with its default throttling, five times each kind of page; the table has the medians. */
export async function benchLighthouse(): Promise<readonly Verdict[]> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  try {
    const medians = await withShop((shop) => measureAll(shop.url, port));
    printTable(
      ['median of five', 'perf.', 'access.', 'best pr.', 'SEO', 'agentic', ...Object.values(timings)],
      [
        ...medians.map(({ kind, scores, timings: times }) => [
          kind,
          ...categories.map((category) => scores[category]),
          ...Object.values(times).map((time) => Math.round(time * 1000) / 1000),
        ]),
        ...peers.map((peer) => [...peer, '', '', '']),
      ],
    );
    return judge(medians);
  } finally {
    await browser.close();
  }
}

async function measureAll(shopUrl: string, port: number): Promise<readonly Median[]> {
  const medians: Median[] = [];
  for (const [kind, path] of inEveryLanguage(await pages())) {
    const runs: Run[] = [];
    for (let run = 0; run < runsEach; run += 1) runs.push(await runLighthouse(shopUrl + path, port));
    medians.push({ kind, ...medianOf(runs) });
  }
  return medians;
}

function inEveryLanguage(kinds: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return languages.flatMap((language) =>
    Object.entries(kinds).map(([kind, path]) => [`${kind}, ${language}`, pathIn(language, path)] as const),
  );
}

async function pages(): Promise<Readonly<Record<string, string>>> {
  const [piece] = await readCatalog();
  const [collection] = collectionSlugs;
  if (!piece || !collection) throw new Error('The catalogue has no piece, so there is no page to measure.');
  return {
    home: paths.home,
    collection: paths.collection(collection),
    product: paths.piece(piece.slug),
    bag: paths.bag,
    'privacy policy': paths.privacy,
    'privacy request': paths.privacyRequest,
    'delivery and returns': paths.delivery,
    terms: paths.terms,
    contact: paths.contact,
    'page views': paths.pageViews,
    'sign in': paths.accountSignIn,
  };
}

async function runLighthouse(address: string, port: number): Promise<Run> {
  const { audits, categories: scored } = await reportOf(address, port);
  const score = (category: Category): number => Math.round((scored[category]?.score ?? 0) * 100);
  return {
    scores: Object.fromEntries(categories.map((category) => [category, score(category)])) as Run['scores'],
    timings: Object.fromEntries(
      Object.keys(timings).map((timing) => [timing, audits[timing]?.numericValue ?? Number.NaN]),
    ) as Run['timings'],
    lost: categories
      .filter((category) => category !== 'performance')
      .flatMap((category) => scored[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id),
  };
}

/** A trace that Chromium did not record from its beginning is Lighthouse's to ask for again, and says nothing of the page. */
async function reportOf(address: string, port: number): Promise<Result> {
  let why = 'no answer';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { lhr } = (await lighthouse(address, { port, output: 'json', logLevel: 'error' })) ?? {};
    if (lhr && !lhr.runtimeError) return lhr;
    why = lhr?.runtimeError?.message ?? why;
  }
  throw new Error(`Lighthouse could not measure ${address} in ${attempts} attempts: ${why}`);
}

function medianOf(runs: readonly Run[]): Run {
  const middle = (figures: readonly number[]): number =>
    figures.toSorted((a, b) => a - b)[runs.length >> 1] ?? Number.NaN;
  const over = <Key extends string>(keys: readonly Key[], figure: (run: Run, key: Key) => number) =>
    Object.fromEntries(keys.map((key) => [key, middle(runs.map((run) => figure(run, key)))])) as Record<Key, number>;
  return {
    scores: over(categories, (run, key) => run.scores[key]),
    timings: over(Object.keys(timings) as Timing[], (run, key) => run.timings[key]),
    lost: [...new Set(runs.flatMap(({ lost }) => lost))],
  };
}

/** The score of performance is the clock's, and this machine's: it is printed, and not judged. */
function judge(medians: readonly Median[]): readonly Verdict[] {
  // What is for one shopper alone asks search engines to stay away, and loses these points on purpose.
  const lost = medians.flatMap(({ kind, lost: audits }) =>
    audits.filter((audit) => audit !== 'is-crawlable').map((audit) => `${audit} on ${kind}`),
  );
  const moved = medians.filter((median) => median.timings['cumulative-layout-shift'] > 0).map(({ kind }) => kind);
  return [
    {
      promise: 'no point lost but to the clock, or to a page that is not for search engines',
      isKept: lost.length === 0,
      figures: lost.join(', ') || 'none',
    },
    { promise: 'nothing moves', isKept: moved.length === 0, figures: moved.join(', ') || 'a shift of 0 everywhere' },
  ];
}
