import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signLink } from '../../functions/signed-link.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { StockNoticeAsked } from '../../src/api/kept-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { insert } from '../erasure/person.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { tablesAsText } from '../security/canaries.ts';
import { setStock } from './waiting.ts';

/** Notices as a browser meets them, over HTTP, with a script and without. */

const sku = 'LUM-YG';
const secrets = newSecrets();
const question = 'Shall we tell you when it is back?';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ secrets });
});
afterAll(() => shop.close());
beforeEach(() => setStock(shop.database, 0, sku));

let networks = 0;

/** Each request comes from another network, so that the host's limit is not what is tested. */
function send(path: string, init: RequestInit = {}): Promise<Response> {
  networks += 1;
  const headers = { 'CF-Connecting-IP': `198.51.100.${networks % 250}`, ...init.headers };
  return fetch(shop.url + path, { method: 'POST', redirect: 'manual', ...init, headers });
}

async function ask<Body = StockNoticeAsked>(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const init = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } };
  const response = await send(apiPaths.stockNotices, init);
  return { status: response.status, body: (await response.json()) as Body };
}

async function sendForm(path: string, fields: Readonly<Record<string, string>>) {
  const response = await send(path, { body: new URLSearchParams(fields) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

function textsTo(email: string): string[] {
  return shop.mailbox
    .messages()
    .flatMap(({ message }) => (message.to.includes(email) && message.subject === question ? [message.text ?? ''] : []));
}

async function letterTo(email: string, count = 1) {
  await expect.poll(() => textsTo(email).length, { timeout: 20_000 }).toBe(count);
  const text = textsTo(email).at(-1) ?? '';
  return {
    text,
    token: /\/back-in-stock\/#(\S+)/.exec(text)?.[1] ?? '',
    code: /Code: (\S+)/.exec(text)?.[1] ?? '',
    stop: /\/api\/back-in-stock\/stop\/\S+/.exec(text)?.[0] ?? '',
  };
}

async function asked(email: string) {
  expect(await ask({ sku, email, currency: 'GBP' })).toEqual({ status: 202, body: { state: 'mailed' } });
  return letterTo(email);
}

async function rows(email: string): Promise<readonly [wishes: number, notices: number]> {
  const count = (table: string) =>
    shop.database.prepare(`SELECT count(*) AS rows FROM ${table} WHERE email = ?1`).bind(email).first<number>('rows');
  return [(await count('stock_notice_wishes')) ?? 0, (await count('stock_notices')) ?? 0];
}

/** Which of its states the page has. */
function shownIn(text: string): string[] {
  return ['ask', 'confirm', 'mailed', 'waiting', 'stop', 'stopped', 'problem'].filter((part) => {
    const tag = new RegExp(`<[a-z]+ [^>]*data-part="${part}"[^>]*>`).exec(text)?.[0] ?? ' hidden';
    return !/\shidden\b/.test(tag);
  });
}

describe('a wish to be told', () => {
  test('counts once its mailbox has said so, is about one piece, and never knows the network', async () => {
    const email = 'claire@example.com';
    const body = { sku, email: ' Claire@Example.com ', currency: 'EUR' };
    expect((await ask(body, { 'CF-Connecting-IP': '203.0.113.77' })).status).toBe(202);
    expect(await rows(email)).toEqual([1, 0]);
    const { text, token } = await letterTo(email);
    expect(text).toContain('Lumen pendant');
    const page = await sendForm(apiPaths.stockNoticeConfirm, { token });
    expect([page.status, shownIn(page.text)]).toEqual([200, ['waiting']]);
    expect(page.text).toContain('Lumen pendant');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(await rows(email)).toEqual([0, 1]);
    const again = await sendForm(apiPaths.stockNoticeConfirm, { token });
    expect([again.status, shownIn(again.text)]).toEqual([200, ['waiting']]);
    expect(await rows(email)).toEqual([0, 1]);
    for (const table of await tablesAsText(shop.database)) expect(table.text).not.toContain('203.0.113.77');
  });

  test('is taken in from the plain form, confirmed by the code, and taken back by the page that follows', async () => {
    const email = 'plain@example.com';
    const mailed = await sendForm(apiPaths.stockNotices, { sku, email, currency: 'EUR', more: 'x' });
    expect([mailed.status, shownIn(mailed.text)]).toEqual([200, ['mailed']]);
    const { code } = await letterTo(email);
    const wrong = await sendForm(apiPaths.stockNoticeConfirm, { email, code: '0000-0000' });
    expect([wrong.status, shownIn(wrong.text)]).toEqual([404, ['ask', 'problem']]);
    const waiting = await sendForm(apiPaths.stockNoticeConfirm, { email, code });
    expect(shownIn(waiting.text)).toEqual(['waiting']);
    const action = /action="(\/api\/back-in-stock\/stop\/[^"]+)"/.exec(waiting.text)?.[1] ?? '';
    expect(shownIn((await sendForm(action, {})).text)).toEqual(['stopped']);
    expect(await rows(email)).toEqual([0, 0]);
  });

  test('asked for again it is one notice, and the letter says that it holds', async () => {
    const email = 'twice@example.com';
    const { token, stop } = await asked(email);
    await sendForm(apiPaths.stockNoticeConfirm, { token });
    await ask({ sku, email, currency: 'EUR' });
    const second = await letterTo(email, 2);
    expect(second.text).toContain('You have confirmed this already');
    expect(second.token).toBe('');
    expect(await rows(email)).toEqual([1, 1]);
    expect(second.stop).toBe(stop);
    await sendForm(second.stop, {});
    expect(await rows(email), 'and nothing of what was asked since').toEqual([0, 0]);
  });

  test('[rights.restrict] of somebody whose data is only stored is said in their mailbox, and refused', async () => {
    const email = 'stored@example.com';
    const { token } = await asked(email);
    await insert(shop.database, 'restrictions', {
      id: 'stored',
      email,
      request_number: 'PR-0000-0001',
      reason: 'asked',
      restricted_at: 1,
    }).run();
    const refused = await sendForm(apiPaths.stockNoticeConfirm, { token });
    expect(refused.status).toBe(409);
    expect((await rows(email))[1]).toBe(0);
    await ask({ sku, email, currency: 'EUR' });
    const second = await letterTo(email, 2);
    expect(second.text).toContain('your data is only kept');
    expect([second.token, second.code]).toEqual(['', '']);
  });
});

describe('what is refused', () => {
  test('a piece that is there, or that nobody sells; nothing is kept and nothing sent', async () => {
    await setStock(shop.database, 1, sku);
    const email = 'there@example.com';
    expect((await ask<Problem>({ sku, email, currency: 'EUR' })).body.code).toBe('conflict');
    expect((await ask<Problem>({ sku: 'NOT-THERE', email, currency: 'EUR' })).body.code).toBe('unknown-sku');
    const page = await sendForm(apiPaths.stockNotices, { sku, email, currency: 'EUR' });
    expect([page.status, shownIn(page.text)]).toEqual([409, ['problem']]);
    expect(await rows(email)).toEqual([0, 0]);
  });

  test.each([
    ['no address', { sku, email: 'nobody', currency: 'EUR' }],
    ['an address without end', { sku, email: `${'a'.repeat(250)}@example.com`, currency: 'EUR' }],
    ['a currency in which the house has no prices', { sku, email: 'x@example.com', currency: 'SEK' }],
    ['a SKU that is a path', { sku: '../bag', email: 'x@example.com', currency: 'EUR' }],
    ['something more', { sku, email: 'x@example.com', currency: 'EUR', more: 1 }],
    ['nothing', {}],
  ])('%s', async (_name, body) => {
    const { status, body: problem } = await ask<Problem>(body);
    expect([status, problem.code]).toEqual([400, 'invalid-request']);
  });

  test('what is too large, another type, and another site’s page', async () => {
    expect((await ask<Problem>({ sku, email: 'x'.repeat(20_000) })).status).toBe(413);
    const text = await send(apiPaths.stockNotices, { body: 'x', headers: { 'Content-Type': 'text/plain' } });
    expect(text.status).toBe(415);
    const foreign = await ask<Problem>(
      { sku, email: 'foreign@example.com', currency: 'EUR' },
      { Origin: 'https://elsewhere.example' },
    );
    expect(foreign.body.code).toBe('invalid-request');
    expect(await rows('foreign@example.com')).toEqual([0, 0]);
  });

  test('a link that is forged, of another purpose, or a day old', async () => {
    const email = 'forged@example.com';
    const { token, stop } = await asked(email);
    const [id = ''] = token.split('.');
    const wishId = stop.split('/').at(-1)?.split('.')[0] ?? '';
    const asStop = await signLink(secrets.privacySecret, 'stop-stock-notice', id);
    for (const wrong of ['x', `${token.slice(0, -3)}AAA`, asStop]) {
      expect((await sendForm(apiPaths.stockNoticeConfirm, { token: wrong })).status).toBe(410);
    }
    expect((await sendForm(apiPaths.stockNoticeConfirm, { token: 'x'.repeat(121) })).status).toBe(400);
    const asPreferences = await signLink(secrets.privacySecret, 'preferences', wishId);
    expect((await sendForm(apiPaths.stockNoticeStop(asPreferences), {})).status).toBe(410);
    expect(await rows(email)).toEqual([1, 0]);
    await shop.database.prepare('UPDATE one_time_links SET expires_at = 1 WHERE id = ?1').bind(id).run();
    const old = await sendForm(apiPaths.stockNoticeConfirm, { token });
    expect([old.status, shownIn(old.text)]).toEqual([410, ['ask', 'problem']]);
    expect(await rows(email)).toEqual([1, 0]);
  });

  test('a sixth letter within the hour to one mailbox, whoever asks', async () => {
    const wish = { sku, email: 'often@example.com', currency: 'EUR' };
    for (let time = 0; time < 5; time += 1) expect((await ask(wish)).status).toBe(202);
    const refused = await ask<Problem>(wish);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
  });

  test('a sixth guess at a code', async () => {
    const email = 'guessed@example.com';
    const { code } = await asked(email);
    for (let time = 0; time < 5; time += 1) await sendForm(apiPaths.stockNoticeConfirm, { email, code: '0000-0000' });
    expect((await sendForm(apiPaths.stockNoticeConfirm, { email, code })).status).toBe(404);
    expect(await rows(email)).toEqual([1, 0]);
  });
});

describe('taking it back', () => {
  test('waits for the press: whoever only looks changes nothing, and a second press finds nothing to do', async () => {
    const email = 'looked@example.com';
    const { token, stop } = await asked(email);
    await sendForm(apiPaths.stockNoticeConfirm, { token });
    const looked = await send(stop, { method: 'GET' });
    expect(shownIn(await looked.text())).toEqual(['stop']);
    expect(await rows(email)).toEqual([0, 1]);
    for (let press = 0; press < 2; press += 1) expect(shownIn((await sendForm(stop, {})).text)).toEqual(['stopped']);
    expect(await rows(email)).toEqual([0, 0]);
    const confirmed = await sendForm(apiPaths.stockNoticeConfirm, { token });
    expect(confirmed.status, 'the link of what was taken back').toBe(410);
  });

  test('before it was confirmed, there is nothing left to confirm', async () => {
    const email = 'before@example.com';
    const { token, stop } = await asked(email);
    await sendForm(stop, {});
    expect((await sendForm(apiPaths.stockNoticeConfirm, { token })).status).toBe(410);
    expect(await rows(email)).toEqual([0, 0]);
  });
});
