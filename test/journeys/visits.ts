import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { closeOrLeaveBehind } from '../local/close-or-leave-behind.ts';
import { test as shopTest } from './browser.ts';
import { startRealBrowser, type Tab } from './real-browser.ts';
import { recordPageViews } from './record-page-views.ts';

/** A test in which a person visits with a browser that is told nothing, and the recorder hears what the shop would. */
export const test = shopTest
  .extend('recorder', async ({ shop }, { onCleanup }) => {
    const recorder = await recordPageViews(shop.url);
    onCleanup(async () => {
      await closeOrLeaveBehind('the recorder', recorder.close);
      expect(recorder.breaches).toEqual([]);
    });
    return recorder;
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted.
  .extend('person', async ({}, { onCleanup }) => {
    const browser = await startRealBrowser();
    onCleanup(() => closeOrLeaveBehind('a person’s browser', browser.close));
    return browser;
  });

export const aSecond = 1000;

export function sidIn(tab: Tab): Promise<string | null> {
  return tab.run("sessionStorage.getItem('lg_sid')");
}

/** Whatever is still on its way has come, because what is sent now comes after it. */
export async function nothingComes(tab: Tab): Promise<void> {
  await tab.run("fetch('/robots.txt').then((answer) => answer.text())");
  await wait(aSecond / 2);
}
