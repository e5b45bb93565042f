import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Language, languageOfPath } from '../../src/languages.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { sizes, test, type Visitor } from '../journeys/browser.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { findBarriers } from './find-barriers.ts';

/** Every page of the build as it first stands there; what becomes of it is looked at in the journeys. */
const routes = readBuiltPages().map(({ route }) => route.replace('404.html', 'nothing/is/here/'));

/** Each page is opened once and looked at by each of them, in this order. */
const looks: readonly ((page: Page) => Promise<readonly string[]>)[] = [
  (page) => findBarriers(page),
  readsInTheEvening,
  keepsStill,
  fitsAtFourHundredPercent,
];

test.for([
  // Long words on a small screen, and letters of their own on a wide one.
  { ...sizes[0], besides: 'de' },
  { ...sizes[1], besides: 'ja' },
] as const)(
  'nothing stands in anybody’s way on $name, by day, in the evening, at rest and enlarged',
  async ({ besides, ...size }, { visit }) => {
    const visitor = await visit(size);
    const found: string[] = [];
    for (const route of routesIn('en', besides)) {
      await visitor.page.setViewportSize(size.viewport);
      await visitor.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
      await visitor.page.goto(route, { waitUntil: 'load' });
      for (const look of looks) found.push(...(await look(visitor.page)).map((barrier) => `${route}  ${barrier}`));
    }
    takeRefusals(visitor);
    expect(found).toEqual([]);
  },
);

/** Every page in the first language, and in another but one of the pieces, which are of one kind. */
function routesIn(first: Language, other: Language): readonly string[] {
  const isKind = (route: string): boolean => !/^\/\w\w\/pieces\//.test(route) || route.includes('/aurore-');
  return routes.filter((route) => {
    const language = languageOfPath(route);
    return language === first || (language === other && isKind(route));
  });
}

async function readsInTheEvening(page: Page): Promise<readonly string[]> {
  // Without motion, so that no colour is met on its way from the one to the other.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const found = await findBarriers(page, { rules: ['color-contrast', 'link-in-text-block'] });
  return found.map((barrier) => `in the evening, ${barrier}`);
}

/** For whoever wants no motion, nothing moves. */
async function keepsStill(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .filter((style) => !/^0s(, 0s)*$/.test(style.transitionDuration) || style.animationName !== 'none').length,
  );
  return moving > 0 ? [`${moving} elements move`] : [];
}

/** 320 pixels are what 400 % makes of 1,280: WCAG 2.2, 1.4.10. */
async function fitsAtFourHundredPercent(page: Page): Promise<readonly string[]> {
  await page.setViewportSize({ width: 320, height: 256 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > 320 ? [`it is ${width} pixels wide in 320`] : [];
}

test('a photograph without words and a pale line are found', async ({ visit }) => {
  const { page } = await visit(sizes[0]);
  await page.goto(paths.contact);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const photograph = main?.appendChild(document.createElement('img'));
    photograph?.setAttribute('src', '/favicon.ico');
    const line = main?.appendChild(document.createElement('p'));
    line?.append('Pale');
    line?.style.setProperty('color', '#e0dcd6');
  });
  expect((await findBarriers(page)).map((barrier) => barrier.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
});

/** What is right: the page of what is not there, and the desk, where nobody is signed in. */
function takeRefusals({ takeTroubles }: Visitor): void {
  const right = ['', '/de', '/ja'].map((folder) => `404: GET ${folder}/nothing/is/here/`);
  right.push(`401: GET ${apiPaths.staffMe}`);
  expect(takeTroubles().filter((trouble) => !right.includes(trouble))).toEqual([]);
}
