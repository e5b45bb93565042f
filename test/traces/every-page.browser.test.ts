import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type StorageKey, storageKeys, storeOfKey } from '../../src/policy/storage-keys.ts';
import { becomeMember, goodPassword } from '../accounts/person.ts';
import { sizes, test, type Visitor } from '../journeys/browser.ts';
import {
  addPiece,
  bagLink,
  goToPayment,
  oneMailComes,
  openBag,
  pay,
  payButton,
  putInStock,
  seesPaidOrder,
  shows,
} from '../journeys/buying.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { register } from '../promises/register.ts';
import { type BuiltPage, inEnglish, readBuiltPages } from '../security/built-pages.ts';
import { judgeTraces, missedRoutes } from './judge-traces.ts';
import { type Recorder, recordBrowser } from './record-browser.ts';
import type { Trace } from './trace.ts';

/**
 * Every page of the build, in every state that a shop and its shopper can be in, in Chromium: what is left in the
 * browser and whom the pages ask. A page that is added is visited; a key that is added is found.
 */

const everyPage = readBuiltPages();
/** Each state is looked at on each of these, and the first visit is to every page in every language. */
const pages = inEnglish(everyPage);
const [, desktop] = sizes;
const sku = 'AUR-YG-52';
const slug = 'aurore-solitaire';

/** Declared, and written by nothing until the issue that the register names. */
const notYet = (Object.keys(storageKeys) as StorageKey[]).filter((key) => {
  const entry = register[`storage.${key}`];
  return entry !== undefined && 'comesWith' in entry;
});

/** Of all tours, for the last word. */
const everything: Trace[] = [];
const tours = new Map<string, number>();

class Tour {
  readonly #shop: LocalShop;
  readonly #visitor: Visitor;
  readonly #recorder: Recorder;
  readonly #state: string;
  readonly #visited = new Set<string>();

  private constructor(shop: LocalShop, visitor: Visitor, recorder: Recorder, state: string) {
    this.#shop = shop;
    this.#visitor = visitor;
    this.#recorder = recorder;
    this.#state = state;
  }

  /** Begins to record before the first page, so that the way into the state is seen too. */
  static async begin(shop: LocalShop, visitor: Visitor, state: string): Promise<Tour> {
    const recorder = await recordBrowser(visitor.context, visitor.page, originsOf(shop));
    recorder.goTo(`the way to it, ${state}`);
    return new Tour(shop, visitor, recorder, state);
  }

  /** Visits every page; one counts when what came is the file that was built. */
  async everyPage(among: readonly BuiltPage[] = pages): Promise<void> {
    const { page } = this.#visitor;
    for (const { route, html } of among) {
      this.#recorder.goTo(`${route}, ${this.#state}`);
      const response = await page.goto(route.replace('404.html', 'nothing/is/here/'));
      if ((await response?.text()) === html) this.#visited.add(route);
      await this.#recorder.look();
    }
    await page.waitForLoadState('networkidle');
    await this.#recorder.look();
  }

  /** What the state may keep, by now; and nothing else was kept, and nobody else asked. */
  ends(expectedKeys: readonly StorageKey[], among: readonly BuiltPage[] = pages): void {
    const { traces } = this.#recorder;
    everything.push(...traces);
    tours.set(this.#state, this.#visited.size);
    expect(
      missedRoutes(
        this.#state,
        this.#visited,
        among.map(({ route }) => route),
      ),
    ).toEqual([]);
    const declared = { keys: storageKeys, notYet: notYet.filter((key) => !expectedKeys.includes(key)) };
    expect(judgeTraces(traces, declared, originsOf(this.#shop))).toEqual([]);
    expect(keysOf(traces)).toEqual([...expectedKeys].sort());
  }
}

function originsOf(shop: LocalShop) {
  return { shop: shop.url, elsewhere: [shop.stripe.url, shop.mailbox.url, shop.access.url] };
}

function keysOf(traces: readonly Trace[]): readonly string[] {
  return [...new Set(traces.flatMap((trace) => (trace.kind === 'key' ? [trace.key] : [])))].sort();
}

/** What is right: 404 of the page that stands for what is not there, 401 of the desk, where nobody is signed in. */
const refusals = /^404: GET (\/\w\w)?\/nothing\/is\/here\/$|^401: GET \/api\/staff\/me$/;

function takeRefusals({ takeTroubles }: Visitor): void {
  expect(takeTroubles().filter((trouble) => !refusals.test(trouble))).toEqual([]);
}

async function fillBag(visitor: Visitor, shop: LocalShop): Promise<void> {
  await putInStock(shop, sku, 5);
  await addPiece(visitor, slug, ['52']);
}

async function beginToPay(visitor: Visitor, shop: LocalShop): Promise<void> {
  await fillBag(visitor, shop);
  await openBag(visitor);
  await goToPayment(visitor, shop);
}

describe('[storage.no-cookies] [storage.no-trackers] [storage.luxevault_cart] [storage.lg_currency] [storage.lg_sid] on every page', () => {
  test('a first visit leaves the number of the visit, and nothing beside it', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'on a first visit');
    await tour.everyPage(everyPage);
    takeRefusals(visitor);
    tour.ends(['lg_sid'], everyPage);
  });

  test('a bag is kept, and nothing beside it', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'with a bag');
    await fillBag(visitor, shop);
    await openBag(visitor);
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('another currency is kept, and nothing beside it', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'in yen');
    await visitor.page.goto(paths.home);
    await visitor.page.getByLabel('Currency').selectOption('JPY');
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['lg_currency', 'lg_sid']);
  });

