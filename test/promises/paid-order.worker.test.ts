import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, checkOut, delivered, payOnStripe, post, viewOrder, wishFor } from '../local/shopper.ts';

/** What a visit and an order leave behind, in the real database. */

const sku = 'AUR-YG-52';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

async function buy(
  email: string,
  changes: Parameters<typeof wishFor>[1] = {},
): Promise<{ number: string; link: string }> {
  const { link, url } = await beginCheckout(shop, wishFor(sku, changes));
  await payOnStripe(url, { email });
  await delivered(shop);
  return { link, number: link.split('.')[0] ?? '' };
}

async function rowOf(table: 'orders' | 'checkouts', number: string): Promise<Record<string, unknown>> {
  const row = await shop.database.prepare(`SELECT * FROM ${table} WHERE number = ?1`).bind(number).first();
  if (!row) throw new Error(`${number} is not among the ${table}`);
  return row;
}

/** Tables in which a person could be found. */
const personalTables = Object.entries(dataMap).flatMap(([name, table]) => ('purposes' in table ? [name] : []));

async function personalRows(): Promise<number> {
  let rows = 0;
  for (const table of personalTables) {
    const counted = await shop.database.prepare(`SELECT count(*) AS rows FROM "${table}"`).first<{ rows: number }>();
    rows += counted?.rows ?? 0;
  }
  return rows;
}

test('[basis.contract] looking round leaves no row about anybody: only the press on Pay does', async () => {
  expect(personalTables.length).toBeGreaterThan(5);
  const before = await personalRows();
  for (const path of [paths.home, paths.bag, paths.privacy, `${apiPaths.stock}?sku=${sku}`]) {
    expect((await fetch(shop.url + path)).status).toBe(200);
  }
  await checkOut(shop, wishFor('NO-SUCH-PIECE'));
  await post(shop, apiPaths.orderView, { link: 'LG-0000-0000.forged' });
  expect(await personalRows()).toBe(before);
  await beginCheckout(shop, wishFor(sku));
  expect(await personalRows()).toBeGreaterThan(before);
});

test('[collect.order-information] [use.fulfil-order] an order is its person’s name, addresses and phone, and the shop asks for no more', async () => {
  const { number, link } = await buy('fulfil@example.com');
  const row = await rowOf('orders', number);
  expect(row).toMatchObject({
    name: 'Ada Lovelace',
    email: 'fulfil@example.com',
    phone: '+33 1 23 45 67 89',
    address_line1: '12 rue de la Paix',
    city: 'Paris',
    postcode: '75002',
    country: 'FR',
    state: 'paid',
  });
  const said = Object.keys(row).filter((column) => !Object.hasOwn(dataMap.orders.columns, column));
  expect(said, 'columns of orders that the data map does not declare').toEqual([]);
  expect((await viewOrder(shop, link)).body.customer).toMatchObject({
    name: 'Ada Lovelace',
    email: 'fulfil@example.com',
  });
  const { status, body } = await checkOut(shop, { ...wishFor(sku), birthday: '1815-12-10' });
  expect([status, body.code]).toEqual([400, 'invalid-request']);
});

test('[use.send-updates] [share.email-service] the e-mail service gets the letters about an order, to its own address, and nothing else', async () => {
  const { number } = await buy('letters@example.com');
  expect(await lettersTo('letters@example.com', 1)).toEqual([`Your order ${number}`]);
  const kinds = await shop.database
    .prepare(`SELECT DISTINCT kind FROM mail_outbox WHERE email = 'letters@example.com'`)
    .all<{ kind: string }>();
  expect(kinds.results).toEqual([{ kind: 'order-confirmation' }]);
});

test('[use.marketing] a wish to hear from us is kept where the box was ticked, and nowhere else', async () => {
  const ticked = await buy('ticked@example.com', { marketing: true });
  const unticked = await buy('unticked@example.com', { marketing: false });
  const { results } = await shop.database
    .prepare(
      'SELECT w.email, o.number FROM marketing_wishes w JOIN orders o ON o.email = w.email WHERE o.number IN (?1, ?2)',
    )
    .bind(ticked.number, unticked.number)
    .all();
  expect(results).toEqual([{ number: ticked.number, email: 'ticked@example.com' }]);
});

