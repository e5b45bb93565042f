import { readFileSync } from 'node:fs';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from './start.ts';

const shop = `
import { EmailMessage } from 'cloudflare:email';
export default {
  async fetch(request, env) {
    const body = await request.json();
    try {
      return Response.json(await env.EMAIL.send(body.bytes ? withBytes(body) : body));
    } catch (error) {
      return Response.json({ name: error.name, code: error.code, message: error.message }, { status: 500 });
    }
  },
};
function withBytes({ bytes, ...message }) {
  const content = new TextEncoder().encode(bytes);
  return { ...message, attachments: [{ filename: 'a.txt', type: 'text/plain', disposition: 'attachment', content }] };
}
`;

const message = {
  from: { email: 'orders@lien.example', name: 'LIEN' },
  to: 'a@b.example',
  subject: 'Your order',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
};

let mailbox: Mailbox;
let miniflare: Miniflare;

beforeAll(async () => {
  mailbox = await startMailbox({ port: 0 });
  const compatibilityDate = '2026-10-12';
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'shop',
          modules: true,
          script: shop,
          compatibilityDate,
          serviceBindings: { EMAIL: { name: 'send-email', entrypoint: 'SendEmail' } },
        },
        {
          name: 'send-email',
          modules: true,
          script: readFileSync(new URL('send-email-worker.mjs', import.meta.url), 'utf8'),
          compatibilityDate,
          bindings: { MAILBOX_URL: mailbox.url },
        },
      ],
    }),
  );
  await miniflare.ready;
}, 60_000);

afterAll(async () => {
  await miniflare.dispose();
  await mailbox.close();
});

beforeEach(() => {
  mailbox.deleteAll();
  mailbox.resetSwitches();
});

async function send(body: object): Promise<{ status: number; answer: unknown }> {
  const response = await miniflare.dispatchFetch('http://shop/', { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
}

test('env.EMAIL.send() of a Worker reaches the mailbox', async () => {
  const { status, answer } = await send(message);
  const [kept, ...more] = mailbox.messages();
  expect(status).toBe(200);
  expect(answer).toEqual({ messageId: kept?.id });
  expect(kept?.message).toMatchObject({ from: 'LIEN <orders@lien.example>', to: ['a@b.example'], text: 'Thank you.' });
  expect(more).toEqual([]);
});

test('attached bytes arrive whole', async () => {
  await send({ ...message, bytes: 'twelve bytes' });
  expect(mailbox.messages()[0]?.message.attachments).toEqual([
    { filename: 'a.txt', type: 'text/plain', sizeBytes: 12 },
  ]);
});

test('a refusal is an Error with the documented code, as the binding throws it', async () => {
  const { answer } = await send({ ...message, headers: { Date: 'today' } });
  expect(answer).toMatchObject({ name: 'Error', code: 'E_HEADER_NOT_ALLOWED' });
});

test('a failing mailbox fails the send, and the next one goes through', async () => {
  mailbox.turn({ failNext: 1, code: 'E_RATE_LIMIT_EXCEEDED' });
  expect((await send(message)).answer).toMatchObject({ code: 'E_RATE_LIMIT_EXCEEDED' });
  expect((await send(message)).status).toBe(200);
});
