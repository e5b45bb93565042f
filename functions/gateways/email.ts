import type { SendEmail } from '@cloudflare/workers-types';
import { z } from 'zod';
import { type Language, languageTags } from '../../src/languages.ts';
import { marketingSending } from '../../src/policy/marketing-sending.ts';
import type { Config } from '../config.ts';

/** The only file that hands a message to the e-mail service. */

export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of a letter of marketing, and of no other: where a mail program's own button takes the consent back. Source: RFC 8058. */
  readonly unsubscribeAddress?: string;
  readonly language: Language;
  /** The outbox's id: the service has no key of idempotency, so this tells a doubled message from a second one. */
  readonly reference: string;
}

export type Delivery =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** It will never be taken as it is: a person must look. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

const accepted = z.object({ messageId: z.string() });
/** All that is read of an answer; a test holds it against src/policy/outbound-calls.ts. */
export const readOfEmailService = { send: accepted } as const;

const failure = z.object({ code: z.string().max(100) });

/** Codes after which the same message to the same address fails again. Source: Cloudflare Email Service, Workers API, errors. */
const finalCodes: ReadonlySet<string> = new Set([
  'E_VALIDATION_ERROR',
  'E_FIELD_MISSING',
  'E_TOO_MANY_RECIPIENTS',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RECIPIENT_SUPPRESSED',
  'E_CONTENT_TOO_LARGE',
  'E_HEADER_NOT_ALLOWED',
]);

export class EmailGateway {
  readonly #binding: SendEmail;
  readonly #from: string;

  readonly #sending: { readonly isOn: boolean };

  constructor(binding: SendEmail, config: Pick<Config, 'emailFrom'>, sending = marketingSending) {
    this.#binding = binding;
    this.#from = config.emailFrom;
    this.#sending = sending;
  }

  async send(email: Email): Promise<Delivery> {
    if (email.unsubscribeAddress && !this.#sending.isOn)
      return { kind: 'refused', reason: 'marketing is switched off' };
    try {
      const result = await this.#binding.send({
        from: { email: this.#from, name: 'LIEN' },
        to: email.to,
        subject: email.subject,
        text: email.text,
        html: email.html,
        headers: {
          'X-Entity-Ref-ID': email.reference,
          'Content-Language': languageTags[email.language],
          ...unsubscribeHeaders(email.unsubscribeAddress),
        },
      });
      return { kind: 'accepted', messageId: accepted.parse(result).messageId };
    } catch (error) {
      const parsed = failure.safeParse(error);
      const reason = parsed.success ? parsed.data.code : 'no answer';
      return { kind: finalCodes.has(reason) ? 'refused' : 'unavailable', reason };
    }
  }
}

function unsubscribeHeaders(address: string | undefined): Record<string, string> {
  if (!address) return {};
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
