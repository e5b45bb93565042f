import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiPaths } from '../../src/paths.ts';

/** What the beacon sent. */
export interface PageViewMessage {
  readonly view: string;
  readonly session: string;
  readonly path: string;
  readonly referrer: string;
  readonly search: string;
  readonly ms: number;
}

export interface Recorder {
  readonly url: string;
  /** In the order in which they came. */
  readonly messages: readonly PageViewMessage[];
  /** A sentence for each message that is no such thing. */
  readonly breaches: readonly string[];
  /** Addresses that the browser asked for ahead of their being looked at. */
  readonly askedAhead: readonly string[];
  /** Whether the network is there; what is sent without it gets nowhere. */
  isThere(is: boolean): void;
  close(): Promise<void>;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const keys = ['view', 'session', 'path', 'referrer', 'search', 'ms'].join();

/**
 * Stands before the shop and hears what no page can be watched sending: a beacon outlives its page. It answers those
 * itself, and passes on all else.
 */
export async function recordPageViews(shopUrl: string): Promise<Recorder> {
  const messages: PageViewMessage[] = [];
  const breaches: string[] = [];
  const askedAhead: string[] = [];
  let isThere = true;
  const server = createServer((asked, answer) => {
    if (String(asked.headers['sec-purpose']).includes('prerender')) askedAhead.push(asked.url ?? '');
    if (!asked.url?.startsWith(apiPaths.pageViews)) return passOn(shopUrl, asked, answer);
    if (!isThere) return asked.destroy();
    let text = '';
    asked.on('data', (part) => {
      text += part;
    });
    asked.on('end', () => {
      const breach = breachOf(asked, text);
      if (breach) breaches.push(breach);
      else messages.push(JSON.parse(text));
      answer.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    messages,
    breaches,
    askedAhead,
    isThere: (is) => {
      isThere = is;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Undefined for what the door takes: a POST of plain text with exactly these six, each within its bounds. */
export function breachOf({ method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, text: string) {
  if (method !== 'POST' || url !== apiPaths.pageViews) return `${method} ${url}`;
  if (!headers['content-type']?.startsWith('text/plain')) return `content-type ${headers['content-type']}`;
  return breachOfBody(text);
}

export function breachOfBody(text: string): string | undefined {
  if (text.length > 2048) return `${text.length} bytes`;
  const message: unknown = parse(text);
  if (typeof message !== 'object' || message === null || Object.keys(message).join() !== keys) return `it is “${text}”`;
  const { view, session, path, referrer, search, ms } = message as PageViewMessage;
  const isRight =
    uuid.test(view) &&
    uuid.test(session) &&
    view !== session &&
    /^\/([\w-]+\/)*$/.test(path) &&
    (referrer === '' || URL.canParse(referrer)) &&
    referrer.length <= 500 &&
    /^(\?.*)?$/.test(search) &&
    search.length <= 500 &&
    Number.isSafeInteger(ms) &&
    ms >= 0;
  return isRight ? undefined : `it is “${text}”`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no message.
    return undefined;
  }
}

function passOn(shopUrl: string, asked: IncomingMessage, answer: ServerResponse): void {
  const onward = request(
    new URL(asked.url ?? '/', shopUrl),
    { method: asked.method, headers: { ...asked.headers, host: new URL(shopUrl).host } },
    (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    },
  );
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
