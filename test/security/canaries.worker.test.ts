import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import type { OutboundAnswer, OutboundRequest } from '../local/outbound.ts';
import { beginCheckout, checkOut, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { liveThemAll } from '../outbound/checkout-lives.ts';
import { type Canaries, filesAsText, type Place, sightings, tablesAsText } from './canaries.ts';

/**
 * Marked texts are sent through every life of a checkout and through every way in which it fails. Then everything
 * that was kept, logged, sent and answered is searched for them.
 */

const mark = crypto.randomUUID().slice(0, 8);

/** Of the shopper: in the database and the letter where they belong, in no log, and never told to Stripe by us. */
const shopper = {
  'the name': `Canarina Quill ${mark}`,
  'the e-mail address': `canary-${mark}@example.com`,
  'the phone number': '+33 1 23 45 67 89',
  'the phone number, closed up': '+33123456789',
  'the address': '12 rue de la Paix',
  'the gift message': `Sung for you ${mark}`,
  'the IP address': '203.0.113.77',
  'the browser': `CanaryBrowser/${mark}`,
} as const satisfies Canaries;

/** Of the card: Stripe tells them, and they get no further than the gateway. */
const card = {
  'the card’s brand': `brand-${mark}`,
  'the card’s last digits': `last4-${mark}`,
  'the card’s fingerprint': `fingerprint-${mark}`,
  'the wallet': `wallet-${mark}`,
  'the receipt': `https://receipt.example/${mark}`,
  'the billing address': `billing-${mark}`,
} as const satisfies Canaries;

const sku = 'AUR-YG-52';
const secrets = newSecrets();
const folder = mkdtempSync(join(tmpdir(), 'shop-canaries-'));
const time = { advance: 0 };
const logs: string[] = [];
const requests: OutboundRequest[] = [];
const answers: Place[] = [];
let tables: readonly Place[] = [];
/** While it is set, the outside answers with this. */
let instead: { readonly of: OutboundRequest['from']; readonly answer: OutboundAnswer } | undefined;
let shop: LocalShop;

beforeAll(async () => {
  shop = await launchShop({
    folder,
    secrets,
    clock: () => Date.now() + time.advance,
    onLog: (line) => logs.push(line),
    outbound: async (request, passOn) => {
      requests.push(request);
      if (instead?.of === request.from) return instead.answer;
      const answer = await passOn();
      return request.from === 'shop' ? withCard(answer) : answer;
    },
  });
  listenToTheShop();
  await liveThemAll({
    shop,
    time,
    wish: { giftMessage: shopper['the gift message'] },
    payer: { email: shopper['the e-mail address'], name: shopper['the name'] },
  });
  await failInEveryWay();
  tables = await tablesAsText(shop.database);
  await shop.close();
}, 120_000);
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What this process asks the shop carries the shopper's own address and browser, and each answer is kept. */
function listenToTheShop(): void {
  const ask = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const address = String(input);
    if (!address.startsWith(shop.url)) return ask(input, init);
    const headers = new Headers(init?.headers);
    headers.set('CF-Connecting-IP', shopper['the IP address']);
    headers.set('X-Forwarded-For', shopper['the IP address']);
    headers.set('User-Agent', shopper['the browser']);
    const response = await ask(input, { ...init, headers });
    const text = `${JSON.stringify([...response.headers])} ${await response.clone().text()}`;
    answers.push({ name: `the answer of ${new URL(address).pathname}`, text });
    return response;
  });
}

/** Puts card details wherever Stripe may put them in a session. */
function withCard(answer: OutboundAnswer): OutboundAnswer {
  const parsed: unknown = answer.body.startsWith('{') ? JSON.parse(answer.body) : undefined;
  if (typeof parsed !== 'object' || parsed === null || 'error' in parsed) return answer;
  const details = {
    brand: card['the card’s brand'],
    last4: card['the card’s last digits'],
    fingerprint: card['the card’s fingerprint'],
    wallet: { type: card['the wallet'] },
  };
  const charge = {
    payment_method_details: { type: 'card', card: details },
    receipt_url: card['the receipt'],
    billing_details: { address: { line1: card['the billing address'] } },
  };
  const intent = 'payment_intent' in parsed ? parsed.payment_intent : undefined;
  const marked = {
    ...parsed,
    ...charge,
    card: details,
    payment_method_options: { card: details },
    ...(typeof intent === 'object' && intent !== null
      ? { payment_intent: { ...intent, latest_charge: charge, payment_method: { card: details } } }
      : {}),
  };
  return { ...answer, body: JSON.stringify(marked) };
}

