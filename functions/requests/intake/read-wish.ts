import { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { RequestWish } from '../../../src/api/request-answers.ts';
import { maxRequestWords, type RequestKind, requestKinds } from '../../../src/policy/request-kinds.ts';
import { say } from '../../../src/words/say.ts';
import { normaliseEmail } from '../../normalise-email.ts';
import { problem } from '../../problem.ts';

/** What the house's mail service and Stripe take at most. Source: RFC 5321, 4.5.3.1.3. */
const longestAddress = 254;

/** One address, in one spelling. No list, no name before it, no line break: none of them fits the pattern. */
export const emailField = z
  .string()
  .max(longestAddress + 2)
  .transform(normaliseEmail)
  .pipe(z.email().max(longestAddress));

/** Line breaks of one kind, and no other character that is not written but does something. */
export const wordsField = z
  .string()
  .max(maxRequestWords * 2)
  .transform(plainText)
  .pipe(z.string().max(maxRequestWords));

export const kindField = z.enum(Object.keys(requestKinds) as [RequestKind, ...RequestKind[]]);

export const orderNumberField = z
  .string()
  .max(40)
  .transform((text) => plainText(text).toUpperCase())
  .pipe(z.string().max(20));

const body = z.strictObject({
  kind: kindField,
  asker: z.enum(['person', 'agent']),
  email: emailField,
  about: z.union([z.literal(''), emailField]),
  orderNumber: orderNumberField,
  words: wordsField,
}) satisfies z.ZodType<RequestWish>;

/** Who asks, about whom, for what. */
export interface Wish {
  readonly kind: RequestKind;
  readonly asker: 'person' | 'agent' | 'reporter';
  /** Whose data it is about; empty where a reporter doesn't know the child's address. */
  readonly email: string;
  /** Of the agent or the reporter; empty when the person asks. */
  readonly askerEmail: string;
  readonly orderNumber: string;
  readonly words: string;
}

export function readWish(input: unknown): Wish | Problem {
  const parsed = body.safeParse(input);
  if (!parsed.success) return unreadable(parsed.error);
  const { kind, asker, email, about, orderNumber, words } = parsed.data;
  if (kind === 'child-report') {
    if (!about && !orderNumber && !words) {
      return refused(say`Tell us the address the child used, an order number, or what you know in your own words.`);
    }
    return { kind, asker: 'reporter', email: about, askerEmail: email, orderNumber, words };
  }
  if (asker === 'person') return { kind, asker, email, askerEmail: '', orderNumber, words };
  if (!about) return refused(say`Tell us the e-mail address of the person you ask for. We write to that mailbox.`);
  return { kind, asker, email: about, askerEmail: email, orderNumber, words };
}

/** The fields of the page's form, as the door expects them. */
export function wishOfForm(form: URLSearchParams): object {
  const text = (name: string) => form.get(name) ?? '';
  return {
    kind: text('kind'),
    asker: form.get('asker') ?? 'person',
    email: text('email'),
    about: text('about'),
    orderNumber: text('orderNumber'),
    words: text('words'),
  };
}

function unreadable(error: z.ZodError): Problem {
  const fields = new Set(error.issues.map((issue) => String(issue.path[0] ?? '')));
  if (fields.has('kind')) return refused(say`Choose what you want us to do.`);
  if (fields.has('email')) return refused(say`That e-mail address can’t be right. Look at it again, please.`);
  if (fields.has('about'))
    return refused(say`The other person’s e-mail address can’t be right. Look at it again, please.`);
  if (fields.has('words')) {
    return refused(say`That is longer than ${maxRequestWords} characters. You can write more on the request’s page.`);
  }
  if (fields.has('orderNumber')) return refused(say`An order number looks like LG-XXXX-XXXX. You can leave it out.`);
  return refused(say`Something in it isn’t as expected. Reload the page and try again.`);
}

function refused(detail: string): Problem {
  return problem('invalid-request', say`Nothing was sent yet.`, detail);
}

function plainText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
      .trim()
  );
}
