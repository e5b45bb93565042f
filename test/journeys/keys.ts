import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What somebody does who has a keyboard and nothing else, and who has to see where they are. */

/** More presses of Tab than any page of the shop needs. */
const mostStops = 80;

export async function actsOn(page: Page, target: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabsTo(page, target);
  await page.keyboard.press(key);
}

export async function typesInto(page: Page, field: Locator, words: string): Promise<void> {
  await tabsTo(page, field);
  await page.keyboard.type(words);
}

/** Presses Tab until the target has the focus; at every stop on the way the focus can be seen. */
export async function tabsTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
    expect(await seenFocus(page)).toBe('seen');
  }
  throw new Error(`Tab never came to ${target}`);
}

export async function expectFocus(page: Page, target: Locator): Promise<void> {
  await expect.poll(() => hasFocus(target)).toBe(true);
  expect(await seenFocus(page)).toBe('seen');
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

export function focused(page: Page): Locator {
  return page.locator(':focus');
}

/** Words that a script gave the focus to, for a screen reader to begin with: they wear no outline, as nothing is pressed. */
export async function expectRead(target: Locator): Promise<void> {
  await expect.poll(() => hasFocus(target)).toBe(true);
}

/** Focus is seen when it is on something within the window that wears an outline, or whose label or whole row does. */
export function seenFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return 'lost';
    const words = element.outerHTML.slice(0, 120);
    const label = element.closest('label') ?? (element instanceof HTMLInputElement ? element.labels?.[0] : null);
    const wearers = [element, ...(label ? [label, ...label.querySelectorAll('*')] : [])];
    const isWorn = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
      outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    const worn = wearers.filter(
      (wearer) => isWorn(getComputedStyle(wearer)) || isWorn(getComputedStyle(wearer, '::after')),
    );
    if (worn.length === 0) return `without an outline: ${words}`;
    const { top, bottom, left, right } = (worn[0] ?? element).getBoundingClientRect();
    const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return isInside ? 'seen' : `outside the window: ${words}`;
  });
}
