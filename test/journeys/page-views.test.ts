import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Tab, until } from './real-browser.ts';
import { aSecond, nothingComes, sidIn, test } from './visits.ts';

/**
 * Visits as people make them, in a browser that is told nothing: what the shop hears of each. Time is a second's
 * matter here, because that is what is promised of it.
 */

const halfAnHour = 30 * 60_000;
const fourHours = 4 * 60 * 60_000;
const sidForm = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.\d{13}\.\d{13}$/;

describe('a visit', () => {
  test('is told as it is read, left for another tab, come back to, and left for another page', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(`${url}${paths.terms}?utm_source=letter#delivery`);
    await until(() => messages.length === 1);
    const [opened] = messages;
    expect(opened).toMatchObject({ path: paths.terms, referrer: '', search: '?utm_source=letter', ms: 0 });
    const started = await tab.run<number>('performance.now()');
    await wait(2 * aSecond);
    const other = await person.openTab(url + paths.contact);
    await until(() => messages.length === 3);
    const [, hidden, elsewhere] = messages;
    expect(hidden).toMatchObject({ ...opened, ms: expect.any(Number) });
    expect(Math.abs((hidden?.ms ?? 0) - 2 * aSecond)).toBeLessThan(aSecond);
    expect(elsewhere).toMatchObject({ path: paths.contact, ms: 0 });
    expect(elsewhere?.session).not.toBe(opened?.session);

    await wait(2 * aSecond);
    await tab.look();
    await until(() => messages.length === 4);
    const back = await tab.run<number>('performance.now()');
    await wait(3 * aSecond);
    const left = await tab.run<number>('performance.now()');
    await tab.goTo(url + paths.delivery);
    await until(() => messages.length === 6);
    const [, , , , leaving, next] = messages;
    expect(leaving).toMatchObject({ view: opened?.view, session: opened?.session });
    expect(Math.abs((leaving?.ms ?? 0) - (hidden?.ms ?? 0) - (left - back))).toBeLessThan(aSecond);
    expect((leaving?.ms ?? 0) + 2 * aSecond).toBeLessThan(left - started + aSecond);
    expect(next).toMatchObject({ session: opened?.session, path: paths.delivery, search: '', ms: 0 });
    expect(next?.view).not.toBe(opened?.view);

    await wait(aSecond);
    await tab.close();
    await until(() => messages.length === 7);
    expect(messages[6]).toMatchObject({ view: next?.view });
    expect(Math.abs((messages[6]?.ms ?? 0) - aSecond)).toBeLessThan(aSecond);
    await nothingComes(other);
    expect(messages.filter(({ view }) => view === opened?.view).map(({ ms }) => ms)).toEqual([
      0,
      hidden?.ms,
      leaving?.ms,
    ]);
    await other.close();
  });

  test('that comes from a page of ours or from elsewhere names it, cut to what is needed', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(`${url}${paths.terms}?${'x'.repeat(600)}`);
    await until(() => messages.length === 1);
    await tab.run(`location.href = '${paths.contact}'`);
    await until(() => messages.length === 3);
    expect(messages[0]?.search).toHaveLength(500);
    expect(messages[2]).toMatchObject({
      path: paths.contact,
      referrer: expect.stringContaining(`${url}${paths.terms}?`),
    });
    expect(messages[2]?.referrer).toHaveLength(500);
    await tab.close();
  });

  test('has no time in it while another window has the focus, and is not told of for that', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    const focus = (has: boolean) =>
      `document.hasFocus = () => ${has}; dispatchEvent(new Event('${has ? 'focus' : 'blur'}')); performance.now()`;
    const blurred = await tab.run<number>(focus(false));
    await wait(2 * aSecond);
    await tab.run(focus(true));
    await wait(aSecond);
    await tab.run(focus(false));
    await wait(aSecond);
    await nothingComes(tab);
    expect(messages).toHaveLength(1);
    await tab.close();
    await until(() => messages.length === 2);
    expect(messages[1]?.ms).toBeGreaterThan(aSecond);
    expect(messages[1]?.ms).toBeLessThan(aSecond + blurred + aSecond / 2);
  });

  test('begins when a tab that was opened in the background is looked at: not before, and not never', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const front = await person.openTab('about:blank');
    const tab = await person.openTab(url + paths.terms, { background: true });
    await wait(2 * aSecond);
    await nothingComes(tab);
    expect(messages).toEqual([]);
    expect(await sidIn(tab)).toBeNull();
    await tab.look();
    await until(() => messages.length === 1);
    expect(messages[0]).toMatchObject({ path: paths.terms, ms: 0 });
    await tab.close();
    await until(() => messages.length === 2);
    expect(messages[1]?.ms).toBeLessThan(2 * aSecond);
    await front.close();
  });

  test('begins when a page that was rendered ahead is looked at', async ({ recorder, person }) => {
    const { messages, askedAhead, url } = recorder;
    const tab = await person.openTab('about:blank');
    // The shop's own policy lets no page render another ahead; a browser may by itself.
    await tab.send('Page.setBypassCSP', { enabled: true });
    await tab.goTo(url + paths.terms);
    await until(() => messages.length === 1);
    const rules = JSON.stringify({ prerender: [{ urls: [paths.contact], eagerness: 'immediate' }] });
    await tab.run(
      `const rules = document.createElement('script'); rules.type = 'speculationrules'; rules.textContent = '${rules}'; document.head.append(rules)`,
    );
    await until(() => askedAhead.includes(paths.contact));
    await wait(2 * aSecond);
    expect(messages).toHaveLength(1);
    await tab.run(`location.href = '${paths.contact}'`);
    await until(() => messages.length === 3);
    expect(await tab.run<number>(`performance.getEntriesByType('navigation')[0].activationStart`)).toBeGreaterThan(
      aSecond,
    );
    expect(messages.filter(({ path }) => path === paths.contact)).toEqual([
      expect.objectContaining({ ms: 0, session: messages[0]?.session }),
    ]);
    await tab.close();
    await until(() => messages.length === 4);
    expect(messages[3]?.ms).toBeLessThan(2 * aSecond);
  });

  test('of a page that the browser kept and brings back is another one', async ({ recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    await tab.run('window.isKept = true');
    await tab.goTo(url + paths.contact);
    await until(() => messages.length === 3);
    await wait(aSecond);
    await tab.run('history.back()');
    await until(() => messages.length === 5);
    expect(await tab.run<boolean>('window.isKept')).toBe(true);
    const ofTerms = messages.filter(({ path }) => path === paths.terms);
    expect(ofTerms.map(({ ms }) => ms)).toEqual([0, expect.any(Number), 0]);
    expect(ofTerms[0]?.view).toBe(ofTerms[1]?.view);
    expect(ofTerms[2]?.view).not.toBe(ofTerms[0]?.view);
    expect(new Set(messages.map(({ session }) => session)).size).toBe(1);
    await tab.close();
    await until(() => messages.length === 6);
    expect(messages[5]).toMatchObject({ view: ofTerms[2]?.view });
    expect(messages[5]?.ms).toBeLessThan(2 * aSecond);
  });

  test('is told once the network is there again, and once the browser takes it', async ({ recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    const other = await person.openTab(`${url}/robots.txt`);
    await until(() => messages.length === 2);
    recorder.isThere(false);
    await tab.look();
    await wait(aSecond);
    await other.look();
    await wait(aSecond);
    expect(messages).toHaveLength(2);
    recorder.isThere(true);
    await tab.run('window.taking = navigator.sendBeacon; navigator.sendBeacon = () => false');
    await tab.look();
    await wait(aSecond);
    await other.look();
    await wait(aSecond);
    expect(messages).toHaveLength(2);
    await tab.run('navigator.sendBeacon = window.taking');
    await tab.look();
    await other.look();
    // What was not taken may go at once, when the page hears of its focus before it is shown.
    await until(() => messages.length >= 3);
    await nothingComes(other);
    expect(Math.abs((messages.at(-1)?.ms ?? 0) - (messages[1]?.ms ?? 0) - 2 * aSecond)).toBeLessThan(aSecond);
    expect(new Set(messages.map(({ ms }) => ms)).size).toBe(messages.length);
    await tab.close();
    await other.close();
  });
});

