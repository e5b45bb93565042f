import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { requestKinds } from '../../src/policy/request-kinds.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { allLettersTo, lettersTo, newestTextTo } from '../mail/letters.ts';
import { ask, askAndConfirm, codeIn, confirm, countOf, linkIn, postForm, tokenIn, view, wish } from './asker.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
});
afterAll(() => shop.close());

const unlike = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

describe('asking', () => {
  test('[rights.how] sends one letter, whose link opens the request once and its page from then on', async () => {
    const email = 'ada@example.com';
    const asked = await ask(shop, wish(email, { words: 'You wrote to me twice.' }));
    expect(asked).toMatchObject({ status: 202, body: { mailbox: 'yours' } });
    expect(await countOf(shop, 'privacy_requests')).toBe(0);
    const letter = await newestTextTo(shop, email);
    expect(lettersTo(shop, email)).toHaveLength(1);
    expect(letter).not.toContain('You wrote to me twice.');
    const opened = await confirm(shop, { token: tokenIn(letter) });
    expect(opened.status).toBe(200);
    const seen = await view(shop, opened.body.link);
    expect(seen.body).toMatchObject({ kind: 'complaint', state: 'in-review', words: 'You wrote to me twice.' });
    expect(seen.body.number).toMatch(/^PR-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(seen.headers.get('Cache-Control')).toBe('no-store');
    expect(await countOf(shop, 'unconfirmed_requests')).toBe(0);

    expect(await confirm(shop, { token: tokenIn(letter) })).toMatchObject({ status: 410 });
    expect(await confirm(shop, { link: asked.body.link, code: codeIn(letter) })).toMatchObject({ status: 410 });
    expect(linkIn(await newestTextTo(shop, email))).toBe(opened.body.link);
  });

  test('the code of the letter opens it too, however it is typed, and the days count from the asking', async () => {
    const email = 'code@example.com';
    const { body } = await ask(shop, wish(email));
    const code = codeIn(await newestTextTo(shop, email))
      .toLowerCase()
      .replace('-', ' ');
    const askedAt = await shop.database
      .prepare('SELECT received_at FROM unconfirmed_requests WHERE email = ?1')
      .bind(email)
      .first<number>('received_at');
    const opened = await confirm(shop, { link: body.link, code });
    expect(opened.status).toBe(200);
    const seen = await view(shop, opened.body.link);
    expect(Date.parse(seen.body.receivedAt)).toBe(askedAt);
  });

  test('a known and an unknown address get the same answer, byte for byte, and one letter each in the same words', async () => {
    const { url } = await beginCheckout(shop, wishFor('AUR-YG-52'));
    await payOnStripe(url, { email: 'known@example.com' });
    await delivered(shop);
    const before = (await allLettersTo(shop, 'known@example.com')).length;
    const answers: object[] = [];
    for (const email of ['known@example.com', 'never@example.com']) {
      const response = await fetch(shop.url + apiPaths.requests, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(wish(email, { kind: 'access' })),
      });
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      answers.push({ status: response.status, headers, text: (await response.text()).replaceAll(unlike, 'ID') });
    }
    expect(answers[0]).toEqual(answers[1]);
    const known = (await allLettersTo(shop, 'known@example.com')).slice(before);
    const unknown = lettersTo(shop, 'never@example.com');
    expect([known.length, unknown.length]).toEqual([1, 1]);
    const plain = (text: string | null | undefined) =>
      text
        ?.replaceAll(unlike, 'ID')
        .replaceAll(/ID\.\S+/g, 'TOKEN')
        .replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'CODE');
    expect(plain(known[0]?.text)).toBe(plain(unknown[0]?.text));
  });

  test('a sixth letter within the hour is not written, and the answer does not say so', async () => {
    const email = 'often@example.com';
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(shop, wish(email))));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body).length)).size).toBe(1);
    expect(await allLettersTo(shop, email)).toHaveLength(5);
  });

  test('a repeat finds the running request and adds its words to it', async () => {
    const email = 'again@example.com';
    const first = await askAndConfirm(shop, email, { words: 'First.' });
    expect(await askAndConfirm(shop, email.toUpperCase(), { words: 'Second.' })).toBe(first);
    const { body } = await view(shop, first);
    expect(body.messages).toMatchObject([{ author: 'person', words: 'Second.' }]);
    expect(body.steps.map(({ step }) => step)).toEqual(['received', 'confirmed', 'review', 'repeated']);
  });

  test('two confirmations at once make one request', async () => {
    const email = 'twice@example.com';
    for (const _ of [1, 2]) await ask(shop, wish(email));
    const letters = await allLettersTo(shop, email);
    const opened = await Promise.all(letters.map(({ text }) => confirm(shop, { token: tokenIn(text ?? '') })));
    expect(opened.map(({ status }) => status)).toEqual([200, 200]);
    expect(opened[0]?.body.link).toBe(opened[1]?.body.link);
  });

  test('[rights.opt-out-of-sale] an opt-out of sale is accepted, logged and answered at once, and GPC is announced', async () => {
    const email = 'sale@example.com';
    const link = await askAndConfirm(shop, email, { kind: 'opt-out-of-sale' });
    const { body } = await view(shop, link);
    expect(body).toMatchObject({ state: 'done', closedAt: expect.any(String), mayWrite: false, mayWithdraw: false });
    expect(body.steps.at(-1)?.words).toContain('We sell nobody’s data');
    const letters = await allLettersTo(shop, email);
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Is this request yours?',
      `Your request ${body.number} is done`,
    ]);
    expect(letters.at(-1)?.text).toContain(body.receipt);
    const { results } = await shop.database
      .prepare('SELECT step FROM rights_register WHERE request_number = ?1 ORDER BY sequence')
      .bind(body.number)
      .all<{ step: string }>();
    expect(results.map(({ step }) => step)).toEqual(['received', 'confirmed', 'done']);
    const gpc = await fetch(`${shop.url}/.well-known/gpc.json`);
    expect(await gpc.json()).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(gpc.headers.get('Content-Type')).toContain('application/json');
  });

  test('[rights.scope] every kind is taken in from anywhere, without asking where one lives', async () => {
    for (const kind of Object.keys(requestKinds) as (keyof typeof requestKinds)[]) {
      const { status } = await ask(shop, wish(`${kind}@example.com`, { kind, words: 'Please.' }));
      expect(status, kind).toBe(202);
      const { body } = await confirm(shop, { token: tokenIn(await newestTextTo(shop, `${kind}@example.com`)) });
      expect((await view(shop, body.link)).body.kind).toBe(kind);
    }
  });
});

