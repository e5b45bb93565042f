import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { type RealBrowser, until } from './real-browser.ts';
import type { Recorder } from './record-page-views.ts';
import { nothingComes, sidIn, test } from './visits.ts';

/** Whoever objects, in whatever way, is not counted: not with a zero, not without a number, not at all. */

describe('the shop is asked nothing, and no number is kept', () => {
  const objectsInTab = `if (location.protocol === 'http:') sessionStorage.setItem('lg_sid', 'objected')`;
  const objectsInAccount = `if (location.protocol === 'http:') localStorage.setItem('lg_session', '${'k'.repeat(43)}.objected')`;
  const has = (name: string, value: string) =>
    `void Object.defineProperty(Navigator.prototype, '${name}', { get: () => ${value} })`;

  test.for([
    ['with Global Privacy Control', has('globalPrivacyControl', 'true'), null],
    ['with Do Not Track', has('doNotTrack', "'1'"), null],
    ['after an objection', objectsInTab, 'objected'],
    ['while signed in to an account that objects', objectsInAccount, null],
  ] as const)('%s', async ([, script, kept], { recorder, person }) => {
    await visitsSilently(person, recorder, script, kept);
  });

  test.for([
    ['is blocked', `throw new DOMException('', 'SecurityError')`],
    ['keeps nothing', `return Object.freeze(Object.create(null))`],
  ])('where storage %s', async ([, act], { recorder, person }) => {
    const script = `for (const store of ['sessionStorage', 'localStorage']) Object.defineProperty(window, store, { get() { ${act} } })`;
    await visitsSilently(person, recorder, script, undefined);
  });

  test.for([
    ['Global Privacy Control', has('globalPrivacyControl', 'true'), null],
    ['an objection', objectsInTab, 'objected'],
    ['an account that objects', objectsInAccount, null],
  ] as const)('from the moment of %s on, on a page that was counted', async ([, act, kept], { recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    await tab.run(act);
    const other = await person.openTab('about:blank');
    await tab.look();
    await nothingComes(tab);
    expect(await sidIn(tab)).toBe(kept);
    await tab.close();
    await nothingComes(await person.openTab(`${url}/robots.txt`));
    expect(messages).toHaveLength(1);
    await other.close();
  });

  test('on pages that are one person’s, or the staff’s', async ({ recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab('about:blank');
    const silent = [
      paths.order(),
      paths.account,
      paths.accountSignIn,
      paths.checkoutCancelled(),
      paths.checkoutReview,
      paths.preferences(),
      paths.privacyRequest,
      paths.privacyRequestStatus(),
      paths.withdrawal(),
      '/nothing/is/here/',
    ];
    for (const path of silent) await tab.goTo(url + path);
    await nothingComes(tab);
    expect(messages).toEqual([]);
    expect(await sidIn(tab)).toBeNull();
  });
});

test('the beacon stands last in every page that is counted, and in no other', () => {
  const ofNobody =
    /^(\/\w\w)?\/(404\.html|(account|back-in-stock|checkout|order|preferences|privacy\/request|staff|withdrawal)\/)/;
  const pages = readBuiltPages();
  expect(pages.length).toBeGreaterThan(20);
  for (const { route, html } of pages) {
    const isLast =
      /<script type="module">(?:(?!<script).)*sendBeacon(?:(?!<script).)*<\/script><\/body><\/html>\s*$/s.test(html);
    expect([route, isLast]).toEqual([route, !ofNobody.test(route)]);
    expect([route, html.split('sendBeacon').length - 1]).toEqual([route, isLast ? 1 : 0]);
  }
});

async function visitsSilently(
  person: RealBrowser,
  { messages, url }: Recorder,
  script: string,
  kept: string | null | undefined,
): Promise<void> {
  const tab = await person.openTab('about:blank');
  await tab.send('Page.enable');
  await tab.send('Page.addScriptToEvaluateOnNewDocument', { source: script });
  await tab.goTo(url + paths.terms);
  const other = await person.openTab('about:blank');
  await tab.look();
  await tab.goTo(url + paths.contact);
  await tab.run('history.back()');
  await until(() => tab.run<boolean>(`location.pathname === '${paths.terms}'`).catch(() => false));
  await nothingComes(tab);
  if (kept !== undefined) expect(await sidIn(tab)).toBe(kept);
  await tab.close();
  // The recorder hears: who does not object is counted.
  await other.goTo(`${url}/robots.txt`);
  await other.run('localStorage.clear()');
  await other.goTo(url + paths.delivery);
  await until(() => messages.length > 0);
  expect(messages.map(({ path }) => path)).toEqual([paths.delivery]);
}