test('[use.marketing] a tick sends one letter that asks whether it was this mailbox’s own, and no marketing', async () => {
  const { number } = await buy('asked@example.com', { marketing: true });
  expect(await lettersTo('asked@example.com', 2)).toEqual(['Do you want to hear from us?', `Your order ${number}`]);
  const headers = shop.mailbox
    .messages()
    .flatMap(({ message }) => (message.to.includes('asked@example.com') ? Object.keys(message.headers) : []));
  expect(new Set(headers)).toEqual(new Set(['X-Entity-Ref-ID', 'Content-Language']));
  const consents = await shop.database.prepare('SELECT count(*) AS rows FROM marketing_consents').first();
  expect(consents, 'nobody has confirmed it').toEqual({ rows: 0 });
});

/** The subjects, in order of the alphabet, once so many have come and the schedule has had its turn at sending more. */
async function lettersTo(email: string, count: number): Promise<string[]> {
  const letters = () => shop.mailbox.messages().filter(({ message }) => message.to.includes(email));
  await expect.poll(() => letters().length, { timeout: 20_000 }).toBe(count);
  for (let minutes = 1; minutes < 4; minutes += 1)
    await shop.runSchedule('* * * * *', new Date(Date.now() + minutes * 60_000));
  return letters()
    .map(({ message }) => message.subject)
    .sort();
}

test('[use.no-automated-decisions] the same bag has the same price and the same answer, whoever asks', async () => {
  const visitors: readonly Record<string, string>[] = [
    {},
    { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', 'Accept-Language': 'ja' },
    { 'CF-Connecting-IP': '198.51.100.7', 'CF-IPCountry': 'US', 'Sec-GPC': '1' },
    { 'CF-Connecting-IP': '203.0.113.9', 'CF-IPCountry': 'RU', Referer: 'https://luxury.example/', Cookie: 'vip=1' },
  ];
  const amounts: Record<string, unknown>[] = [];
  for (const headers of visitors) {
    const answer = await fetch(shop.url + apiPaths.checkout, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(wishFor(sku)),
    });
    expect(answer.status).toBe(201);
    const { link } = (await answer.json()) as { link: string };
    const { subtotal_minor, delivery_minor, currency, state } = await rowOf('checkouts', link.split('.')[0] ?? '');
    amounts.push({ subtotal_minor, delivery_minor, currency, state });
  }
  expect(amounts).toEqual(
    amounts.map(() => ({ subtotal_minor: 485_000, delivery_minor: 0, currency: 'EUR', state: 'open' })),
  );
});

test('[use.no-automated-decisions] an order that a person should look at stands: sold, confirmed, nothing given back', async () => {
  const { link, url } = await beginCheckout(shop, wishFor(sku));
  const number = link.split('.')[0] ?? '';
  const before = await onHand();
  await shop.database
    .prepare('UPDATE checkouts SET subtotal_minor = subtotal_minor - 1 WHERE number = ?1')
    .bind(number)
    .run();
  await payOnStripe(url, { email: 'looked-at@example.com' });
  await delivered(shop);
  const letters = () => shop.mailbox.messages().filter(({ message }) => message.to.includes('looked-at@example.com'));
  await expect.poll(() => letters().length, { timeout: 20_000 }).toBe(1);
  for (const cron of ['* * * * *', '*/5 * * * *']) await shop.runSchedule(cron, new Date(Date.now() + 3_600_000));
  expect(await rowOf('orders', number)).toMatchObject({ state: 'under-review', review_reason: 'amount' });
  expect(await onHand()).toBe(before - 1);
  expect(shop.stripe.requests().filter(({ path }) => /refunds|cancel/.test(path))).toEqual([]);

  const again = await checkOut(shop, wishFor(sku));
  expect(again.status, 'the next bag is not refused for it').toBe(201);
});

async function onHand(): Promise<number> {
  const row = await shop.database
    .prepare('SELECT on_hand FROM stock WHERE sku = ?1')
    .bind(sku)
    .first<{ on_hand: number }>();
  if (!row) throw new Error(`${sku} is not in the stock`);
  return row.on_hand;
}