/** Every failure that quotes what it was about: Stripe's, the database's, the e-mail service's, a parser's. */
async function failInEveryWay(): Promise<void> {
  const quoted = Object.values({ ...shopper, ...card }).join(' and ');
  await stripeAnswersNonsense(`{"id": ${quoted}`);
  await stripeAnswersNonsense(JSON.stringify({ id: 7, url: quoted, payment_status: quoted, status: quoted }));
  await databaseRefuses();
  await mailFails(quoted);
  await strangersKnock(quoted);
}

async function stripeAnswersNonsense(body: string): Promise<void> {
  instead = { of: 'shop', answer: { status: 200, headers: {}, body } };
  const { status } = await checkOut(shop, wishFor(sku, { giftMessage: shopper['the gift message'] }));
  instead = undefined;
  expect(status).toBeGreaterThanOrEqual(500);
}

/** The database quotes the row that it would not store. */
async function databaseRefuses(): Promise<void> {
  await shop.database.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'No to ' || NEW.email || NEW.name || NEW.address_line1 || NEW.phone); END`,
  );
  const { url } = await beginCheckout(shop, wishFor(sku));
  await payOnStripe(url, { email: shopper['the e-mail address'], name: shopper['the name'] });
  await delivered(shop);
  time.advance = 40 * 60_000;
  await shop.runSchedule('*/5 * * * *', new Date(Date.now() + time.advance));
  time.advance = 0;
  await shop.database.exec('DROP TRIGGER refuse');
  await delivered(shop);
}

async function mailFails(quoted: string): Promise<void> {
  for (const [status, code] of [
    [503, 'E_INTERNAL_SERVER_ERROR'],
    [400, 'E_VALIDATION_ERROR'],
  ] as const) {
    await shop.database.exec(`UPDATE mail_outbox SET state = 'waiting', next_attempt_at = 0, claimed_until = 0`);
    const body = JSON.stringify({ code, message: `No to ${quoted}` });
    instead = { of: 'email-binding', answer: { status, headers: {}, body } };
    await shop.runSchedule('* * * * *', new Date());
    instead = undefined;
  }
  await shop.database.exec('ALTER TABLE mail_outbox RENAME TO mail_outbox_away');
  await expect(shop.runSchedule('* * * * *', new Date())).rejects.toThrow();
  await shop.database.exec('ALTER TABLE mail_outbox_away RENAME TO mail_outbox');
}

async function strangersKnock(quoted: string): Promise<void> {
  const json = { 'Content-Type': 'application/json' };
  const addresses = Object.values(apiPaths).map((path) => (typeof path === 'string' ? path : path('no-link')));
  for (const path of addresses) {
    await fetch(shop.url + path, { method: 'POST', headers: json, body: `{"email": ${quoted}` });
    await fetch(shop.url + path, { method: 'POST', headers: json, body: JSON.stringify({ quoted }) });
    await fetch(`${shop.url}${path}?sku=${encodeURIComponent(quoted)}`);
  }
  const event = {
    id: `evt_${mark}`,
    type: 'checkout.session.completed',
    card,
    data: { object: { id: 'cs_test_of_nobody', object: 'checkout.session', card } },
  };
  const body = JSON.stringify(event);
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secrets.stripeWebhookSecret).update(`${seconds}.${body}`).digest('hex');
  const headers = { ...json, 'Stripe-Signature': `t=${seconds},v1=${signature}` };
  expect((await fetch(shop.url + apiPaths.stripeWebhook, { method: 'POST', headers, body })).status).toBe(200);
}

const logged = (): readonly Place[] => logs.map((text) => ({ name: `the log line ${text}`, text }));

describe('[security.measures] the logs', () => {
  test('tell of every failure that was made', () => {
    const lines = logs.join('\n');
    for (const words of [
      'Stripe refused a session',
      'Unexpected',
      'could not be settled',
      'refused a message',
      'A scheduled job failed',
    ]) {
      expect(lines).toContain(words);
    }
  });

  test('hold nothing of the shopper and nothing of the card', () => {
    expect(sightings({ ...shopper, ...card }, logged())).toEqual([]);
  });

  test('hold no key, no signature and no order’s link', () => {
    const links = answers.flatMap(({ text }) => [...text.matchAll(/"link":"([^"]+)"/g)].map(([, link = '']) => link));
    expect(links.length).toBeGreaterThan(5);
    const secret = Object.fromEntries([...Object.values(secrets), ...links].map((text, at) => [`secret ${at}`, text]));
    expect(sightings(secret, logged())).toEqual([]);
  });
});

describe('[collect.payment-status] [collect.payment-information] [security.payment] what Stripe knows of the card', () => {
  test('was told to the Worker', () => {
    expect(requests.filter(({ url }) => url.includes('/v1/checkout/sessions')).length).toBeGreaterThan(10);
  });

  test('is in no table', () => {
    expect(tables.length).toBeGreaterThan(8);
    expect(sightings(shopper, tables)).toContain('the e-mail address is in the table orders');
    expect(sightings(card, tables)).toEqual([]);
  });

  test('is in no byte of the database’s files', () => {
    const files = filesAsText(join(folder, 'state'));
    expect(sightings({ it: shopper['the e-mail address'] }, files)).not.toEqual([]);
    expect(sightings(card, files)).toEqual([]);
  });

  test('is in no answer, no letter and no other call', () => {
    expect(answers.length).toBeGreaterThan(20);
    const called = requests.map(({ method, url, headers, body }) => ({
      name: `${method} ${url}`,
      text: `${url} ${JSON.stringify(headers)} ${body}`,
    }));
    expect(sightings({ it: shopper['the e-mail address'] }, called)).not.toEqual([]);
    expect(sightings(card, [...answers, ...called])).toEqual([]);
  });
});

describe('[share.stripe] [collect.payment-information] what the Worker tells Stripe', () => {
  test('is nothing of who the shopper is: that is given on Stripe’s own page', () => {
    const told = requests
      .filter(({ from }) => from === 'shop')
      .map(({ method, url, headers, body }) => ({
        name: `${method} ${url}`,
        text: `${url} ${JSON.stringify(headers)} ${decodeURIComponent(body.replaceAll('+', ' '))}`,
      }));
    expect(told.length).toBeGreaterThan(10);
    expect(sightings(shopper, told)).toEqual([]);
  });
});

describe('[share.email-service] what the e-mail service gets', () => {
  test('is the letter to the shopper, and nothing of their machine', () => {
    const handed = requests
      .filter(({ from }) => from === 'email-binding')
      .map(({ body }) => ({ name: 'a letter', text: body }));
    expect(sightings({ it: shopper['the e-mail address'] }, handed)).not.toEqual([]);
    const machine = { ip: shopper['the IP address'], browser: shopper['the browser'] };
    expect(sightings(machine, handed)).toEqual([]);
    expect(sightings({ browser: shopper['the browser'] }, tables)).toEqual([]);
  });
});

describe('[collect.ip-address] the IP address', () => {
  test('lies in a table of its own and in no other, and goes to nobody', () => {
    const address = { it: shopper['the IP address'] };
    expect(sightings(address, tables)).toEqual(['it is in the table checkout_addresses']);
    const called = requests.map(({ method, url, headers, body }) => ({
      name: `${method} ${url}`,
      text: `${url} ${JSON.stringify(headers)} ${body}`,
    }));
    expect(sightings(address, [...answers, ...called, ...logged()])).toEqual([]);
  });

  test('has its country beside it, and nothing that is finer', () => {
    const rows: readonly object[] = JSON.parse(
      tables.find(({ name }) => name === 'the table checkout_addresses')?.text ?? '[]',
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(Object.keys(row)).toEqual(['order_number', 'address', 'country', 'at', 'state']);
  });
});
