import type { Attachment, Message } from './message.ts';

const maximumDepth = 10;

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/**
 * Reads a MIME message (RFC 5322, 2045 to 2047) as far as a mailbox shows it: the first text, the first HTML, and the
 * names of what is attached. `raw` is handled as bytes, since each part says its own character set.
 */
export function readMime(raw: Buffer, envelope: { readonly from: string; readonly to: string }): Message {
  const root = splitPart(raw);
  const found: Found = { text: null, html: null, attachments: [] };
  collect(root, found, 0);
  const header = (name: string) => decodeWords(root.headers.get(name) ?? '');
  const list = (name: string) =>
    header(name)
      .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((text) => text.trim())
      .filter((text) => text !== '');
  return {
    from: header('from') || envelope.from,
    to: list('to').length > 0 ? list('to') : [envelope.to],
    cc: list('cc'),
    bcc: [],
    replyTo: header('reply-to') || null,
    subject: header('subject'),
    text: found.text,
    html: found.html,
    headers: Object.fromEntries([...root.headers].map(([name, value]) => [name, decodeWords(value)])),
    attachments: found.attachments,
    raw: raw.toString('utf8'),
  };
}

interface Found {
  text: string | null;
  html: string | null;
  readonly attachments: Attachment[];
}

function splitPart(raw: Buffer): Part {
  const source = raw.toString('latin1');
  const gap = /\r?\n\r?\n/.exec(source);
  const head = source.slice(0, gap?.index ?? source.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.set(
        line.slice(0, colon).trim().toLowerCase(),
        Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString(),
      );
  }
  return { headers, body: gap ? raw.subarray(gap.index + gap[0].length) : Buffer.alloc(0) };
}

function collect(part: Part, found: Found, depth: number): void {
  const contentType = part.headers.get('content-type') ?? 'text/plain; charset=us-ascii';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('multipart/')) {
    const boundary = parameterOf(contentType, 'boundary');
    if (boundary === null || depth >= maximumDepth) return;
    for (const inner of splitMultipart(part.body, boundary)) collect(splitPart(inner), found, depth + 1);
    return;
  }
  const content = decodeTransfer(part.body, part.headers.get('content-transfer-encoding') ?? '7bit');
  const disposition = part.headers.get('content-disposition') ?? '';
  const isShown = !disposition.toLowerCase().startsWith('attachment');
  if (isShown && type === 'text/plain' && found.text === null) found.text = decodeCharset(content, contentType);
  else if (isShown && type === 'text/html' && found.html === null) found.html = decodeCharset(content, contentType);
  else {
    const filename = parameterOf(disposition, 'filename') ?? parameterOf(contentType, 'name') ?? 'unnamed';
    found.attachments.push({ filename: decodeWords(filename), type, sizeBytes: content.length });
  }
}

function splitMultipart(body: Buffer, boundary: string): Buffer[] {
  const source = body.toString('latin1');
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pieces = source.split(new RegExp(`(?:^|\\r?\\n)--${escaped}(?:--)?[ \\t]*(?:\\r?\\n|$)`));
  return pieces.slice(1, -1).map((piece) => Buffer.from(piece, 'latin1'));
}

function parameterOf(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2] ?? null;
}

function decodeTransfer(body: Buffer, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuoted(body.toString('latin1').replace(/[ \t]*=\r?\n/g, ''));
    default:
      return body;
  }
}

function decodeQuoted(text: string): Buffer {
  const plain = text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

function decodeCharset(content: Buffer, contentType: string): string {
  return decode(content, parameterOf(contentType, 'charset') ?? 'utf-8');
}

/** An unknown character set is read as UTF-8: better a few odd letters than no message. */
function decode(content: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return content.toString('utf8');
  }
}

/** RFC 2047: `=?utf-8?B?…?=` and `=?utf-8?Q?…?=` */
function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)\s+(=\?)/g, '$1$2');
  return joined.replace(/=\?([^?]+)\?([BbQq])\?([^?]*)\?=/g, (_, charset: string, kind: string, text: string) => {
    const bytes = kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : decodeQuoted(text.replaceAll('_', ' '));
    return decode(bytes, charset.split('*', 1)[0] ?? charset);
  });
}