describe('for somebody else', () => {
  test('an agent’s request is confirmed by the person, and the agent learns that they were written to and no more', async () => {
    const asked = await ask(
      shop,
      wish('agent@example.com', { asker: 'agent', about: 'principal@example.com', kind: 'access' }),
    );
    expect(asked).toMatchObject({ status: 202, body: { mailbox: 'theirs' } });
    const [toAgent, ...others] = await allLettersTo(shop, 'agent@example.com');
    expect(others).toEqual([]);
    expect(toAgent?.text).not.toContain('principal@example.com');
    expect(toAgent?.text).not.toContain('#confirm');
    const letter = await newestTextTo(shop, 'principal@example.com');
    expect(letter).toContain('agent@example.com');
    expect(letter).toContain('24 hours');
    const { body } = await confirm(shop, { token: tokenIn(letter) });
    expect((await view(shop, body.link)).body.kind).toBe('access');
    expect(await allLettersTo(shop, 'agent@example.com')).toHaveLength(1);
  });

  test('a child’s report is confirmed by whoever makes it, and nobody writes to the child', async () => {
    const asked = wish('parent@example.com', { kind: 'child-report', about: 'child@example.com' });
    expect((await ask(shop, asked)).body.mailbox).toBe('yours');
    const { body } = await confirm(shop, { token: tokenIn(await newestTextTo(shop, 'parent@example.com')) });
    expect((await view(shop, body.link)).body).toMatchObject({ state: 'in-review', mayWithdraw: false });
    expect(await allLettersTo(shop, 'child@example.com')).toEqual([]);
  });

  test('a second reporter does not read the first one’s words', async () => {
    const about = 'pupil@example.com';
    const first = await askAndConfirm(shop, 'one@example.com', { kind: 'child-report', about, words: 'My niece.' });
    const second = await askAndConfirm(shop, 'two@example.com', { kind: 'child-report', about, words: 'A pupil.' });
    expect(second).not.toBe(first);
    expect(JSON.stringify((await view(shop, second)).body)).not.toContain('My niece.');
  });

  test('a child’s report without an address is taken in, one without anything is not', async () => {
    const report = wish('uncle@example.com', { kind: 'child-report', words: 'The order of last week.' });
    expect((await ask(shop, report)).status).toBe(202);
    expect(await ask(shop, { ...report, words: '' })).toMatchObject({ status: 400 });
  });
});

