import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { test as base } from 'vitest';
import { storageKeys } from '../../src/policy/storage-keys.ts';
import { findBarriers } from '../accessibility/find-barriers.ts';
import { closeOrLeaveBehind } from '../local/close-or-leave-behind.ts';
import { requireHeadlessChromium } from '../local/install-chromium.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { sessionCookie } from '../stand-ins/access/start.ts';

/** Every journey is made at both sizes: with a finger, and with a mouse. */
export const sizes = [
  { name: 'a phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { name: 'a desktop', viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
] as const;

export interface Size {
  readonly name: (typeof sizes)[number]['name'];
  readonly viewport: { readonly width: number; readonly height: number };
  readonly hasTouch: boolean;
  readonly isMobile: boolean;
}

export interface VisitOptions {
  readonly javaScriptEnabled?: boolean;
}

/** One person's browser: its own storage, and a record of everything in it that went wrong. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly size: Size;
  /** Another tab of the same browser. */
  openTab(): Promise<Page>;
  /** Taps on a phone, clicks on a desktop. */
  press(target: Locator): Promise<void>;
  /**
   * A state that is worth a look: what stands in anybody's way there is a trouble. People who set SCREENSHOTS get the
   * page as it now looks, in test/screenshots/, which git ignores.
   */
  picture(name: string, page?: Page): Promise<void>;
  /**
   * What went wrong since the last call, in order: console errors, errors of the page's scripts, the shop's answers of
   * 400 and above, requests that failed or went elsewhere. What no test takes fails it at the end.
   */
  takeTroubles(): string[];
}

