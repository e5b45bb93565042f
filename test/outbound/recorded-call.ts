import { type RecipientId, recipients } from '../../src/policy/recipients.ts';
import type { OutboundRequest } from '../local/outbound.ts';

/** One request of the Worker, in the words of src/policy/outbound-calls.ts. */
export interface RecordedCall {
  /** Undefined: the request went to nobody whom the policy names. */
  readonly recipient: RecipientId | undefined;
  readonly host: string;
  /** "POST /v1/checkout/sessions/:id/expire", or "send" for the e-mail binding. */
  readonly operation: string;
  /** Paths of what was sent, a list's items written `[]`. */
  readonly fields: readonly string[];
  /** Names in lower case, without those that any client sets. */
  readonly headers: readonly string[];
}

/** Where the recipients are reached in this run: a stand-in's origin in the place of each host. */
export type StandInOrigins = Readonly<Record<string, RecipientId>>;

/** What any HTTP client sets, without a word about the shopper. */
const ofTheClient = /^(accept|accept-language|sec-fetch-mode|user-agent|content-type)$/;

export function readCall(request: OutboundRequest, standIns: StandInOrigins): RecordedCall {
  const url = new URL(request.url);
  const recipient = standIns[url.origin] ?? recipientAt(url.host);
  if (request.from === 'email-binding') {
    return { recipient, host: url.host, operation: 'send', fields: fieldsOfJson(request.body), headers: [] };
  }
  return {
    recipient,
    host: url.host,
    operation: `${request.method} ${url.pathname.replaceAll(/\/(?:ch|cs|cus|du|evt|issfr|pi|pm|prj|re)_\w{8,}/g, '/:id')}`,
    fields: [...[...url.searchParams.keys()].map(pathOfFormField), ...fieldsOfBody(request)],
    headers: Object.keys(request.headers).filter((name) => !ofTheClient.test(name)),
  };
}

function recipientAt(host: string): RecipientId | undefined {
  const anyName = host.replace(/^[^.]+/, '*');
  const found = Object.entries(recipients).find(([, { reachedBy }]) =>
    (reachedBy as readonly string[]).some((place) => place === host || place === anyName),
  );
  // The keys of `recipients` are the ids.
  return found?.[0] as RecipientId | undefined;
}

function fieldsOfBody({ headers, body }: OutboundRequest): readonly string[] {
  if (body === '') return [];
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return [...new URLSearchParams(body).keys()].map(pathOfFormField);
  }
  return type.startsWith('application/json') ? fieldsOfJson(body) : [`a body of ${type || 'no type'}`];
}

/** "line_items[0][price_data][currency]" is "line_items[].price_data.currency". */
export function pathOfFormField(name: string): string {
  return name.replaceAll(/\[\d*\]/g, '[]').replaceAll(/\[([^\]]+)\]/g, '.$1');
}

export function fieldsOfJson(text: string): readonly string[] {
  return leavesOf(JSON.parse(text), '');
}

function leavesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, path ? `${path}.${name}` : name));
}
