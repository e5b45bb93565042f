import type { Refusal } from './message.ts';

/** The rules of https://developers.cloudflare.com/email-service/reference/headers/ */
const allowed = new Set(
  (
    'in-reply-to references list-unsubscribe list-unsubscribe-post list-id list-archive list-help list-owner list-post ' +
    'list-subscribe precedence auto-submitted content-language keywords comments importance priority sensitivity ' +
    'organization require-recipient-valid-since expires reply-by archived-at'
  ).split(' '),
);

const fields = new Set(['from', 'to', 'cc', 'bcc', 'subject', 'reply-to']);

const values: Readonly<Record<string, readonly string[]>> = {
  precedence: ['bulk', 'list', 'junk'],
  'auto-submitted': ['auto-generated', 'auto-replied', 'auto-notified'],
  importance: ['high', 'normal', 'low'],
  priority: ['normal', 'non-urgent', 'urgent'],
  sensitivity: ['personal', 'private', 'company-confidential'],
};

const maximumCount = 20;
const maximumNameBytes = 100;
const maximumValueBytes = 2048;
const maximumTotalBytes = 16 * 1024;

/** Null when every header may be set. */
export function refuseHeaders(headers: Readonly<Record<string, string>>): Refusal | null {
  const entries = Object.entries(headers);
  for (const [name, value] of entries) {
    const refusal = refuseHeader(name, value) ?? refuseListUnsubscribe(name, value, headers);
    if (refusal) return refusal;
  }
  const plain = entries.filter(([name]) => !isCustom(name)).length;
  if (plain > maximumCount)
    return { code: 'E_HEADERS_TOO_MANY', message: `There are ${plain} headers; at most ${maximumCount}.` };
  const totalBytes = entries.reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + 4,
    0,
  );
  if (totalBytes > maximumTotalBytes) {
    return {
      code: 'E_HEADERS_TOO_LARGE',
      message: `The headers take ${totalBytes} bytes; at most ${maximumTotalBytes}.`,
    };
  }
  return null;
}

function isCustom(name: string): boolean {
  return name.toLowerCase().startsWith('x-');
}

function refuseHeader(name: string, value: string): Refusal | null {
  const lower = name.toLowerCase();
  const shape = isCustom(name) ? /^x-[A-Za-z0-9_-]+$/i : /^[A-Za-z0-9-]+$/;
  if (!shape.test(name) || name.length > maximumNameBytes) {
    return { code: 'E_HEADER_NAME_INVALID', message: `'${name}' is not a header name that is taken.` };
  }
  if (fields.has(lower)) return { code: 'E_HEADER_USE_API_FIELD', message: `'${name}' is set by its own field.` };
  if (!isCustom(name) && !allowed.has(lower))
    return { code: 'E_HEADER_NOT_ALLOWED', message: `'${name}' may not be set.` };
  if (value === '' || /[\r\n]/.test(value)) {
    return { code: 'E_HEADER_VALUE_INVALID', message: `The value of '${name}' is empty or has a line break.` };
  }
  if (Buffer.byteLength(value) > maximumValueBytes) {
    return {
      code: 'E_HEADER_VALUE_TOO_LONG',
      message: `The value of '${name}' is longer than ${maximumValueBytes} bytes.`,
    };
  }
  const known = values[lower];
  if (known && !known.includes(value)) {
    return { code: 'E_HEADER_VALUE_INVALID', message: `'${name}' is one of ${known.join(', ')}.` };
  }
  return null;
}

function refuseListUnsubscribe(name: string, value: string, headers: Readonly<Record<string, string>>): Refusal | null {
  const lower = name.toLowerCase();
  if (
    lower === 'list-unsubscribe' &&
    !/^<(?:https:|mailto:)[^<>]+>(?:\s*,\s*<(?:https:|mailto:)[^<>]+>)*$/.test(value)
  ) {
    return { code: 'E_HEADER_VALUE_INVALID', message: `'${name}' holds https and mailto addresses in angle brackets.` };
  }
  if (lower !== 'list-unsubscribe-post') return null;
  const unsubscribe = Object.entries(headers).find(([other]) => other.toLowerCase() === 'list-unsubscribe')?.[1] ?? '';
  if (value === 'List-Unsubscribe=One-Click' && unsubscribe.includes('<https:')) return null;
  return {
    code: 'E_HEADER_VALUE_INVALID',
    message: `'${name}' is List-Unsubscribe=One-Click, beside an https List-Unsubscribe.`,
  };
}