describe('refused', () => {
  test.each([
    ['an unknown kind', { kind: 'everything' }],
    ['no address', { email: '' }],
    ['two addresses', { email: 'a@example.com, b@example.com' }],
    ['a line break in an address', { email: 'a@example.com\r\nBcc: b@example.com' }],
    ['a name before the address', { email: 'Ada <a@example.com>' }],
    ['an agent without a person', { asker: 'agent' }],
    ['a line break in the other address', { asker: 'agent', about: 'b@example.com\nCc: c@example.com' }],
    ['a reporter who says so', { asker: 'reporter' }],
    ['words that are too long', { words: 'a'.repeat(4_001) }],
    ['an order number that is too long', { orderNumber: 'L'.repeat(41) }],
    ['a field that is not asked for', { passport: 'X1234567' }],
  ])('%s', async (_said, changes) => {
    await allLettersTo(shop, 'refused@example.com');
    const before = shop.mailbox.messages().length;
    const { status, body } = await ask(shop, { ...wish('refused@example.com'), ...changes });
    expect(status).toBe(400);
    expect(body.title).toBe('Nothing was sent yet.');
    await allLettersTo(shop, 'refused@example.com');
    expect(shop.mailbox.messages()).toHaveLength(before);
  });

  test('a message of a megabyte, as JSON and as a form', async () => {
    const words = 'a'.repeat(1024 * 1024);
    expect((await ask(shop, wish('long@example.com', { words }))).status).toBe(413);
    expect((await postForm(shop, apiPaths.requests, { ...wish('long@example.com'), words })).status).toBe(413);
  });

  test('four thousand letters of three bytes each are taken in either way', async () => {
    const words = '贅'.repeat(4_000);
    expect((await ask(shop, wish('cjk@example.com', { words }))).status).toBe(202);
    expect((await postForm(shop, apiPaths.requests, { ...wish('cjk@example.com'), words })).status).toBe(303);
  });

  test('what stands in the words changes neither a header nor the page', async () => {
    const email = 'inject@example.com';
    const words = 'Hello\r\nBcc: evil@example.com\u0000\r\n\r\n<script>alert(1)</script>';
    const link = await askAndConfirm(shop, email, { words });
    expect((await view(shop, link)).body.words).toBe('Hello\nBcc: evil@example.com\n\n<script>alert(1)</script>');
    expect(lettersTo(shop, 'evil@example.com')).toEqual([]);
    const page = await postForm(shop, apiPaths.requestView, { link });
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('&lt;script&gt;alert(1)');
  });

  test('a page of another site', async () => {
    const response = await fetch(shop.url + apiPaths.requests, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/json' },
      body: JSON.stringify(wish('csrf@example.com')),
    });
    expect(response.status).toBe(400);
  });
});

test('the form’s address leads to the page that takes a code, and names nobody', async () => {
  const { status, headers } = await postForm(shop, apiPaths.requests, { ...wish('plain@example.com') });
  expect(status).toBe(303);
  const address = headers.get('Location') ?? '';
  expect(address).toMatch(/^\/api\/privacy\/requests\/confirm\?link=[0-9a-f-]{36}$/);
  const page = await (await fetch(shop.url + address)).text();
  expect(page).toContain('Look in your mailbox');
  expect(page).not.toContain('plain@example.com');
  const refused = await postForm(shop, apiPaths.requests, { ...wish('no address'), words: 'Kept "so".' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('That e-mail address can’t be right.');
  expect(refused.text).toContain('value="no address"');
  expect(refused.text).toContain('Kept "so".</textarea>');
  expect(paths.privacyRequestStatus('PR-X.y')).toBe('/privacy/request/status/#PR-X.y');
});
