import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signLink } from '../../functions/signed-link.ts';
import type { RequestView } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { post } from '../local/shopper.ts';
import { allLettersTo, newestTextTo } from '../mail/letters.ts';
import { ask, askAndConfirm, codeIn, confirm, countOf, postForm, tokenIn, view, wish } from './asker.ts';

const secrets = newSecrets();
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ secrets });
});
afterAll(() => shop.close());

async function askedBy(email: string) {
  const { body } = await ask(shop, wish(email));
  const letter = await newestTextTo(shop, email);
  return { link: body.link, token: tokenIn(letter), code: codeIn(letter) };
}

const wrongCode = (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

describe('the letter’s link and code', () => {
  test('a sixth guess at a code is refused, the right one too; the link of the letter still works', async () => {
    const { link, code, token } = await askedBy('guess@example.com');
    for (let guess = 1; guess <= 5; guess += 1) {
      expect((await confirm(shop, { link, code: wrongCode(code) })).status).toBe(410);
    }
    expect((await confirm(shop, { link, code })).status).toBe(410);
    expect((await confirm(shop, { token })).status).toBe(200);
  });

  test('twenty guesses at once are five', async () => {
    const { link, code } = await askedBy('parallel@example.com');
    await Promise.all(Array.from({ length: 20 }, () => confirm(shop, { link, code: wrongCode(code) })));
    expect(
      await shop.database.prepare('SELECT tries FROM one_time_links WHERE id = ?1').bind(link).first<number>('tries'),
    ).toBe(5);
    expect((await confirm(shop, { link, code })).status).toBe(410);
  });

  test('of ten who confirm at once one opens it', async () => {
    const { token } = await askedBy('race@example.com');
    const before = (await countOf(shop, 'privacy_requests')) ?? 0;
    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(shop, { token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await countOf(shop, 'privacy_requests')).toBe(before + 1);
  });

  test('a code of another letter, a link that ended, a forged one and one for something else open nothing', async () => {
    const one = await askedBy('one@example.com');
    const other = await askedBy('other@example.com');
    expect((await confirm(shop, { link: one.link, code: other.code })).status).toBe(410);
    const [id = ''] = one.token.split('.');
    for (const token of [
      `${id}.${randomBytes(32).toString('base64url')}`,
      id,
      await signLink(randomBytes(32).toString('hex'), 'one-time-link', id),
      await signLink(secrets.privacySecret, 'request', id),
    ]) {
      expect((await confirm(shop, { token })).status).toBe(410);
    }
    await shop.database.prepare('UPDATE one_time_links SET expires_at = ?2 WHERE id = ?1').bind(id, Date.now()).run();
    expect((await confirm(shop, { token: one.token })).status).toBe(410);
    await shop.database.prepare(`UPDATE one_time_links SET purpose = 'step-up' WHERE id = ?1`).bind(other.link).run();
    expect((await confirm(shop, { token: other.token })).status).toBe(410);
    expect(await confirm(shop, { token: 'a'.repeat(121) })).toMatchObject({ status: 400 });
  });

  test('lives half an hour, and an agent’s a day', async () => {
    await ask(shop, wish('half@example.com'));
    await ask(shop, wish('acts@example.com', { asker: 'agent', about: 'day@example.com' }));
    const { results } = await shop.database
      .prepare(
        `SELECT email, (expires_at - created_at) / 60000 AS minutes FROM one_time_links
         WHERE email IN ('half@example.com', 'day@example.com') ORDER BY email`,
      )
      .all();
    expect(results).toEqual([
      { email: 'day@example.com', minutes: 1440 },
      { email: 'half@example.com', minutes: 30 },
    ]);
  });
});

describe('a request’s page', () => {
  test('shows nothing to a forged link, to one of an order and to another number with this signature', async () => {
    const link = await askAndConfirm(shop, 'page@example.com');
    const other = await askAndConfirm(shop, 'neighbour@example.com');
    const [number = '', signature = ''] = link.split('.');
    for (const shown of [
      `${other.split('.')[0]}.${signature}`,
      number,
      `${number}.${'A'.repeat(43)}`,
      await signLink(secrets.privacySecret, 'order-link', number),
      await signLink(secrets.orderLinkSecret, 'request', number),
    ]) {
      for (const path of [apiPaths.requestView, apiPaths.requestWithdraw]) {
        expect(await post(shop, path, { link: shown })).toMatchObject({ status: 404 });
      }
      expect(await post(shop, apiPaths.requestMessages, { link: shown, words: 'Hello.' })).toMatchObject({
        status: 404,
      });
    }
    expect((await view(shop, link)).body).toMatchObject({ state: 'in-review', messages: [] });
  });

  test('takes a message, and refuses an empty one, one too long and the fifty-first', async () => {
    const link = await askAndConfirm(shop, 'writes@example.com');
    const write = (words: string) => post<RequestView>(shop, apiPaths.requestMessages, { link, words });
    expect((await write('One.\r\nTwo.')).body.messages).toMatchObject([{ author: 'person', words: 'One.\nTwo.' }]);
    expect((await write(' \n')).status).toBe(400);
    expect((await write('a'.repeat(4_001))).status).toBe(400);
    await shop.database
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48)
         INSERT INTO request_messages (id, request_number, author, words, written_at)
         SELECT 'more-' || i, ?1, 'person', 'More.', 1 FROM n`,
      )
      .bind(link.split('.')[0])
      .run();
    const last = await Promise.all(['The last.', 'Or this.'].map(write));
    expect(last.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await view(shop, link)).body.messages).toHaveLength(50);
  });

  test('lets the person take it back, once, and ask again', async () => {
    const email = 'regrets@example.com';
    const link = await askAndConfirm(shop, email);
    const withdrawn = await post<RequestView>(shop, apiPaths.requestWithdraw, { link });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', mayWrite: false, mayWithdraw: false });
    expect(await post(shop, apiPaths.requestWithdraw, { link })).toMatchObject({ status: 409 });
    expect(await post(shop, apiPaths.requestMessages, { link, words: 'Still?' })).toMatchObject({ status: 409 });
    const [last] = (await allLettersTo(shop, email)).slice(-1);
    expect(last?.subject).toMatch(/is closed$/);
    expect(await askAndConfirm(shop, email)).not.toBe(link);
  });

  test('a report about a child is not taken back', async () => {
    const link = await askAndConfirm(shop, 'teacher@example.com', { kind: 'child-report', words: 'A pupil.' });
    expect(await post(shop, apiPaths.requestWithdraw, { link })).toMatchObject({ status: 409 });
  });
});

describe('a fresh code, for whoever has only the number', () => {
  test('goes to the request’s own mailbox and opens its page; another’s number tells nothing', async () => {
    const email = 'number@example.com';
    const link = await askAndConfirm(shop, email);
    const number = link.split('.')[0] ?? '';
    const mine = await post<{ link: string }>(shop, apiPaths.requestCode, { number: number.toLowerCase() });
    const unknown = await post<{ link: string }>(shop, apiPaths.requestCode, { number: 'PR-0000-0000' });
    expect([mine.status, unknown.status]).toEqual([202, 202]);
    expect(JSON.stringify(mine.body)).toHaveLength(JSON.stringify(unknown.body).length);
    const letter = await newestTextTo(shop, email);
    expect(await confirm(shop, { link: unknown.body.link, code: codeIn(letter) })).toMatchObject({ status: 410 });
    expect(await confirm(shop, { link: mine.body.link, code: codeIn(letter) })).toMatchObject({ body: { link } });
    expect(await confirm(shop, { link: mine.body.link, code: codeIn(letter) })).toMatchObject({ status: 410 });
  });

  test('without JavaScript the code opens the page, whose forms write and take back', async () => {
    const email = 'noscript@example.com';
    const number = (await askAndConfirm(shop, email)).split('.')[0] ?? '';
    const sent = await postForm(shop, apiPaths.requestCode, { number });
    const link = new URL(sent.headers.get('Location') ?? '', shop.url).searchParams.get('link') ?? '';
    const code = codeIn(await newestTextTo(shop, email));
    const wrong = await postForm(shop, apiPaths.requestConfirm, { link, code: wrongCode(code) });
    expect(wrong.status).toBe(410);
    expect(wrong.text).toContain('This opens nothing any more.');
    expect(wrong.text).toContain(`value="${link}"`);
    const page = await postForm(shop, apiPaths.requestConfirm, { link, code });
    expect(page.status).toBe(200);
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.text).toContain(number);
    const shown = /name="link" value="(PR-[^"]+)"/.exec(page.text)?.[1] ?? '';
    const written = await postForm(shop, apiPaths.requestMessages, { link: shown, words: 'From <the> form.' });
    expect(written.text).toContain('From &lt;the&gt; form.');
    const back = await postForm(shop, apiPaths.requestWithdraw, { link: shown });
    expect(back.text).toContain('You took it back.');
    expect((await postForm(shop, apiPaths.requestView, { link: 'PR-X.nothing' })).status).toBe(404);
  });
});