  test('a checkout that began keeps no more than its bag and the visit', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'while a payment page is open');
    await beginToPay(visitor, shop);
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('a payment that was left keeps no more than its bag and the visit', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'after leaving the payment');
    await beginToPay(visitor, shop);
    await visitor.press(visitor.page.getByRole('link', { name: 'Back to LIEN' }));
    await shows(visitor.page.getByRole('heading', { name: 'You left the payment' }));
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('a paid order, opened again and from the letter, keeps no more than the bag', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const { page } = visitor;
    const tour = await Tour.begin(shop, visitor, 'after paying');
    await beginToPay(visitor, shop);
    await pay(visitor, { email: 'traces@example.com' });
    const number = await seesPaidOrder(page);
    await page.reload();
    expect(await seesPaidOrder(page)).toBe(number);
    await openFromTheLetter(visitor, shop, number);
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('sold out keeps no more than the bag', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const tour = await Tour.begin(shop, visitor, 'while everything is sold out');
    await fillBag(visitor, shop);
    await whileNothingIsLeft(shop, () => tour.everyPage());
    takeRefusals(visitor);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('without its API the shop keeps no more than the bag, and asks nobody else', async ({ shop, visit }) => {
    const visitor = await visit(desktop);
    const { page, takeTroubles } = visitor;
    const tour = await Tour.begin(shop, visitor, 'while the API is away');
    await fillBag(visitor, shop);
    await openBag(visitor);
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await visitor.press(payButton(page));
    await tour.everyPage();
    expect(takeTroubles().filter((trouble) => !/ERR_CONNECTION_REFUSED|nothing\/is\/here/.test(trouble))).toEqual([]);
    tour.ends(['luxevault_cart', 'lg_sid']);
  });

  test('a bag in pieces, orders that are not ours and a refused payment leave no more either', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(desktop);
    const { page, takeTroubles } = visitor;
    const tour = await Tour.begin(shop, visitor, 'with a bag in pieces');
    await beginToPay(visitor, shop);
    await pay(visitor, { email: 'refused@example.com', card: '4000 0000 0000 0002' });
    await shows(page.getByText(/declined/).first());
    await page.goto(paths.order('LG-FAKE-LINK.of-somebody-else'));
    await page.waitForLoadState('networkidle');
    await page.goto(paths.checkoutCancelled('LG-FAKE-LINK.of-somebody-else'));
    await page.waitForLoadState('networkidle');
    for (const link of ['consent.of-somebody-else', 'confirm.wish.of-somebody-else']) {
      await page.goto('about:blank');
      await page.goto(paths.preferences(link));
      await page.waitForLoadState('networkidle');
    }
    await page.evaluate(
      `localStorage.setItem('luxevault_cart', '{"version":'); localStorage.setItem('lg_currency', 'XTS')`,
    );
    await tour.everyPage();
    expect(takeTroubles().filter((trouble) => !/^4(02|04|10): |402/.test(trouble) && !refusals.test(trouble))).toEqual(
      [],
    );
    tour.ends(['lg_currency', 'lg_sid', 'luxevault_cart']);
  });

  test('an objection to analytics is kept in the place of the identifier, and never another word', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(desktop);
    const { page, press } = visitor;
    const tour = await Tour.begin(shop, visitor, 'after objecting');
    await page.goto(paths.privacy);
    await press(page.getByText('I object to analytics'));
    await tour.everyPage();
    takeRefusals(visitor);
    expect(await keptIn(page, 'lg_sid')).toBe('objected');
    tour.ends(['lg_sid']);
  });

