import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { readVisit } from '../../src/browser/page-views/read-visit.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import type { StorageKey } from '../../src/policy/storage-keys.ts';
import { becomeMember, goodPassword } from '../accounts/person.ts';
import { sizes, test } from './browser.ts';
import { addPiece, bagLink, openBag, shows } from './buying.ts';

/** The panel on the privacy page: it shows what is in the browser, and what it says is gone is gone. */

const [phone, desktop] = sizes;

describe.each(sizes)('on $name', (size) => {
  test('two presses from a page lead to what the shop keeps in this browser', async ({ visit }) => {
    const visitor = await visit(size);
    await visitor.page.goto(paths.home);
    await visitor.press(visitor.page.getByRole('link', { name: 'What this browser keeps' }));
    await shows(panelOf(visitor.page).getByRole('heading', { name: 'On this device' }));
    expect(await panelOf(visitor.page).boundingBox()).toMatchObject({ y: expect.toSatisfy((y: number) => y < 400) });
    await shows(heldIn(visitor.page, 'lg_sid').getByText(/^A random number/));
    expect(await valuesOf(visitor.page)).toEqual({
      luxevault_cart: 'Nothing: your bag is empty',
      lg_session: 'Nothing: you are not signed in',
      lg_sid: expect.stringMatching(/^A random number, .*: since \d\d:\d\d, last used at \d\d:\d\d, of no use after/),
      lg_currency: 'Nothing: prices are in the house’s own, euro',
    });
    for (const kind of ['cookies', 'keys', 'databases', 'cacheStores', 'workers']) {
      await shows(rowOf(visitor.page, kind).getByText('None', { exact: true }));
    }
    await visitor.picture('1 empty');
  });

  test('[storage.luxevault_cart] [storage.lg_currency] the bag and the currency are told in words, and stay until they are cleared', async ({
    visit,
  }) => {
    const visitor = await visit(size);
    const { page, press } = visitor;
    await addPiece(visitor, 'dauphine-top-handle', ['Cognac']);
    await addPiece(visitor, 'dauphine-top-handle', ['Cognac']);
    await openBag(visitor);
    await page.getByRole('combobox', { name: /currency/i }).selectOption('JPY');
    const tab = await visitor.openTab();
    await page.close();
    await tab.goto(paths.privacy);

    expect((await valuesOf(tab)).luxevault_cart).toMatch(/^2 pieces, delivery to France/);
    expect((await valuesOf(tab)).lg_currency).toBe('Japanese yen');
    expect(await stored(tab)).toEqual({ local: ['lg_currency', 'luxevault_cart'], session: ['lg_sid'] });
    await visitor.picture('2 with a bag', tab);

    await press(clearOf(tab, 'lg_currency'));
    await shows(tab.getByRole('status').getByText('Cleared: lg_currency.'));
    expect((await valuesOf(tab)).lg_currency).toMatch(/^Nothing/);
    await press(clearOf(tab, 'luxevault_cart'));
    await shows(tab.getByRole('status').getByText(/^Your bag holds: 2 pieces, .* Press again to clear it\.$/));
    expect(await stored(tab)).toEqual({ local: ['luxevault_cart'], session: ['lg_sid'] });
    await visitor.picture('3 asking', tab);
    await press(clearOf(tab, 'luxevault_cart'));
    await shows(tab.getByRole('status').getByText('Cleared: luxevault_cart.'));
    await shows(bagLink(tab, 0));
    expect(await stored(tab)).toEqual({ local: [], session: ['lg_sid'] });
  });
});

test('[storage.clear] the browser’s own settings clear it all, and the panel says so', async ({ visit }) => {
  const visitor = await visit(desktop);
  await addPiece(visitor, 'dauphine-top-handle', ['Cognac']);
  await visitor.page.goto(paths.privacy);
  const settings = await visitor.context.newCDPSession(visitor.page);
  const { origin } = new URL(visitor.page.url());
  await settings.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await visitor.page.reload();
  expect((await valuesOf(visitor.page)).luxevault_cart).toBe('Nothing: your bag is empty');
  await shows(bagLink(visitor.page, 0));
  await shows(visitor.page.locator('[id="storage.clear"]').getByText('at any time via your browser settings'));
  expect(await stored(visitor.page)).toEqual({ local: [], session: ['lg_sid'] });
});

