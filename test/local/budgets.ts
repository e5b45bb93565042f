/**
 * The last step of `npm run build`: what every page weighs, and a failed build when
 * a budget is broken or a link leads nowhere. Measured on the built files; `npm run bench bytes` measures
 * the same in a browser.
 */
import { languageOfPath, languages, pathIn } from '../../src/languages.ts';
import { brokenLinks } from './budgets/broken-links.ts';
import { beaconBudget, isProduct, judgeSite, productBudget, translatedBudget } from './budgets/judge-site.ts';
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

/**
 * One row for each page in English; the pieces of a language are one kind of page, so they share a row with their
 * heaviest figures, and so do all its other pages.
 */
function printTable(weights: readonly PageWeight[]): void {
  const others = weights.filter(({ path }) => !isProduct(path));
  console.log(row('brotli 11, bytes', 'JS', 'late', 'CSS', 'HTML', 'in all', 'requests'));
  for (const weight of others.filter(({ path }) => languageOfPath(`/${path}`) === 'en')) {
    console.log(row(`/${weight.path.replace(/index\.html$/, '')}`, ...heaviest([weight])));
  }
  for (const language of languages) {
    const own = (list: readonly PageWeight[]) => list.filter(({ path }) => languageOfPath(`/${path}`) === language);
    const pieces = own(weights.filter(({ path }) => isProduct(path)));
    if (language !== 'en') console.log(row(`/${language}/…, the most`, ...heaviest(own(others))));
    console.log(row(`${pathIn(language, '/pieces/…')}, the most of ${pieces.length}`, ...heaviest(pieces)));
  }
  printBudget('  budget', productBudget);
  printBudget('  budget in another language', translatedBudget);
}

function printBudget(name: string, budget: typeof productBudget | typeof translatedBudget): void {
  const { scriptBytes, lateScriptBytes, styleBytes, markupBytes, pageBytes, requestsBelow } = budget;
  console.log(row(name, scriptBytes, lateScriptBytes, styleBytes, markupBytes, pageBytes, `< ${requestsBelow}`));
}

function heaviest(weights: readonly PageWeight[]): readonly number[] {
  return [
    (weight: PageWeight) => weight.scriptBytes,
    (weight: PageWeight) => weight.lateScriptBytes,
    (weight: PageWeight) => weight.styleBytes,
    (weight: PageWeight) => weight.markupBytes,
    (weight: PageWeight) => weight.pageBytes,
    (weight: PageWeight) => weight.requests.length,
  ].map((figure) => Math.max(0, ...weights.map(figure)));
}

function row(name: string, ...figures: readonly (string | number)[]): string {
  return name.padEnd(34) + figures.map((figure) => String(figure).padStart(10)).join('');
}
