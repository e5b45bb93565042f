import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { jsonAnswer, pageAnswer, redirectAnswer, styleAnswer } from '../http/markup.ts';
import { type Answer, type Call, serveOnLoopback } from '../http/serve.ts';
import { style } from '../http/style.ts';
import { type Look, lookOf, shownIn } from './looks.ts';
import { listPage, messagePage, nothingPage } from './mail-pages.ts';
import { type Message, type Read, readMessage, refuseMessage } from './message.ts';
import { readMime } from './mime.ts';
import { keepMessagesIn } from './persistence.ts';
import { sourceOf } from './source.ts';

/** A little above the 5 MiB that a message may have, so that the refusal has its own words. */
const maximumBodyBytes = 8 * 1024 * 1024;
const keptMessages = 1000;

export interface Kept {
  /** The Message-ID, in angle brackets. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly message: Message;
}

const switchesSchema = z.strictObject({
  /** The next so many messages are refused. */
  failNext: z.coerce.number().int().min(0).max(100_000),
  /** Every message is refused. */
  failAll: z.boolean(),
  /** One of the documented codes, such as E_INTERNAL_SERVER_ERROR or E_RATE_LIMIT_EXCEEDED. */
  code: z.string().regex(/^E_[A-Z_]{1,60}$/),
});

export type MailSwitches = z.output<typeof switchesSchema>;

const allOff: MailSwitches = { failNext: 0, failAll: false, code: 'E_INTERNAL_SERVER_ERROR' };

export interface MailboxOptions {
  /** 0 lets the system choose; `url` then tells. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 unless given. */
  readonly host?: string;
  /** A JSON file that keeps the messages over a restart. */
  readonly statePath?: string;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

export interface Mailbox {
  readonly url: string;
  close(): Promise<void>;
  /** Oldest first. */
  messages(): Kept[];
  turn(change: Partial<MailSwitches>): void;
  resetSwitches(): void;
  deleteAll(): void;
}

interface Box {
  messages: Kept[];
  switches: MailSwitches;
  readonly now: () => number;
  readonly changed: () => void;
}

/** Starts a mailbox that takes what the `send_email` binding takes and shows it. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const kept = keepMessagesIn(options.statePath);
  const box: Box = {
    messages: kept.messages,
    switches: { ...allOff },
    now: options.clock ?? Date.now,
    changed: () => kept.write(box.messages),
  };
  const serving = await serveOnLoopback({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    maximumBodyBytes,
    handle: async (call) => answer(box, call),
  });
  return {
    url: serving.url,
    close: serving.close,
    messages: () => structuredClone(box.messages),
    turn(change) {
      box.switches = switchesSchema.parse({ ...box.switches, ...change });
    },
    resetSwitches() {
      box.switches = { ...allOff };
    },
    deleteAll: () => deleteAll(box),
  };
}

function answer(box: Box, call: Call): Answer {
  const path = call.url.pathname;
  if (call.method === 'POST') return answerPost(box, call, path);
  if (path === '/') return pageAnswer(200, listPage(box.messages, box.switches));
  if (path === '/style.css') return styleAnswer(style);
  if (path === '/messages.json') return jsonAnswer(200, box.messages);
  const [, encodedId = '', view] = /^\/messages\/([^/]+)(?:\/(html|source))?$/.exec(path) ?? [];
  const found = box.messages.find(({ id }) => encodeURIComponent(id) === encodedId || id === safeDecode(encodedId));
  if (!found) return pageAnswer(404, nothingPage());
  const look = lookOf(call.url.searchParams.get('look'));
  if (view === 'html') return htmlAnswer(found.message.html ?? '', look);
  if (view === 'source') {
    const body = sourceOf(found.message, found.id, found.receivedAt);
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body };
  }
  return pageAnswer(200, messagePage(found, look));
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Nothing of a message runs, and nothing is fetched from elsewhere for it. */
function htmlAnswer(body: string, look: Look): Answer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${look === 'no-images' ? "'none'" : 'data:'}; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-top-navigation-by-user-activation`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: withLinksToTheTop(shownIn(look, body)),
  };
}

/** A link in the message leaves the frame, as it would leave a mail client; the doctype stays first. */
function withLinksToTheTop(body: string): string {
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(body) ? body.replace(/<head[^>]*>/i, (head) => head + base) : base + body;
}

function answerPost(box: Box, call: Call, path: string): Answer {
  if (path === '/send') return send(box, call);
  // Another site's page that is open in the same browser must not be able to press these.
  if (call.headers['sec-fetch-site'] === 'cross-site') return jsonAnswer(403, { error: 'Not from another site.' });
  if (path === '/delete') {
    deleteAll(box);
    return redirectAnswer('/');
  }
  if (path === '/switches') return turnSwitches(box, call);
  return jsonAnswer(404, { error: 'There is no such address here.' });
}

function deleteAll(box: Box): void {
  box.messages = [];
  box.changed();
}

function send(box: Box, call: Call): Answer {
  if (box.switches.failAll || box.switches.failNext > 0) {
    if (box.switches.failNext > 0) box.switches.failNext -= 1;
    return jsonAnswer(503, { code: box.switches.code, message: 'The mailbox was told to refuse this message.' });
  }
  const read = readSent(call);
  if (read.kind === 'refused') return jsonAnswer(400, read.refusal);
  const id = `<${randomBytes(18).toString('base64url')}@mailbox.local>`;
  box.messages.push({ id, receivedAt: new Date(box.now()).toISOString(), message: read.message });
  if (box.messages.length > keptMessages) box.messages.splice(0, box.messages.length - keptMessages);
  box.changed();
  return jsonAnswer(200, { messageId: id });
}

/** JSON as `send()` takes it, or MIME (message/rfc822) with the envelope in ?from=…&to=… */
function readSent(call: Call): Read {
  if ((call.headers['content-type'] ?? '').startsWith('message/rfc822')) {
    const envelope = { from: call.url.searchParams.get('from') ?? '', to: call.url.searchParams.get('to') ?? '' };
    const message = readMime(call.body, envelope);
    const refusal = refuseMessage(message, call.body.length);
    return refusal ? { kind: 'refused', refusal } : { kind: 'message', message };
  }
  try {
    return readMessage(JSON.parse(call.body.toString('utf8')), call.body.length);
  } catch {
    return { kind: 'refused', refusal: { code: 'E_VALIDATION_ERROR', message: 'The body is not JSON.' } };
  }
}

function turnSwitches(box: Box, call: Call): Answer {
  const text = call.body.toString('utf8');
  const isJson = (call.headers['content-type'] ?? '').startsWith('application/json');
  const fields = new URLSearchParams(text);
  const change = switchesSchema
    .partial()
    .safeParse(
      isJson
        ? parseJson(text)
        : { failNext: fields.get('failNext'), failAll: fields.get('failAll') === 'on', code: fields.get('code') },
    );
  if (!change.success) return jsonAnswer(400, { error: z.prettifyError(change.error) });
  box.switches = { ...box.switches, ...change.data };
  return isJson ? jsonAnswer(200, box.switches) : redirectAnswer('/');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
