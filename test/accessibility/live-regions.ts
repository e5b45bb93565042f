import type { Page } from 'playwright-core';

/** What stands in a region that a screen reader listens to, whenever that has changed and can be seen. */
const regions = '[role="status"], [role="alert"], [aria-live]';

/**
 * Listens to the page that is open, frame by frame, for as long as it stays: what comes into sight by a style sheet
 * alone is heard as well as what a script writes. What a region holds at the beginning is not spoken.
 * @returns what was spoken since, oldest first.
 */
export async function listenTo(page: Page): Promise<() => Promise<readonly string[]>> {
  const spoken = await page.evaluateHandle((selector) => {
    const words: string[] = [];
    const textOf = (region: Element) =>
      region instanceof HTMLElement && region.checkVisibility() ? region.innerText.replaceAll(/\s+/g, ' ').trim() : '';
    const before = new Map([...document.querySelectorAll(selector)].map((region) => [region, textOf(region)]));
    const look = () => {
      for (const region of document.querySelectorAll(selector)) {
        const text = textOf(region);
        if (text !== '' && text !== before.get(region)) words.push(text);
        before.set(region, text);
      }
      requestAnimationFrame(look);
    };
    look();
    return words;
  }, regions);
  return () => spoken.jsonValue();
}
