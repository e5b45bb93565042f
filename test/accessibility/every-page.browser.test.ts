import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { sizes, test, type Visitor } from '../journeys/browser.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { findBarriers } from './find-barriers.ts';

/** Every page of the build as it first stands there; what becomes of it is looked at in the journeys. */
const routes = readBuiltPages().map(({ route }) => (route === paths.notFound ? '/nothing/is/here/' : route));

test.for(sizes)('nothing stands in anybody’s way on $name', async (size, { visit }) => {
  const visitor = await visit(size);
  const barriers: string[] = [];
  for (const route of routes) {
    await opens(visitor, route);
    barriers.push(...(await findBarriers(visitor.page)).map((barrier) => `${route}  ${barrier}`));
  }
  takeRefusals(visitor);
  expect(barriers).toEqual([]);
});

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

test('every word can be read in the evening', async ({ visit }) => {
  const visitor = await visit(sizes[0]);
  await visitor.page.emulateMedia({ colorScheme: 'dark' });
  const barriers: string[] = [];
  for (const route of routes) {
    await opens(visitor, route);
    const found = await findBarriers(visitor.page, { rules: ['color-contrast', 'link-in-text-block'] });
    barriers.push(...found.map((barrier) => `${route}  ${barrier}`));
  }
  takeRefusals(visitor);
  expect(barriers).toEqual([]);
});

test('nothing leaves the window at 320 pixels, which is what 400 % makes of 1,280', async ({ visit }) => {
  const visitor = await visit({ ...sizes[1], viewport: { width: 320, height: 256 } });
  const wider: string[] = [];
  for (const route of routes) {
    await opens(visitor, route);
    const width = await widthOf(visitor.page);
    if (width > 320) wider.push(`${route} is ${width} pixels wide`);
  }
  takeRefusals(visitor);
  expect(wider).toEqual([]);
});

test('no page moves for whoever wants none of it', async ({ visit }) => {
  const visitor = await visit(sizes[1]);
  await visitor.page.emulateMedia({ reducedMotion: 'reduce' });
  const moving: string[] = [];
  for (const route of routes) {
    await opens(visitor, route);
    const durations = await visitor.page.evaluate(
      () =>
        [...document.querySelectorAll('*')]
          .map((element) => getComputedStyle(element))
          .filter(
            ({ transitionDuration, animationName }) =>
              !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none',
          ).length,
    );
    if (durations > 0) moving.push(`${route}: ${durations} elements`);
  }
  takeRefusals(visitor);
  expect(moving).toEqual([]);
});

async function opens({ page }: Visitor, route: string): Promise<void> {
  await page.goto(route, { waitUntil: 'load' });
}

function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** What is right: the page of what is not there, and the desk, where nobody is signed in. */
function takeRefusals({ takeTroubles }: Visitor): void {
  const right = ['404: GET /nothing/is/here/', `401: GET ${apiPaths.staffMe}`];
  expect(takeTroubles().filter((trouble) => !right.includes(trouble))).toEqual([]);
}