test('the panel follows another tab, and a bag is cleared there too', async ({ visit }) => {
  const visitor = await visit(desktop);
  await visitor.page.goto(paths.privacy);
  const shop = await visitor.openTab();
  await addPiece({ ...visitor, page: shop }, 'dauphine-top-handle', ['Cognac']);
  await shows(heldIn(visitor.page, 'luxevault_cart').getByText('1 piece', { exact: true }));
  const clearAll = panelOf(visitor.page).getByRole('button', { name: /^(Clear|Press again to clear) all$/ });
  await clearAll.click();
  await clearAll.click();
  await shows(visitor.page.getByRole('status').getByText('Cleared: luxevault_cart, lg_sid.'));
  await shows(bagLink(shop, 0));
});

test('a bag is not lost to a double click, nor to a press that was thought better of', async ({ visit }) => {
  const visitor = await visit(desktop);
  const { page } = visitor;
  await addPiece(visitor, 'dauphine-top-handle', ['Cognac']);
  await page.goto(paths.privacy);
  await clearOf(page, 'luxevault_cart').dblclick();
  await shows(page.getByRole('status').getByText(/Press again to clear it\.$/));
  await page.getByRole('heading', { level: 1 }).click();
  await clearOf(page, 'luxevault_cart').click();
  expect((await valuesOf(page)).luxevault_cart).toBe('1 piece');
});

test('what should not be there is named, and goes when it is told to', async ({ visit }) => {
  const visitor = await visit(phone);
  const { page, press } = visitor;
  await page.goto(paths.privacy);
  await intrude(page);
  await page.reload();
  const strangers = [
    ['keys', '_ga (localStorage)'],
    ['keys', 'lg_currency (sessionStorage)'],
    ['cookies', 'seen'],
    ['cookies', 'deep'],
    ['databases', 'stranger'],
    ['cacheStores', 'pages'],
  ] as const;
  for (const [kind, name] of strangers) await shows(strangerOf(page, kind, name));
  await visitor.picture('4 strangers');
  for (const [kind, name] of strangers) {
    await press(strangerOf(page, kind, name).getByRole('button', { name: 'Delete it' }));
    await shows(page.getByRole('status').getByText(`Deleted: ${name}.`, { exact: true }));
    expect(await panelOf(page).getByRole('heading', { name: 'On this device' }).evaluate(isFocused)).toBe(true);
  }
  for (const kind of ['cookies', 'keys', 'databases', 'cacheStores']) {
    await shows(rowOf(page, kind).getByText('None', { exact: true }));
  }
  expect(await visitor.context.cookies()).toEqual([]);
  expect(await stored(page)).toEqual({ local: [], session: ['lg_sid'] });
});

test('an objection is made by keyboard, goes with the shopper through the tab, and ends with it', async ({ visit }) => {
  const visitor = await visit(desktop);
  const { page } = visitor;
  await answerForgetting(page, [204]);
  await page.goto(paths.privacy);
  await page.evaluate(() => sessionStorage.setItem('lg_sid', 'a-number'));
  await page.reload();
  expect((await valuesOf(page)).lg_sid).toMatch(/^A random number/);
  expect(await numberIn(page)).toBeDefined();
  await tabTo(page, switchOf(page));
  await page.keyboard.press('Space');
  await shows(page.getByRole('status').getByText('This tab is not counted, until you close it.'));
  expect(await page.evaluate(() => sessionStorage.getItem('lg_sid'))).toBe('objected');

  await page.goto(paths.home);
  await page.getByRole('link', { name: 'What this browser keeps' }).click();
  await shows(heldIn(page, 'lg_sid').getByText('The word “objected”: this tab is not counted', { exact: true }));
  expect(await switchOf(page).isChecked()).toBe(true);
  await clearOf(page, 'lg_sid').press('Enter');
  await shows(page.getByRole('status').getByText(/Your objection stays/));
  expect(await stored(page)).toEqual({ local: [], session: ['lg_sid'] });
  await visitor.picture('5 objected');

  const another = await visitor.openTab();
  await another.goto(paths.privacy);
  expect(await switchOf(another).isChecked()).toBe(false);
  await tabTo(page, switchOf(page));
  await page.keyboard.press('Space');
  await shows(page.getByRole('status').getByText('Your objection is taken back.'));
  expect(await stored(page)).toEqual({ local: [], session: [] });
});

