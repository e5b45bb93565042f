import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { sizes, test } from '../journeys/browser.ts';
import { choiceOf, putInStock, shows } from '../journeys/buying.ts';
import { seenFocus, tabsTo } from '../journeys/keys.ts';

/** Colours that the reader has chosen, in which our grounds and our shades of ink are gone. */
const [, desktop] = sizes;

test('what is chosen, focused or sold out can be told without our colours', async ({ shop, visit }) => {
  const { page, picture } = await visit(desktop);
  await page.emulateMedia({ forcedColors: 'active', contrast: 'more' });
  await putInStock(shop, 'AUR-YG-48', 0);
  await putInStock(shop, 'AUR-YG-50', 5);
  await page.goto(paths.piece('aurore-solitaire'));
  await shows(choiceOf(page, '48').and(page.locator('[data-gone]')));

  const [yellow, rose] = [labelOf(choiceOf(page, 'Yellow gold')), labelOf(choiceOf(page, 'Rose gold'))];
  expect(await looksOf(yellow)).not.toEqual(await looksOf(rose));
  await tabsTo(page, choiceOf(page, '48'));
  expect(await looksOf(labelOf(choiceOf(page, '48')))).not.toEqual(await looksOf(labelOf(choiceOf(page, '54'))));
  // With the focus on both, the one that is chosen still differs.
  const focused = await looksOf(labelOf(choiceOf(page, '48')));
  await page.keyboard.press('Space');
  expect(await looksOf(labelOf(choiceOf(page, '48')))).not.toEqual(focused);
  await shows(page.getByText('This one is sold out. Please look at the others.'));
  expect(await looksOf(labelOf(choiceOf(page, '48')))).toMatchObject({ line: 'line-through' });
  expect(await choiceOf(page, '48').evaluate((radio) => radio.parentElement?.textContent)).toContain('sold out');
  await page.keyboard.press('ArrowRight');
  await picture('1 piece');
});

test('every button has an edge or a line under it, and the focus an outline', async ({ visit }) => {
  const { page, picture } = await visit(desktop);
  await page.emulateMedia({ forcedColors: 'active', contrast: 'more' });
  const bare: string[] = [];
  for (const route of [paths.piece('lumen-pendant'), paths.privacyRequest, paths.accountSignIn, paths.withdrawal()]) {
    await page.goto(route);
    for (const button of await page.getByRole('button').filter({ visible: true }).all()) {
      const { border, line, ground } = await looksOf(button);
      if (border === '0px' && line === 'none' && ground === 'none') bare.push(`${route} ${await button.innerText()}`);
    }
    for (const field of await page.getByRole('textbox').filter({ visible: true }).all()) {
      // A password's line is under the button beside it as well.
      const edges = [await looksOf(field), await looksOf(field.locator('..'))].map(({ border }) => border);
      if (edges.every((border) => border === '0px')) bare.push(`${route} ${await field.getAttribute('name')}`);
    }
    await page.keyboard.press('Tab');
    await expect.poll(() => seenFocus(page)).toBe('seen');
  }
  expect(bare).toEqual([]);
  // What is switched on or off is drawn by the browser then.
  const drawn: string[] = [];
  for (const route of [paths.privacy, paths.privacyRequest]) {
    await page.goto(route);
    drawn.push(
      ...(await page
        .locator('main :is([type="checkbox"], [type="radio"])')
        .evaluateAll((inputs) => inputs.map((input) => getComputedStyle(input).appearance))),
    );
  }
  expect(new Set(drawn)).toEqual(new Set(['auto']));
  await picture('2 withdrawal');
});

function labelOf(choice: Locator): Locator {
  return choice.locator('xpath=ancestor::label');
}

/** What is left to tell one thing from another by. */
function looksOf(target: Locator) {
  return target.evaluate((element) => {
    const style = getComputedStyle(element);
    return {
      border: style.borderBottomStyle === 'none' ? '0px' : style.borderBottomWidth,
      outline: style.outlineStyle === 'none' ? '0px' : style.outlineWidth,
      colours: `${style.color} on ${style.backgroundColor}`,
      ground: style.backgroundImage,
      line: style.textDecorationLine,
    };
  });
}
