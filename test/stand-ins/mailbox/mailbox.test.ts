import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from './start.ts';

const message = {
  from: { email: 'orders@lien.example', name: 'LIEN' },
  to: ['claire@shopper.example'],
  subject: 'Your order L-7Q2K – thank you',
  text: 'It is on its way: http://shop.example/order/#signed',
  html: '<!doctype html><html><head><title>x</title></head><body><script>alert(1)</script><p>Thank you.</p></body></html>',
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Outbox-Id': '17' },
};

let mailbox: Mailbox;

beforeEach(async () => {
  mailbox = await startMailbox({ port: 0, clock: () => Date.UTC(2026, 10, 23, 12) });
});

afterEach(async () => {
  await mailbox.close();
});

async function send(body: unknown): Promise<{ status: number; answer: { messageId?: string; code?: string } }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${mailbox.url}/send`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as { messageId?: string; code?: string } };
}

test('keeps a message and shows it: list, message, HTML apart, source, JSON', async () => {
  const { status, answer } = await send(message);
  expect(status).toBe(200);
  const address = `${mailbox.url}/messages/${encodeURIComponent(answer.messageId ?? '')}`;
  const [list, page, html, source, json] = await Promise.all(
    [mailbox.url, address, `${address}/html`, `${address}/source`, `${mailbox.url}/messages.json`].map((url) =>
      fetch(url),
    ),
  );
  expect(await list?.text()).toContain('Your order L-7Q2K – thank you');
  const shown = await page?.text();
  expect(shown).toContain('<a href="http://shop.example/order/#signed">');
  expect(shown).toContain('sandbox="allow-popups allow-top-navigation-by-user-activation"');
  expect(shown).not.toContain('alert(1)');
  expect(html?.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await html?.text()).toContain('<head><base target="_top"><title>');
  expect(await source?.text()).toContain('Content-Type: multipart/alternative');
  expect(await json?.json()).toMatchObject([{ id: answer.messageId, message: { from: 'LIEN <orders@lien.example>' } }]);
});

test('shows a message as others see it: in the dark, with images off, on a telephone', async () => {
  const html =
    '<html><head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head><body><img src="data:,"></body></html>';
  const { answer } = await send({ ...message, html });
  const address = `${mailbox.url}/messages/${encodeURIComponent(answer.messageId ?? '')}`;
  const shown = async (look: string) => {
    const [page, body] = await Promise.all([fetch(`${address}?look=${look}`), fetch(`${address}/html?look=${look}`)]);
    const styles = /@media (\([^)]+\))/.exec(await body.text())?.[1];
    const images = /img-src ([^;]+)/.exec(body.headers.get('content-security-policy') ?? '')?.[1];
    return { page: await page.text(), styles, images };
  };
  const [light, dark, imagesOff, telephone, unknown] = await Promise.all(
    ['light', 'dark', 'no-images', 'telephone', 'toString'].map(shown),
  );
  expect([light?.styles, dark?.styles]).toEqual(['(max-width:0)', '(min-width:0)']);
  expect([light?.images, imagesOff?.images]).toEqual(['data:', "'none'"]);
  expect(dark?.page).toContain('/html?look=dark"');
  expect(dark?.page).toContain('aria-current="page">Dark</a>');
  expect(telephone?.page).toContain('<iframe class="narrow"');
  expect(unknown).toEqual(light);
});

describe('refuses', () => {
  const recipients = (count: number) => Array.from({ length: count }, (_, index) => `a${index}@b.example`);
  const { from: _from, ...withoutFrom } = message;
  test.each<[string, object, string]>([
    ['a message from no one', withoutFrom, 'E_FIELD_MISSING'],
    ['a message to no one', { ...message, to: [] }, 'E_FIELD_MISSING'],
    ['neither text nor html', { ...message, text: undefined, html: undefined }, 'E_VALIDATION_ERROR'],
    ['an address that is none', { ...message, to: 'claire' }, 'E_VALIDATION_ERROR'],
    ['a line break in an address', { ...message, to: 'a@b.example\r\nBcc: c@d.example' }, 'E_VALIDATION_ERROR'],
    ['an unknown field', { ...message, priority: 1 }, 'E_VALIDATION_ERROR'],
    ['a subject of 999 characters', { ...message, subject: 'x'.repeat(999) }, 'E_VALIDATION_ERROR'],
    ['51 recipients over all fields', { ...message, to: recipients(50), bcc: 'z@b.example' }, 'E_TOO_MANY_RECIPIENTS'],
    ['more than 5 MiB', { ...message, text: 'x'.repeat(5 * 1024 * 1024) }, 'E_CONTENT_TOO_LARGE'],
    ['a header that the service sets', { ...message, headers: { Date: 'today' } }, 'E_HEADER_NOT_ALLOWED'],
    ['a header that is not on the list', { ...message, headers: { Sender: 'x' } }, 'E_HEADER_NOT_ALLOWED'],
    [
      'a header that has its own field',
      { ...message, headers: { 'Reply-To': 'x@y.example' } },
      'E_HEADER_USE_API_FIELD',
    ],
    ['a header name with a space', { ...message, headers: { 'X Bad': 'x' } }, 'E_HEADER_NAME_INVALID'],
    ['a header value with a line break', { ...message, headers: { 'X-A': 'x\r\nBcc: y' } }, 'E_HEADER_VALUE_INVALID'],
    ['a header value of 2,049 bytes', { ...message, headers: { 'X-A': 'x'.repeat(2049) } }, 'E_HEADER_VALUE_TOO_LONG'],
    [
      'an unencrypted List-Unsubscribe',
      { ...message, headers: { 'List-Unsubscribe': '<http://a.example>' } },
      'E_HEADER_VALUE_INVALID',
    ],
    [
      '17 KB of headers',
      {
        ...message,
        headers: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`X-${index}`, 'x'.repeat(2000)])),
      },
      'E_HEADERS_TOO_LARGE',
    ],
  ])('%s', async (_, body, code) => {
    expect(await send(body)).toMatchObject({ status: 400, answer: { code } });
    expect(mailbox.messages()).toEqual([]);
  });
});

test('takes 50 recipients and a one-click List-Unsubscribe', async () => {
  const headers = {
    'List-Unsubscribe': '<https://shop.example/u>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  const to = Array.from({ length: 50 }, (_, index) => ({ email: `a${index}@b.example`, name: 'A' }));
  expect(await send({ ...message, to, headers })).toMatchObject({ status: 200 });
});

test('reads a MIME message with both parts and encoded words', async () => {
  const mime = [
    'From: =?utf-8?Q?Maison_Li=C3=A9?= <orders@lien.example>',
    'To: claire@shopper.example',
    'Subject: =?utf-8?B?w4ljaGFycGU=?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Votre =C3=A9charpe est en=',
    ' route.',
    '--b1',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<p>Votre écharpe</p>').toString('base64'),
    '--b1--',
    '',
  ].join('\r\n');
  const response = await fetch(`${mailbox.url}/send?from=orders@lien.example&to=claire@shopper.example`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: mime,
  });
  expect(response.status).toBe(200);
  expect(mailbox.messages()[0]?.message).toMatchObject({
    from: 'Maison Lié <orders@lien.example>',
    to: ['claire@shopper.example'],
    subject: 'Écharpe',
    text: 'Votre écharpe est en route.',
    html: '<p>Votre écharpe</p>',
    raw: mime,
  });
});

test('fails the next messages, or all until it is switched off', async () => {
  mailbox.turn({ failNext: 2, code: 'E_RATE_LIMIT_EXCEEDED' });
  for (const status of [503, 503, 200]) expect((await send(message)).status).toBe(status);
  const turn = (body: object) =>
    fetch(`${mailbox.url}/switches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await turn({ failAll: true, code: 'E_INTERNAL_SERVER_ERROR' });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await send(message)).toMatchObject({ status: 503, answer: { code: 'E_INTERNAL_SERVER_ERROR' } });
  }
  await turn({ failAll: false });
  expect((await send(message)).status).toBe(200);
  expect(mailbox.messages()).toHaveLength(2);
});

test('deletes everything when asked to, and not for another site', async () => {
  await send(message);
  const foreign = await fetch(`${mailbox.url}/delete`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
  expect(foreign.status).toBe(403);
  expect(mailbox.messages()).toHaveLength(1);
  await fetch(`${mailbox.url}/delete`, { method: 'POST', redirect: 'manual' });
  expect(mailbox.messages()).toEqual([]);
});

test('keeps messages over a restart when there is a file for them', async () => {
  const statePath = join(tmpdir(), `${randomUUID()}.json`);
  const first = await startMailbox({ port: 0, statePath });
  await fetch(`${first.url}/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  await first.close();
  const second = await startMailbox({ port: 0, statePath });
  expect(second.messages().map((kept) => kept.message.subject)).toEqual([message.subject]);
  await second.close();
  await rm(statePath);
});