describe('what was counted of a visit', () => {
  test('is forgotten with one press, and its number goes when the shop has said so', async ({ visit }) => {
    const visitor = await visit(phone);
    const { page, press } = visitor;
    const asked = await answerForgetting(page, [204]);
    await page.goto(paths.privacy);
    const session = await numberIn(page);
    await press(forgetOf(page));
    await shows(page.getByRole('status').getByText('What we counted of this visit is forgotten.'));
    expect(asked).toEqual([{ session }]);
    expect((await valuesOf(page)).lg_sid).toBe('Nothing: this tab has not been counted');
    expect(await forgetOf(page).getAttribute('aria-disabled')).toBe('true');
    await visitor.picture('8 forgotten');
    await forgetOf(page).press('Enter');
    await shows(page.getByRole('status').getByText('There is nothing to forget: this tab has not been counted.'));
    expect(asked).toHaveLength(1);
  });

  test('is asked to be forgotten again by itself where the shop could not be reached', async ({ visit }) => {
    const visitor = await visit(desktop);
    const { page, press, takeTroubles } = visitor;
    const asked = await answerForgetting(page, ['cut', 503, 204]);
    await page.goto(paths.privacy);
    const session = await numberIn(page);
    await press(forgetOf(page));
    await shows(
      page.getByRole('status').getByText(/is not forgotten yet: we can’t reach the shop\. This page asks again/),
    );
    expect(await numberIn(page)).toBe(session);
    await visitor.picture('9 not forgotten yet');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => asked.length).toBe(2);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await shows(page.getByRole('status').getByText('What we counted of this visit is forgotten.'));
    expect(asked).toEqual([{ session }, { session }, { session }]);
    expect(await stored(page)).toEqual({ local: [], session: [] });
    expect(takeTroubles()).toEqual([
      expect.stringMatching(/^net::ERR_.*forget$/),
      expect.stringMatching(/^503: POST .*forget$/),
    ]);
  });

  test('is forgotten with an objection, which counts whether the shop can be reached or not', async ({ visit }) => {
    const visitor = await visit(desktop);
    const { page, press, takeTroubles } = visitor;
    const asked = await answerForgetting(page, ['cut', 204]);
    await page.goto(paths.privacy);
    const session = await numberIn(page);
    await press(page.getByText('I object to analytics'));
    await shows(
      page.getByRole('status').getByText(/^This tab is not counted, until you close it\. .* not forgotten yet/),
    );
    expect(await page.evaluate(() => sessionStorage.getItem('lg_sid'))).toBe('objected');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await shows(page.getByRole('status').getByText('What we counted of this visit is forgotten.'));
    expect(asked).toEqual([{ session }, { session }]);
    expect(await page.evaluate(() => sessionStorage.getItem('lg_sid'))).toBe('objected');
    expect(takeTroubles()).toEqual([expect.stringMatching(/^net::ERR_.*forget$/)]);
  });

  test('is forgotten when somebody signs in whose account objects', async ({ shop, visit }) => {
    const { page, press } = await visit(phone);
    const asked = await answerForgetting(page, [204]);
    await becomeMember(shop, 'objecting@example.com');
    await page.route(`**${apiPaths.accountSignIn}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), objectsToAnalytics: true } });
    });
    await page.goto(paths.terms);
    const session = await numberIn(page);
    await page.goto(paths.accountSignIn);
    await page.getByLabel('E-mail').fill('objecting@example.com');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await press(page.getByRole('button', { name: 'Sign in' }));
    await page.waitForURL((address) => address.pathname === paths.account);
    await expect.poll(() => asked).toEqual([{ session }]);
    expect(await page.evaluate(() => sessionStorage.getItem('lg_sid'))).toBeNull();
  });
});

test('a browser that sends Global Privacy Control has objected already', async ({ visit }) => {
  const visitor = await visit(phone);
  await visitor.context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  await visitor.page.goto(paths.privacy);
  await shows(panelOf(visitor.page).getByText(/^Your browser sends Global Privacy Control\./));
  expect(await switchOf(visitor.page).isChecked()).toBe(true);
  expect(await switchOf(visitor.page).isDisabled()).toBe(true);
  expect(await stored(visitor.page)).toEqual({ local: [], session: [] });
  await visitor.picture('6 with Global Privacy Control');
});

test('without JavaScript the page names the four keys and how to clear them', async ({ visit }) => {
  const visitor = await visit(phone, { javaScriptEnabled: false });
  await visitor.page.goto(paths.privacy);
  await shows(panelOf(visitor.page).getByText(/four keys are all that the shop may keep/));
  await shows(panelOf(visitor.page).getByText(/Clear Site Data/));
  for (const key of ['luxevault_cart', 'lg_session', 'lg_sid', 'lg_currency']) {
    await shows(rowOf(visitor.page, key).getByRole('code'));
  }
  expect(await panelOf(visitor.page).getByRole('button').count()).toBe(0);
  await visitor.picture('7 without JavaScript');
});

/** Answers the wish to be forgotten with each of these in turn, the last one ever after; gives what was asked. */
async function answerForgetting(page: Page, answers: readonly (number | 'cut')[]): Promise<unknown[]> {
  const asked: unknown[] = [];
  await page.route(`**${apiPaths.pageViewsForget}`, (route) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(route.request().postDataJSON());
    return typeof answer === 'number' ? route.fulfill({ status: answer }) : route.abort('connectionreset');
  });
  return asked;
}

async function numberIn(page: Page): Promise<string | undefined> {
  return readVisit(await page.evaluate(() => sessionStorage.getItem('lg_sid')))?.session;
}

function forgetOf(page: Page): Locator {
  return panelOf(page).getByRole('button', { name: 'Forget this visit' });
}

function panelOf(page: Page): Locator {
  return page.getByRole('complementary', { name: 'On this device' });
}

function rowOf(page: Page, name: string): Locator {
  return panelOf(page).locator(`[data-part="${name}"]`);
}

function heldIn(page: Page, key: StorageKey): Locator {
  return rowOf(page, key).locator('[data-part="value"]');
}

async function valuesOf(page: Page): Promise<Record<StorageKey, string>> {
  return {
    luxevault_cart: await heldIn(page, 'luxevault_cart').innerText(),
    lg_session: await heldIn(page, 'lg_session').innerText(),
    lg_sid: await heldIn(page, 'lg_sid').innerText(),
    lg_currency: await heldIn(page, 'lg_currency').innerText(),
  };
}

/** By whatever it says at the moment: "Clear luxevault_cart", "Press again to clear luxevault_cart". */
function clearOf(page: Page, key: StorageKey): Locator {
  return panelOf(page).getByRole('button', { name: new RegExp(`^(Clear|Press again to clear) ${key}$`) });
}

function strangerOf(page: Page, kind: string, name: string): Locator {
  return rowOf(page, kind)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });
}

function switchOf(page: Page): Locator {
  return panelOf(page).getByRole('checkbox', { name: 'I object to analytics' });
}

/** What the stores hold in truth, whatever the panel says. */
function stored(page: Page): Promise<{ local: string[]; session: string[] }> {
  return page.evaluate(() => ({
    local: Object.keys(localStorage).sort(),
    session: Object.keys(sessionStorage).sort(),
  }));
}

/** What an extension, an older shop or a mistake of ours could leave behind. */
function intrude(page: Page): Promise<void> {
  return page.evaluate(async () => {
    localStorage.setItem('_ga', 'GA1.1');
    sessionStorage.setItem('lg_currency', 'EUR');
    await cookieStore.set('seen', '1');
    await cookieStore.set({ name: 'deep', value: '1', path: '/privacy/' });
    await caches.open('pages');
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('stranger');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  });
}

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}

/** As a person does who has no mouse. Bounded: a control that cannot be reached fails. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate(isFocused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not reach it.');
}
