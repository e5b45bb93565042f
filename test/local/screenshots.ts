/**
 * `npm run screenshots`: every page as different people see it, in test/screenshots/pages/, and every state that a
 * journey comes by, beside them. `npm run screenshots -- pages` takes the pages alone. They are looked at, not kept.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Language, pathIn } from '../../src/languages.ts';
import { inEnglish, readBuiltPages } from '../security/built-pages.ts';
import { buildIfChanged } from './build-if-changed.ts';
import { requireHeadlessChromium } from './install-chromium.ts';
import { launchShop } from './launch-shop.ts';
import { runCommand } from './run-command.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

interface Eye {
  readonly name: string;
  readonly context: BrowserContextOptions;
  /** English where it says nothing. */
  readonly language?: Language;
  /** What cannot be asked of the browser when it is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const wide = { viewport: { width: 1440, height: 900 } };

export const eyes: readonly Eye[] = [
  { name: 'a small phone, 360', context: { ...phone, viewport: { width: 360, height: 740 } } },
  { name: 'a phone, 390', context: phone },
  { name: 'a phone in the evening', context: { ...phone, colorScheme: 'dark' } },
  { name: 'a tablet, 820', context: { viewport: { width: 820, height: 1180 }, hasTouch: true } },
  { name: 'a wide screen, 1440', context: wide },
  { name: 'a wide screen in the evening', context: { ...wide, colorScheme: 'dark' } },
  { name: 'a phone in French', context: phone, language: 'fr' },
  { name: 'a small phone in German', context: { ...phone, viewport: { width: 360, height: 740 } }, language: 'de' },
  { name: 'a wide screen in Italian', context: wide, language: 'it' },
  { name: 'a phone in Japanese', context: phone, language: 'ja' },
  { name: 'a wide screen in Chinese', context: wide, language: 'zh' },
  { name: 'at 400 percent', context: { viewport: { width: 320, height: 256 } } },
  { name: 'without script', context: { ...phone, javaScriptEnabled: false } },
  {
    name: 'without images',
    context: phone,
    prepare: (page) => page.route(/\.(avif|webp|jpe?g)$/, (route) => route.abort()),
  },
  { name: 'printed', context: wide, prepare: (page) => page.emulateMedia({ media: 'print' }) },
  {
    name: 'in the reader’s own colours',
    context: wide,
    prepare: (page) => page.emulateMedia({ forcedColors: 'active' }),
  },
];

if (import.meta.main) {
  await buildIfChanged(project, `${project}.local`);
  rmSync('test/screenshots', { recursive: true, force: true });
  await takePages('test/screenshots/pages', eyes, oneOfEachKind());
  if (!parseArgs({ allowPositionals: true }).positionals.includes('pages')) {
    const environment = { SCREENSHOTS: '1' };
    process.exitCode = (await runCommand('vitest', ['run', '--project', 'journeys'], { environment })).status ?? 1;
  }
}

/** The pieces' pages are of one kind: the first and the last by name stand for all. */
export function oneOfEachKind(): readonly string[] {
  return inEnglish(readBuiltPages())
    .map(({ route }) => route)
    .filter((_, place, all) => !all[place - 1]?.startsWith('/pieces/') || !all[place + 1]?.startsWith('/pieces/'));
}

/** One PNG a page in a folder for each pair of eyes. `routes` are the English ones: "/", "/pieces/silk-scarf/". */
export async function takePages(folder: string, seenBy: readonly Eye[], routes: readonly string[]): Promise<void> {
  const shop = await launchShop();
  const browser = await chromium.launch({ executablePath: requireHeadlessChromium(), args: ['--no-sandbox'] });
  try {
    for (const { name, context: options, prepare, language = 'en' } of seenBy) {
      const context = await browser.newContext({ ...options, baseURL: shop.url, locale: 'en-GB' });
      const page = await context.newPage();
      await prepare?.(page);
      const place = `${folder}/${nameOfFile(name)}`;
      mkdirSync(place, { recursive: true });
      for (const route of routes)
        await takePage(page, pathIn(language, route), `${place}/${nameOfFile(route) || 'home'}.png`);
      await context.close();
      console.log(`${routes.length} pages as on ${name}: ${place}/`);
    }
  } finally {
    await browser.close();
    await shop.close();
  }
}

async function takePage(page: Page, route: string, path: string): Promise<void> {
  await page.goto(route.replace('404.html', 'nothing/is/here/'));
  // Photographs come when somebody is near: whoever takes the whole page is near to all of them.
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager';
    await document.fonts.ready;
    // One that was kept from coming has nothing to decode, and is shown as it is missed.
    await Promise.allSettled([...document.images].map((image) => image.decode()));
  });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

function nameOfFile(words: string): string {
  return words.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '');
}