  test('[storage.lg_session] whoever is signed in keeps the session, and nothing beside it; signing out takes it away', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(desktop);
    const { page, press } = visitor;
    const tour = await Tour.begin(shop, visitor, 'while signed in');
    await becomeMember(shop, 'traces-member@example.com');
    await page.goto(paths.accountSignIn);
    await page.getByLabel('E-mail').fill('traces-member@example.com');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await press(page.getByRole('button', { name: 'Sign in' }));
    await page.waitForURL((address) => address.pathname === paths.account);
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends(['lg_session', 'lg_sid']);
    await page.goto(paths.account);
    await press(page.getByRole('button', { name: 'Sign out', exact: true }));
    await shows(page.getByRole('heading', { name: 'Sign in' }));
    expect(await keptIn(page, 'lg_session')).toBeNull();
  });

  test('without JavaScript nothing is kept, from the piece to the paid order', async ({ shop, visit }) => {
    const visitor = await visit(desktop, { javaScriptEnabled: false });
    const tour = await Tour.begin(shop, visitor, 'without JavaScript');
    await buyWithoutJavaScript(visitor, shop);
    await tour.everyPage();
    takeRefusals(visitor);
    tour.ends([]);
  });

  test('each state was looked at on each page, and each key that the policy names was seen', () => {
    expect(tours.size).toBe(12);
    expect([...tours.values()].every((visited) => visited >= pages.length)).toBe(true);
    const written = (Object.keys(storageKeys) as StorageKey[]).filter((key) => !notYet.includes(key));
    expect(keysOf(everything)).toEqual(written.sort());
    expect(everything.filter(({ kind }) => kind === 'request').length).toBeGreaterThan(tours.size * pages.length);
  });
});

async function openFromTheLetter({ page, press }: Visitor, shop: LocalShop, number: string): Promise<void> {
  await oneMailComes(shop, 'traces@example.com');
  await page.goto(shop.mailbox.url);
  await press(page.getByRole('link', { name: `Your order ${number}` }));
  await press(page.frameLocator('iframe').getByRole('link', { name: 'See your order' }));
  await page.waitForURL((address) => address.pathname === paths.order());
  expect(await seesPaidOrder(page)).toBe(number);
}

async function whileNothingIsLeft(shop: LocalShop, act: () => Promise<void>): Promise<void> {
  await shop.database.exec('CREATE TABLE kept_stock AS SELECT sku, on_hand FROM stock');
  await shop.database.exec('UPDATE stock SET on_hand = held');
  try {
    await act();
  } finally {
    await shop.database.exec(
      'UPDATE stock SET on_hand = (SELECT on_hand FROM kept_stock WHERE kept_stock.sku = stock.sku)',
    );
    await shop.database.exec('DROP TABLE kept_stock');
  }
}

async function buyWithoutJavaScript(visitor: Visitor, shop: LocalShop): Promise<void> {
  const { page, press } = visitor;
  await putInStock(shop, sku, 5);
  await page.goto(paths.piece(slug));
  await page.locator('select[data-sku]').selectOption(sku);
  await press(page.getByRole('button', { name: /^Buy this piece/ }));
  await shows(page.getByRole('heading', { name: 'Before you pay' }));
  await press(page.getByRole('button', { name: /^Pay/ }));
  await page.waitForURL((address) => address.origin === shop.stripe.url);
  await pay(visitor, { email: 'no-script@example.com' });
  await page.waitForURL((address) => address.pathname === paths.order());
}

describe('how long it stays', () => {
  const keys = Object.keys(storageKeys) as StorageKey[];

  test('[storage.luxevault_cart] [storage.lg_currency] [storage.lg_sid] a closed tab takes with it what the policy says, and no more', async ({
    shop,
    visit,
  }) => {
    const { page, openTab } = await visit(desktop);
    await page.goto(paths.home);
    for (const key of keys) await page.evaluate(`${storeOfKey[key]}.setItem('${key}', 'canary')`);
    await page.close();
    const later = await openTab();
    // Not a page: the bag's own would repair what is no bag.
    await later.goto(`${shop.url}/robots.txt`);
    for (const key of keys) {
      const endsWithTheTab = storageKeys[key].duration === 'tab close';
      expect(await keptIn(later, key), key).toBe(endsWithTheTab ? null : 'canary');
    }
  });

  test('[storage.clear] after the browser’s own "Clear site data" nothing is left, and the shop sells', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(desktop);
    const { page, context } = visitor;
    await fillBag(visitor, shop);
    await page.getByLabel('Currency').selectOption('JPY');
    expect(await keptIn(page, 'luxevault_cart')).not.toBeNull();
    expect(await keptIn(page, 'lg_currency')).toBe('JPY');

    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: shop.url, storageTypes: 'all' });
    await page.goto(paths.bag);
    for (const key of keys.filter((key) => storeOfKey[key] === 'localStorage')) {
      expect(await keptIn(page, key), key).toBeNull();
    }
    await shows(page.getByText('There is nothing in it.'));
    await fillBag(visitor, shop);
    await shows(bagLink(page, 1));
  });
});

function keptIn(page: Page, key: StorageKey): Promise<string | null> {
  return page.evaluate(`${storeOfKey[key]}.getItem('${key}')`);
}

afterAll(() => {
  const requests = everything.filter(({ kind }) => kind === 'request').length;
  console.log(`Visited ${everyPage.length} pages in ${tours.size} states, and saw ${requests} requests.`);
});
