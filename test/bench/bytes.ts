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
  readonly name: string;
  readonly screen: keyof typeof screens;
}

export async function benchBytes(): Promise<readonly Verdict[]> {
  const measurements = await withShop((shop) => measure(shop.url));
  printTable(
    ['brotli 11, bytes', 'screen', 'JS', 'CSS', 'HTML', 'requests', 'other origins', 'cookies'],
    measurements.map((view) => [
      view.name,
      view.screen,
      view.scriptBytes,
      view.styleBytes,
      view.pageBytes,
      view.requests.length,
      view.otherOrigins.length,
      view.cookies.length,
    ]),
  );
  return judge(measurements);
}

async function measure(shopUrl: string): Promise<readonly Measurement[]> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  try {
    const measurements: Measurement[] = [];
    for (const [name, path] of Object.entries(await pages())) {
      for (const screen of ['phone', 'desktop'] as const) {
        measurements.push({ name, screen, ...(await firstView(browser, shopUrl + path, screen)) });
      }
    }
    return measurements;
  } finally {
    await browser.close();
  }
}

async function pages(): Promise<Readonly<Record<string, string>>> {
  const [entry] = await readCatalog();
  const [collection] = collectionSlugs;
  if (!entry || !collection) throw new Error('The catalogue has no piece, so there is no page to measure.');
  return {
    home: paths.home,
    collection: paths.collection(collection),
    product: paths.piece(entry.slug),
    bag: paths.bag,
  };
}

function judge(measurements: readonly Measurement[]): readonly Verdict[] {
  const products = measurements.filter(({ name }) => name === 'product');
  const most = (figure: (view: FirstView) => number): number => Math.max(...products.map(figure));
  const elsewhere = measurements.flatMap(({ otherOrigins }) => otherOrigins);
  const cookies = measurements.flatMap((view) => view.cookies);
  const scriptBytes = most((view) => view.scriptBytes);
  const styleBytes = most((view) => view.styleBytes);
  const requests = most((view) => view.requests.length);
  return [
    verdict(
      `product: JS of at most ${productBudget.scriptBytes} bytes`,
      scriptBytes <= productBudget.scriptBytes,
      scriptBytes,
    ),
    verdict(
      `product: CSS of at most ${productBudget.styleBytes} bytes`,
      styleBytes <= productBudget.styleBytes,
      styleBytes,
    ),
    verdict(`product: below ${productBudget.requestsBelow} requests`, requests < productBudget.requestsBelow, requests),
    verdict('no other origin', elsewhere.length === 0, elsewhere.join(', ') || 'none'),
    verdict('no cookie', cookies.length === 0, cookies.join(', ') || 'none'),
  ];
}

function verdict(promise: string, isKept: boolean, figure: number | string): Verdict {
  return { promise, isKept, figures: String(figure) };
}
