import { z } from 'zod';
import { refuseHeaders } from './message-headers.ts';

/** Why a message is refused, with the codes that Cloudflare documents: https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export interface Attachment {
  readonly filename: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** A message as the mailbox keeps it. */
export interface Message {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  /** The MIME source, when that is what was sent. */
  readonly raw: string | null;
}

export type Read =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const maximumRecipients = 50;
const maximumSubjectCharacters = 998;
const maximumMessageBytes = 5 * 1024 * 1024;

const address = z.union([z.string(), z.strictObject({ email: z.string(), name: z.string().optional() })]);
const addresses = z.union([address, z.array(address)]).optional();

const builder = z.strictObject({
  from: address,
  to: addresses,
  cc: addresses,
  bcc: addresses,
  replyTo: address.optional(),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  attachments: z
    .array(
      z.strictObject({
        filename: z.string(),
        type: z.string(),
        disposition: z.enum(['attachment', 'inline']),
        contentId: z.string().optional(),
        /** Base64. */
        content: z.string(),
      }),
    )
    .optional(),
});

/** Reads what `send()` was called with, as JSON. `sizeBytes` is that of the whole. */
export function readMessage(value: unknown, sizeBytes: number): Read {
  if (typeof value === 'object' && value !== null) {
    for (const field of ['from', 'subject'] as const) {
      if (!(field in value)) return refused('E_FIELD_MISSING', `The field ${field} is missing.`);
    }
    if (!('to' in value || 'cc' in value || 'bcc' in value))
      return refused('E_FIELD_MISSING', 'There is no recipient.');
  }
  const parsed = builder.safeParse(value);
  if (!parsed.success) return refused('E_VALIDATION_ERROR', z.prettifyError(parsed.error));
  const fields = parsed.data;
  const message: Message = {
    from: addressText(fields.from),
    to: addressTexts(fields.to),
    cc: addressTexts(fields.cc),
    bcc: addressTexts(fields.bcc),
    replyTo: fields.replyTo === undefined ? null : addressText(fields.replyTo),
    subject: fields.subject,
    text: fields.text ?? null,
    html: fields.html ?? null,
    headers: fields.headers ?? {},
    attachments: (fields.attachments ?? []).map(({ filename, type, content }) => ({
      filename,
      type,
      sizeBytes: Buffer.byteLength(content, 'base64'),
    })),
    raw: null,
  };
  const refusal = refuseMessage(message, sizeBytes) ?? refuseHeaders(message.headers);
  return refusal ? { kind: 'refused', refusal } : { kind: 'message', message };
}

/** The rules that hold for a message however it was sent; null when it keeps them. */
export function refuseMessage(message: Message, sizeBytes: number): Refusal | null {
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  if (recipients.length === 0) return { code: 'E_FIELD_MISSING', message: 'There is no recipient.' };
  if (recipients.length > maximumRecipients) {
    return {
      code: 'E_TOO_MANY_RECIPIENTS',
      message: `There are ${recipients.length} recipients; at most ${maximumRecipients}.`,
    };
  }
  const malformed = [message.from, ...recipients, ...(message.replyTo === null ? [] : [message.replyTo])].find(
    (text) => !isAddress(text),
  );
  if (malformed !== undefined)
    return { code: 'E_VALIDATION_ERROR', message: `'${malformed}' is not an e-mail address.` };
  if (message.subject.length > maximumSubjectCharacters) {
    return {
      code: 'E_VALIDATION_ERROR',
      message: `The subject is longer than ${maximumSubjectCharacters} characters.`,
    };
  }
  if (message.text === null && message.html === null) {
    return { code: 'E_VALIDATION_ERROR', message: 'There is neither text nor html.' };
  }
  if (sizeBytes > maximumMessageBytes) {
    return { code: 'E_CONTENT_TOO_LARGE', message: `The message is larger than ${maximumMessageBytes} bytes.` };
  }
  return null;
}

function refused(code: string, message: string): Read {
  return { kind: 'refused', refusal: { code, message } };
}

type Address = z.output<typeof address>;

/** "Name <a@b.example>" or "a@b.example" */
function addressText(value: Address): string {
  if (typeof value === 'string') return value;
  return value.name ? `${value.name} <${value.email}>` : value.email;
}

function addressTexts(value: Address | Address[] | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(addressText);
}

function isAddress(text: string): boolean {
  const bare = /^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return /^[^\s@<>]{1,64}@[^\s@<>.]+(?:\.[^\s@<>.]+)+$/.test(bare);
}