/** Long enough for two cores that are busy with other work; what has not come by then does not come. */
const patienceMilliseconds = 45_000;
/** States of this file's journeys in which axe has looked. */
const lookedAt = new Set<string>();
const picturesFolder = 'test/screenshots';
const browserFlags = [
  '--no-sandbox',
  // There is no graphics card, and a program that plays one takes a third of the time.
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** A journey's test: `shop` is this file's own, `visit` opens a person's browser that is looked after and closed. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted.
  .extend('shop', { scope: 'file' }, async ({}, { onCleanup }): Promise<LocalShop> => {
    const shop = await launchShop();
    onCleanup(() => closeOrLeaveBehind('the shop', shop.close));
    return shop;
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.launch({
      executablePath: requireHeadlessChromium(),
      args: browserFlags,
      // A test run that is ended ends at once, and takes the browser with it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    onCleanup(() => closeOrLeaveBehind('the browser', () => browser.close()));
    return browser;
  })
  .extend('visit', async ({ shop, browser, task }, { onCleanup }) => {
    const visitors: LookedAfter[] = [];
    const journey = task.file.name.replace(/^.*\/|\.test\.ts$/g, '');
    onCleanup(async () => {
      if (task.result?.state === 'fail')
        await Promise.all(
          visitors.map(({ visitor }, place) => lastLook(visitor, `${journey}, failed, person ${place + 1}`)),
        );
      const troubles = await Promise.all(visitors.map((visitor) => visitor.leave()));
      if (troubles.flat().length > 0) throw new Error(`Went wrong on the way:\n${troubles.flat().join('\n')}`);
    });
    return async (size: Size, options: VisitOptions = {}): Promise<Visitor> => {
      const opened = await openVisitor(shop, browser, { size, journey, options });
      visitors.push(opened);
      return opened.visitor;
    };
  });

interface LookedAfter {
  readonly visitor: Visitor;
  /** Closes the browser; answers what went wrong and was not taken. */
  leave(): Promise<string[]>;
}

async function openVisitor(
  shop: LocalShop,
  browser: Browser,
  { size, journey, options }: { readonly size: Size; readonly journey: string; readonly options: VisitOptions },
): Promise<LookedAfter> {
  const { name: _spoken, ...screen } = size;
  const { javaScriptEnabled = true } = options;
  const context = await browser.newContext({ ...screen, ...options, baseURL: shop.url, locale: 'en-GB' });
  context.setDefaultTimeout(patienceMilliseconds);
  const troubles = listen(context, shop);
  const page = await context.newPage();
  const visitor: Visitor = {
    page,
    context,
    size,
    openTab: () => context.newPage(),
    press: (target) => (size.hasTouch ? target.tap() : target.click()),
    async picture(name, shown = page) {
      // A state that was looked at on a phone is the same on a desktop.
      const state = `${journey}, ${name}`;
      if (isOurs(shown, shop) && javaScriptEnabled && !lookedAt.has(state)) {
        lookedAt.add(state);
        const barriers = await findBarriers(shown);
        troubles.push(...barriers.map((barrier) => `in anybody's way, ${name}: ${barrier}`));
      }
      if (process.env.SCREENSHOTS) await take(shown, `${journey}, on ${size.name}, ${name}`);
    },
    takeTroubles: () => troubles.splice(0),
  };
  return {
    visitor,
    async leave() {
      const kept = await findUndeclaredStorage(context, shop);
      await closeOrLeaveBehind('a person’s browser', () => context.close());
      return [...troubles, ...kept];
    },
  };
}

function isOurs(page: Page, shop: LocalShop): boolean {
  return page.url().startsWith(shop.url) || page.url().startsWith(shop.access.url);
}

/** Each trouble is written once: Chromium's console repeats what is known from the answer or the failed request. */
function listen(context: BrowserContext, shop: LocalShop): string[] {
  const troubles: string[] = [];
  const known = new Set([shop.url, shop.stripe.url, shop.mailbox.url, shop.access.url]);
  /** An address of the shop without its origin, which the desk sees through the staff's sign-in. */
  const place = (address: string) => {
    const origin = [shop.url, shop.access.url].find((ours) => address.startsWith(ours));
    return origin ? address.slice(origin.length) : address;
  };
  context.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource:')) return;
    troubles.push(`console: ${message.text()} (${place(message.location().url)})`);
  });
  context.on('weberror', (webError) => {
    const { message } = webError.error();
    // On a slow machine Chromium itself breaks a page's transition off, says so, and shows the page without it.
    if (message.endsWith('Page already revealed')) return;
    troubles.push(`script: ${message} (${place(webError.page()?.url() ?? '')})`);
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !known.has(origin)) troubles.push(`elsewhere: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const words = request.failure()?.errorText ?? '';
    // A page that is left gives up what it was still asking for.
    if (words !== 'net::ERR_ABORTED') troubles.push(`${words}: ${request.method()} ${place(request.url())}`);
  });
  context.on('response', (response) => {
    // Stripe's own page may answer 402 to a card; what the shop answers is ours.
    const ours = response.url().startsWith(shop.url) || response.url().startsWith(shop.access.url);
    if (response.status() < 400 || !ours) return;
    troubles.push(`${response.status()}: ${response.request().method()} ${place(response.url())}`);
  });
  return troubles;
}

/**
 * The policy's promise, held at the end of every journey: no cookie, and no key that it does not name. The staff's
 * sign-in keeps its session on its own address, and shows the shop's pages there: they keep no more there than here.
 */
async function findUndeclaredStorage(context: BrowserContext, shop: LocalShop): Promise<string[]> {
  const { cookies, origins } = await context.storageState({ indexedDB: true });
  const kept = origins.filter(({ origin }) => origin === shop.url || origin === shop.access.url);
  const ofTheSignIn = ({ name, domain }: (typeof cookies)[number]) =>
    name === sessionCookie && domain === new URL(shop.access.url).hostname;
  const keys = kept.flatMap(({ localStorage }) => localStorage.map(({ name }) => name));
  const databases = kept.flatMap((origin) => ('indexedDB' in origin ? [origin.indexedDB].flat() : []));
  return [
    ...cookies.filter((cookie) => !ofTheSignIn(cookie)).map(({ name }) => `a cookie: ${name}`),
    ...keys.filter((key) => !Object.hasOwn(storageKeys, key)).map((key) => `a key in localStorage: ${key}`),
    ...databases.map((database) => `an IndexedDB: ${JSON.stringify(database)}`),
  ];
}

/** However the tests were started: who looks for what went wrong wants to see it. */
async function lastLook({ context }: Visitor, name: string): Promise<void> {
  await Promise.all(context.pages().map((page, place) => take(page, `${name}, tab ${place + 1}`)));
}

async function take(page: Page, name: string): Promise<void> {
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({
    path: join(picturesFolder, `${name.replaceAll(/[^\w]+/g, '-')}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}
