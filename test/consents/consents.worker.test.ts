import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfToken, newSessionToken } from '../../functions/accounts/read-session.ts';
import { signLink } from '../../functions/signed-link.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { AccountConsent, ConsentConfirmed, ConsentView } from '../../src/api/consent-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { marketingWording } from '../../src/policy/marketing-wording.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { type Answer, beginCheckout, delivered, payOnStripe, wishFor } from '../local/shopper.ts';
import { tablesAsText } from '../security/canaries.ts';
import { consentsOf } from './consent-shop.ts';

/** Consent as a browser and a mail program meet it, over HTTP. */

const sku = 'AUR-YG-52';
const network = '203.0.113.77';
const secrets = newSecrets();
const question = 'Do you want to hear from us?';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  await shop.database.prepare('UPDATE stock SET on_hand = 50 WHERE sku = ?1').bind(sku).run();
});
afterAll(() => shop.close());

let networks = 0;

/** Each request comes from another network, so that the host's limit is not what is tested. */
function send(path: string, body: BodyInit | null, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  networks += 1;
  const ownNetwork = { 'CF-Connecting-IP': `198.51.100.${networks}` };
  return fetch(shop.url + path, { method: 'POST', redirect: 'manual', headers: { ...ownNetwork, ...headers }, body });
}

async function post<Body>(path: string, body: unknown): Promise<Answer<Body>> {
  const response = await send(path, JSON.stringify(body), { 'Content-Type': 'application/json' });
  return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
}

/** A plain form, as a browser without JavaScript sends it. */
async function sendForm(path: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) {
  const response = await send(path, new URLSearchParams(fields), headers);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function letterTo(email: string, subject: string) {
  const found = () => shop.mailbox.messages().flatMap(({ message }) => (message.to.includes(email) ? [message] : []));
  await expect.poll(() => found().map((message) => message.subject), { timeout: 20_000 }).toContain(subject);
  const [letter, ...others] = found().filter((message) => message.subject === subject);
  expect(others).toEqual([]);
  return letter?.text ?? '';
}

/** An address whose owner has ticked the box and paid; answers what the letter has. */
async function tick(email: string): Promise<{ readonly token: string; readonly code: string }> {
  const { url } = await beginCheckout(shop, wishFor(sku, { marketing: true }));
  await payOnStripe(url, { email });
  await delivered(shop);
  const letter = await letterTo(email, question);
  const token = /\/preferences\/#confirm\.(\S+)/.exec(letter)?.[1] ?? '';
  return { token, code: /Code: (\S+)/.exec(letter)?.[1] ?? '' };
}

async function confirm(token: string): Promise<ConsentConfirmed> {
  const { status, body } = await post<ConsentConfirmed>(apiPaths.consentConfirm, { token });
  expect(status).toBe(200);
  return body;
}

async function agree(email: string): Promise<ConsentConfirmed> {
  return confirm((await tick(email)).token);
}

async function isStanding(email: string): Promise<boolean> {
  return (await consentsOf(shop.database, email)).some(({ withdrawn_at }) => withdrawn_at === null);
}

async function oneClickLink(email: string): Promise<string> {
  const [consent] = await consentsOf(shop.database, email);
  return apiPaths.consentOneClick(await signLink(secrets.privacySecret, 'one-click', consent?.id ?? ''));
}

describe('[basis.consent] [use.marketing] a tick at the checkout', () => {
  test('counts once its mailbox has said so, with the words, the time and the page, and never the network', async () => {
    const { token } = await tick('claire@example.com');
    expect(await isStanding('claire@example.com')).toBe(false);
    const looked = await post<object>(apiPaths.consentWish, { token });
    expect(looked).toMatchObject({ status: 200, body: { state: 'asked', wording: marketingWording.text } });
    expect(looked.headers.get('Cache-Control')).toBe('no-store');
    const headers = { 'Content-Type': 'application/json', 'CF-Connecting-IP': network };
    const response = await send(apiPaths.consentConfirm, JSON.stringify({ token }), headers);
    expect(await response.json()).toMatchObject({
      state: 'confirmed',
      consent: { state: 'standing', wording: marketingWording.text, where: 'your bag' },
    });
    expect((await confirm(token)).state).toBe('confirmed-before');
    const kept = await shop.database
      .prepare('SELECT * FROM marketing_consents WHERE email = ?1')
      .bind('claire@example.com')
      .all();
    expect(kept.results).toMatchObject([{ wording_version: 1, page: '/bag/', withdrawn_at: null }]);
    for (const { text } of await tablesAsText(shop.database)) expect(text).not.toContain(network);
    const again = await beginCheckout(shop, wishFor(sku, { marketing: true }));
    await payOnStripe(again.url, { email: 'claire@example.com' });
    await delivered(shop);
    const asked = await shop.database
      .prepare(
        `SELECT count(*) AS letters FROM mail_outbox WHERE kind = 'confirm-wish' AND email = 'claire@example.com'`,
      )
      .first();
    expect(asked, 'who has agreed is not asked again').toEqual({ letters: 1 });
  });

  test('is not confirmed by what is forged, foreign, of another shape or too long', async () => {
    const { token } = await tick('forged@example.com');
    const orderLink = await signLink(secrets.orderLinkSecret, 'order-link', token.split('.')[0] ?? '');
    for (const wrong of ['x', `${token.slice(0, -3)}AAA`, orderLink]) {
      const { status, body } = await post<Problem>(apiPaths.consentConfirm, { token: wrong });
      expect([status, body.code]).toEqual([410, 'link-ended']);
    }
    for (const body of [{}, { token: '' }, { token: 'x'.repeat(121) }, { token, more: 1 }, [token], token]) {
      expect((await post<Problem>(apiPaths.consentConfirm, body)).status).toBe(400);
    }
    expect((await post<Problem>(apiPaths.consentConfirm, { token: 'x'.repeat(20_000) })).status).toBe(413);
    expect(await isStanding('forged@example.com')).toBe(false);
    expect((await confirm(token)).state).toBe('confirmed');
  });

  test('is confirmed without JavaScript by the code of the letter, and taken back on the page that follows', async () => {
    const { code } = await tick('plain@example.com');
    const refused = await sendForm(apiPaths.consentConfirm, { email: 'plain@example.com', code: '0000-0000' });
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('This code does not fit.');
    const page = await sendForm(apiPaths.consentConfirm, { email: 'Plain@example.com', code });
    expect(page.status).toBe(200);
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.text).toContain('data-state="standing"');
    expect(page.text).toContain(marketingWording.text);
    const link = /name="link" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const after = await sendForm(apiPaths.consentWithdraw, { link });
    expect(after.text).toContain('data-state="withdrawn"');
    expect(await isStanding('plain@example.com')).toBe(false);
  });
});

