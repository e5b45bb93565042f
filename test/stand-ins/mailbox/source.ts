import type { Message } from './message.ts';

/** The MIME source of a message that was sent by its fields, as a mail client would get it. */
export function sourceOf(message: Message, id: string, receivedAt: string): string {
  if (message.raw !== null) return message.raw;
  const boundary = `part-${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 30)}`;
  const head = [
    `From: ${encodeAddress(message.from)}`,
    ...(message.to.length > 0 ? [`To: ${message.to.map(encodeAddress).join(', ')}`] : []),
    ...(message.cc.length > 0 ? [`Cc: ${message.cc.map(encodeAddress).join(', ')}`] : []),
    ...(message.replyTo === null ? [] : [`Reply-To: ${encodeAddress(message.replyTo)}`]),
    `Subject: ${encodeWord(message.subject)}`,
    `Date: ${new Date(receivedAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${id}`,
    ...Object.entries(message.headers).map(([name, value]) => `${name}: ${encodeWord(value)}`),
    'MIME-Version: 1.0',
  ];
  const parts = [
    ...(message.text === null ? [] : [part('text/plain', message.text)]),
    ...(message.html === null ? [] : [part('text/html', message.html)]),
  ];
  const [only, another] = parts;
  if (only !== undefined && another === undefined) return [...head, only].join('\r\n');
  const body = parts.map((content) => `--${boundary}\r\n${content}\r\n`).join('');
  return [
    ...head,
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `${body}--${boundary}--`,
    '',
  ].join('\r\n');
}

function part(type: string, content: string): string {
  const lines = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`;
}

function encodeAddress(text: string): string {
  const [, name = '', bare] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  return bare === undefined ? text : `${encodeWord(name)} <${bare}>`;
}

function encodeWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
