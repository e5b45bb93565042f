import { chromium } from 'playwright-core';
import { collectionSlugs } from '../../src/catalog/collections.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';
import { productBudget } from '../local/budgets/judge-site.ts';
import { requireChromium } from '../local/install-chromium.ts';
import { type FirstView, firstView, type screens } from './first-view.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

interface Measurement extends FirstView {
  readonly kind: string;
  readonly path: string;
  readonly screen: keyof typeof screens;
}

/** Of a kind of page, every one is opened; the table has the most that any of them loads. */
export async function benchBytes(): Promise<readonly Verdict[]> {
  const measurements = await withShop((shop) => measure(shop.url));
  const kinds = new Set(measurements.map(({ kind }) => kind));
  printTable(
    ['brotli 11, bytes', 'screen', 'JS', 'CSS', 'HTML', 'in all', 'requests', 'other origins', 'cookies'],
    [...kinds].flatMap((kind) =>
      (['phone', 'desktop'] as const).map((screen) => {
        const views = measurements.filter((view) => view.kind === kind && view.screen === screen);
        const name = views.length === 1 ? kind : `${kind}, the most of ${views.length}`;
        return [name, screen, ...figures.map((figure) => Math.max(...views.map(figure)))];
      }),
    ),
  );
  return judge(measurements);
}

const figures: readonly ((view: FirstView) => number)[] = [
  (view) => view.scriptBytes,
  (view) => view.styleBytes,
  (view) => view.markupBytes,
  (view) => view.pageBytes,
  (view) => view.requests.length,
  (view) => view.otherOrigins.length,
  (view) => view.cookies.length,
];

async function measure(shopUrl: string): Promise<readonly Measurement[]> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  try {
    const measurements: Measurement[] = [];
    for (const [kind, addresses] of Object.entries(await pages())) {
      for (const path of addresses) {
        for (const screen of ['phone', 'desktop'] as const) {
          measurements.push({ kind, path, screen, ...(await firstView(browser, shopUrl + path, screen)) });
        }
      }
    }
    return measurements;
  } finally {
    await browser.close();
  }
}

async function pages(): Promise<Readonly<Record<string, readonly string[]>>> {
  const slugs = [...new Set((await readCatalog()).map(({ slug }) => slug))];
  if (slugs.length === 0) throw new Error('The catalogue has no piece, so there is no page to measure.');
  return {
    home: [paths.home],
    collection: collectionSlugs.map((slug) => paths.collection(slug)),
    product: slugs.map((slug) => paths.piece(slug)),
    bag: [paths.bag],
  };
}

function judge(measurements: readonly Measurement[]): readonly Verdict[] {
  const products = measurements.filter(({ kind }) => kind === 'product');
  const { scriptBytes, styleBytes, requestsBelow } = productBudget;
  const elsewhere = measurements.flatMap(({ otherOrigins }) => otherOrigins);
  const cookies = measurements.flatMap((view) => view.cookies);
  return [
    below(`product: JS of at most ${scriptBytes} bytes`, products, (view) => view.scriptBytes, scriptBytes + 1),
    below(`product: CSS of at most ${styleBytes} bytes`, products, (view) => view.styleBytes, styleBytes + 1),
    below(`product: below ${requestsBelow} requests`, products, (view) => view.requests.length, requestsBelow),
    { promise: 'no other origin', isKept: elsewhere.length === 0, figures: elsewhere.join(', ') || 'none' },
    { promise: 'no cookie', isKept: cookies.length === 0, figures: cookies.join(', ') || 'none' },
  ];
}

function below(
  promise: string,
  views: readonly Measurement[],
  figure: (view: FirstView) => number,
  limit: number,
): Verdict {
  const broken = views.filter((view) => figure(view) >= limit);
  const examples = broken.slice(0, 5).map((view) => `${figure(view)} at ${view.path} on a ${view.screen}`);
  const most = Math.max(...views.map(figure));
  return { promise, isKept: broken.length === 0, figures: [`at most ${most}`, ...examples].join('; ') };
}