describe('[rights.withdraw-consent] the preferences page', () => {
  test('shows what was agreed to by its lasting link, and takes it back in one press, once', async () => {
    const { link } = await agree('lasting@example.com');
    const shown = await post<ConsentView>(apiPaths.consentView, { link });
    expect(shown).toMatchObject({ status: 200, body: { state: 'standing', wording: marketingWording.text } });
    expect(JSON.stringify(shown.body)).not.toContain('lasting');
    const first = await post<ConsentView>(apiPaths.consentWithdraw, { link });
    expect(first.body).toMatchObject({ state: 'withdrawn', withdrawnAt: expect.any(String) });
    expect((await post<ConsentView>(apiPaths.consentWithdraw, { link })).body).toEqual(first.body);
    expect(await consentsOf(shop.database, 'lasting@example.com')).toMatchObject([{ withdrawn_on: '/preferences/' }]);
  });

  test('opens nothing for a link that is forged, of a mail program, of a wish, or of a proof that is deleted', async () => {
    const { link } = await agree('links@example.com');
    const oneClick = (await oneClickLink('links@example.com')).split('/').at(-1) ?? '';
    const { token } = await tick('links-wish@example.com');
    for (const wrong of [`${link.slice(0, -3)}AAA`, oneClick, token, 'x']) {
      for (const path of [apiPaths.consentView, apiPaths.consentWithdraw]) {
        const { status, body } = await post<Problem>(path, { link: wrong });
        expect([status, body.code]).toEqual([410, 'link-ended']);
      }
    }
    expect((await post<Problem>(apiPaths.consentView, { link: 'x'.repeat(20_000) })).status).toBe(413);
    expect(await isStanding('links@example.com')).toBe(true);
    await shop.database.prepare(`DELETE FROM marketing_consents WHERE email = 'links@example.com'`).run();
    expect((await post<Problem>(apiPaths.consentView, { link })).status).toBe(410);
  });

  test('has a link mailed: the same answer for everybody, one letter for everybody, and the mailbox alone learns more', async () => {
    await agree('known@example.com');
    const known = await sendForm(apiPaths.consentLink, { email: 'known@example.com' });
    const unknown = await sendForm(apiPaths.consentLink, { email: 'nobody@example.com' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(known.text).toBe(unknown.text);
    expect(known.text).toContain('data-state="mailed"');
    const letter = await letterTo('known@example.com', 'What you hear from us');
    const link = /\/preferences\/#(\S+)/.exec(letter)?.[1] ?? '';
    expect((await post<ConsentView>(apiPaths.consentView, { link })).body).toMatchObject({ state: 'standing' });
    expect(await letterTo('nobody@example.com', 'What you hear from us')).toContain('There is nothing to show');
  });

  test('fills nobody’s mailbox, and takes no form of another site or without an address', async () => {
    const answers: number[] = [];
    for (let time = 0; time < 6; time += 1)
      answers.push((await sendForm(apiPaths.consentLink, { email: 'often@example.com' })).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
    const foreign = await sendForm(
      apiPaths.consentLink,
      { email: 'x@example.com' },
      { Origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(400);
    for (const email of ['', 'no address', 'a@example.com\r\nBcc: b@example.com', `${'x'.repeat(250)}@example.com`]) {
      expect((await sendForm(apiPaths.consentLink, { email })).status, email).toBe(400);
    }
    expect((await sendForm(apiPaths.consentLink, { email: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('[rights.withdraw-consent] a mail program’s button', () => {
  const oneClick = { 'List-Unsubscribe': 'One-Click' };

  test('takes the consent back by one POST, in both encodings that RFC 8058 knows, however often', async () => {
    for (const [email, body] of [
      ['urlencoded@example.com', () => new URLSearchParams(oneClick)],
      ['multipart@example.com', () => multipart(oneClick)],
    ] as const) {
      await agree(email);
      const path = await oneClickLink(email);
      for (let time = 0; time < 2; time += 1) {
        expect((await send(path, body())).status).toBe(200);
      }
      expect(await consentsOf(shop.database, email)).toMatchObject([{ withdrawn_on: 'the button of a mail program' }]);
    }
  });

  test('does nothing while it is only looked at: a GET shows the button, and says nothing of the person', async () => {
    await agree('looked@example.com');
    const path = await oneClickLink('looked@example.com');
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(shop.url + path, { method, redirect: 'manual' });
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toContain('looked@');
      if (method === 'GET') expect(text).toContain('data-state="one-click"');
    }
    expect(await isStanding('looked@example.com')).toBe(true);
  });

  test('takes no other body, no forged link, and no link of the preferences page', async () => {
    const { link } = await agree('refused@example.com');
    const path = await oneClickLink('refused@example.com');
    expect((await sendForm(path, { 'List-Unsubscribe': 'Yes' })).status).toBe(400);
    expect((await sendForm(path, {})).status).toBe(400);
    expect((await send(path, null)).status).toBe(400);
    expect((await post<Problem>(path, oneClick)).status).toBe(400);
    expect((await sendForm(path, { ...oneClick, more: 'x'.repeat(20_000) })).status).toBe(413);
    expect((await sendForm(`${path.slice(0, -3)}AAA`, oneClick)).status).toBe(410);
    expect((await sendForm(apiPaths.consentOneClick(link), oneClick)).status).toBe(410);
    expect((await sendForm(apiPaths.consentOneClick('x'.repeat(500)), oneClick)).status).toBe(410);
    expect(await isStanding('refused@example.com')).toBe(true);
  });

  function multipart(fields: Readonly<Record<string, string>>): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  }
});

describe('[rights.withdraw-consent] the account', () => {
  const email = 'account@example.com';

  async function signIn(): Promise<string> {
    const token = newSessionToken();
    const now = Date.now();
    await shop.database.batch([
      shop.database
        .prepare(
          `INSERT INTO accounts (id, username, email, password_hash, created_at, last_act_at)
           VALUES ('a', 'Ada', ?1, '', ?2, ?2)`,
        )
        .bind(email, now),
      shop.database
        .prepare(`INSERT INTO sessions (token_hash, account_id, created_at, last_used_at) VALUES (?1, 'a', ?2, ?2)`)
        .bind(await hashOfToken(token), now),
    ]);
    return token;
  }

  async function choose(token: string | undefined, body?: unknown) {
    const response = await fetch(shop.url + apiPaths.accountConsent, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as AccountConsent & Problem };
  }

  test('asks the mailbox when the box is ticked, and takes it back when it is not', async () => {
    const token = await signIn();
    expect((await choose(token)).body).toEqual({ state: 'none', wording: marketingWording.text });
    expect((await choose(token, { wanted: true })).body.state).toBe('asked');
    expect((await choose(token, { wanted: true })).body.state).toBe('asked');
    const letter = await letterTo(email, question);
    expect(letter).toContain('in your account');
    await confirm(/#confirm\.(\S+)/.exec(letter)?.[1] ?? '');
    expect((await choose(token)).body).toMatchObject({ state: 'standing', consent: { where: 'your account' } });
    expect((await choose(token, { wanted: true })).body.state).toBe('standing');
    expect((await choose(token, { wanted: false })).body.state).toBe('withdrawn');
    expect((await choose(token, { wanted: false })).body.state).toBe('withdrawn');
    expect(await consentsOf(shop.database, email)).toMatchObject([{ withdrawn_on: '/account/' }]);
  });

  test('is for whoever is signed in, and takes no other words', async () => {
    for (const token of [undefined, newSessionToken()]) {
      expect(await choose(token)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      expect(await choose(token, { wanted: true })).toMatchObject({ status: 401 });
    }
    const token = newSessionToken();
    await shop.database
      .prepare(`INSERT INTO sessions (token_hash, account_id, created_at, last_used_at) VALUES (?1, 'a', ?2, ?2)`)
      .bind(await hashOfToken(token), Date.now())
      .run();
    for (const body of [{}, { wanted: 'yes' }, { wanted: true, email: 'other@example.com' }]) {
      expect((await choose(token, body)).status).toBe(400);
    }
  });
});
