/**
 * The last step of `npm run build`: what every page weighs, and a failed build when
 * a budget is broken or a link leads nowhere. Measured on the built files; `npm run bench bytes` measures
 * the same in a browser.
 */
import { brokenLinks } from './budgets/broken-links.ts';
import { beaconBudget, isProduct, judgeSite, productBudget } from './budgets/judge-site.ts';
import { SiteFiles } from './budgets/site-files.ts';
import type { PageWeight } from './budgets/weigh-page.ts';

const site = new SiteFiles('dist/client');
const { weights, beaconBytes, breaches } = judgeSite(site);
const broken = brokenLinks(site);
printTable(weights);
console.log(row('the beacon, in each counted page', beaconBytes));
console.log(row('  budget', beaconBudget.bytes));
if (breaches.length > 0) {
  console.error(`\nThe build breaks ${breaches.length === 1 ? 'a budget' : `${breaches.length} budgets`}:`);
  for (const breach of breaches) console.error(`  ${breach}`);
  process.exitCode = 1;
}
if (broken.length > 0) {
  console.error(`\nThe build has ${broken.length === 1 ? 'a broken link' : `${broken.length} broken links`}:`);
  for (const link of broken) console.error(`  ${link}`);
  process.exitCode = 1;
}

/** One row for each page; the pieces are one kind of page, so they share a row with their heaviest figures. */
function printTable(weights: readonly PageWeight[]): void {
  const pieces = weights.filter(({ path }) => isProduct(path));
  const others = weights.filter(({ path }) => !isProduct(path));
  const heaviest = (figure: (weight: PageWeight) => number): number => Math.max(...pieces.map(figure));
  console.log(row('brotli 11, bytes', 'JS', 'late', 'CSS', 'HTML', 'requests'));
  for (const { path, scriptBytes, lateScriptBytes, styleBytes, pageBytes, requests } of others) {
    console.log(
      row(`/${path.replace(/index\.html$/, '')}`, scriptBytes, lateScriptBytes, styleBytes, pageBytes, requests.length),
    );
  }
  if (pieces.length === 0) return;
  const figures = [
    heaviest(({ scriptBytes }) => scriptBytes),
    heaviest(({ lateScriptBytes }) => lateScriptBytes),
    heaviest(({ styleBytes }) => styleBytes),
    heaviest(({ pageBytes }) => pageBytes),
    heaviest(({ requests }) => requests.length),
  ];
  console.log(row(`/pieces/… (the most of ${pieces.length})`, ...figures));
  console.log(
    row(
      '  budget',
      productBudget.scriptBytes,
      productBudget.lateScriptBytes,
      productBudget.styleBytes,
      productBudget.pageBytes,
      `< ${productBudget.requestsBelow}`,
    ),
  );
}

function row(name: string, ...figures: readonly (string | number)[]): string {
  return name.padEnd(34) + figures.map((figure) => String(figure).padStart(10)).join('');
}