describe('the number of a visit', () => {
  test('[storage.lg_sid] [collect.session-identifiers] is a random one in sessionStorage alone, and is gone when the tab is closed', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    expect(await sidIn(tab)).toMatch(sidForm);
    expect((await sidIn(tab))?.split('.')[0]).toBe(messages[0]?.session);
    expect(await tab.run<string[]>('Object.keys(sessionStorage)')).toEqual(['lg_sid']);
    expect(await tab.run<string[]>('Object.keys(localStorage)')).toEqual([]);
    expect(await tab.send('Network.getCookies')).toEqual({ cookies: [] });
    await tab.goTo(url + paths.contact);
    await until(() => messages.length === 3);
    expect(messages[2]?.session).toBe(messages[0]?.session);
    await tab.close();
    await until(() => messages.length === 4);
    const later = await person.openTab(`${url}/robots.txt`);
    expect(await later.run<string[]>('[...Object.keys(sessionStorage), ...Object.keys(localStorage)]')).toEqual([]);
    await later.goTo(url + paths.terms);
    await until(() => messages.length === 5);
    expect(messages[4]?.session).not.toBe(messages[0]?.session);
  });

  test('is each tab’s own, and a copy’s is the one that was copied', async ({ recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    await person.openTab(url + paths.terms);
    await until(() => messages.length === 3);
    await tab.look();
    await until(() => messages.length === 4);
    await tab.run(`void open('${paths.contact}?copied')`);
    const copy = await person.findTab('?copied');
    await until(() => messages.length === 6);
    const [first, , second] = messages;
    const copied = messages.find(({ search }) => search === '?copied');
    expect(second?.session).not.toBe(first?.session);
    expect(copied).toMatchObject({ session: first?.session, ms: 0 });
    expect(new Set([first?.view, second?.view, copied?.view]).size).toBe(3);
    expect((await sidIn(copy))?.split('.')[0]).toBe(first?.session);
  });

  test('goes on in a tab that the browser opens again, unless four hours are over', async ({ recorder, person }) => {
    const { messages, url } = recorder;
    await person.openTab(`${url}${paths.terms}?restored`);
    // A browser that ends may take its last messages with it.
    const opened = () => messages.filter(({ ms }) => ms === 0);
    await until(() => opened().length === 1);
    await person.restart();
    const again = await person.findTab('?restored');
    await until(() => opened().length === 2);
    await age(again, { started: fourHours });
    await person.restart();
    const over = await person.findTab('?restored');
    await until(() => opened().length === 3);
    const [first, second, third] = opened();
    expect(second).toMatchObject({ session: first?.session, search: '?restored' });
    expect(second?.view).not.toBe(first?.view);
    expect(third).toMatchObject({ search: '?restored' });
    expect(third?.session).not.toBe(first?.session);
    expect(await sidIn(over)).toMatch(sidForm);
    expect((await sidIn(over))?.split('.')[0]).toBe(third?.session);
  });

  test.for([
    ['half an hour without a sign', { last: halfAnHour }],
    ['a clock that was set back', { last: -fourHours }],
    ['four hours in all', { started: fourHours }],
  ] as const)('ends with %s, and so does its view', async ([, since], { recorder, person }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    await person.openTab('about:blank');
    await until(() => messages.length === 2);
    await age(tab, since);
    await tab.look();
    await until(() => messages.length === 3);
    expect(messages[2]).toMatchObject({ path: paths.terms, ms: 0 });
    expect(messages[2]?.session).not.toBe(messages[0]?.session);
    expect(messages[2]?.view).not.toBe(messages[0]?.view);
  });

  test('that is cleared or forgotten takes the view with it, until there is another page', async ({
    recorder,
    person,
  }) => {
    const { messages, url } = recorder;
    const tab = await person.openTab(url + paths.terms);
    await until(() => messages.length === 1);
    await tab.run('sessionStorage.clear()');
    const other = await person.openTab('about:blank');
    await tab.look();
    await other.look();
    await tab.look();
    await nothingComes(tab);
    expect(messages).toHaveLength(1);
    expect(await sidIn(tab)).toBeNull();
    await tab.goTo(url + paths.contact);
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ path: paths.contact, ms: 0 });
    expect(messages[1]?.session).not.toBe(messages[0]?.session);
    await tab.run('history.back()');
    await until(() => messages.length === 4);
    const again = messages.slice(2).find(({ path }) => path === paths.terms);
    expect(again).toMatchObject({ ms: 0, session: messages[1]?.session });
  });
});

/** As if so many milliseconds had passed since then. */
async function age(tab: Tab, { started = 0, last = 0 }: { readonly started?: number; readonly last?: number }) {
  const [id, began, used] = (await sidIn(tab))?.split('.') ?? [];
  await tab.run(`sessionStorage.setItem('lg_sid', '${id}.${Number(began) - started}.${Number(used) - last}')`);
}
