import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { WithdrawalEntering } from '../../src/api/withdrawal-answers.ts';
import { say } from '../../src/words/say.ts';
import { codeField } from '../links/one-time-link.ts';
import { problem } from '../problem.ts';
import { asReadableNumber } from '../readable-number.ts';
import { emailField } from '../requests/intake/read-wish.ts';

const orderLink = z.string().min(1).max(100);

/** As somebody reads it off a letter: any case, with or without the hyphens or its first letters. */
export const orderNumber = z
  .string()
  .max(40)
  .transform(
    (typed) =>
      `LG-${asReadableNumber(
        typed
          .trim()
          .toUpperCase()
          .replace(/^LG[\s-]*/, ''),
      )}`,
  )
  .pipe(z.string().max(12));

export const linkAsked = z.strictObject({ number: orderNumber, email: emailField });
export const codeShown = z.strictObject({ link: z.uuid(), code: codeField });
export const orderShown = z.strictObject({ link: orderLink });

/** `LG-7K4M-92QX.1` */
export const withdrawalId = z.string().regex(/^LG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\.[1-9][0-9]{0,3}$/);

export const labelAsked = z.strictObject({ link: orderLink, id: withdrawalId });

/** A carrier's number, or what stands on the receipt. */
export const sentShown = z.strictObject({
  link: orderLink,
  id: withdrawalId,
  proof: z
    .string()
    .trim()
    .max(60)
    .regex(/^[0-9A-Za-z ./-]*$/),
});

const line = z.strictObject({ position: z.int().min(0).max(999), quantity: z.int().min(1).max(999) });

const declaration = {
  after: z.int().min(0).max(9_998),
  /** Each line once. */
  lines: z.union([
    z.literal('all'),
    z
      .array(line)
      .min(1)
      .max(100)
      .refine((lines) => new Set(lines.map(({ position }) => position)).size === lines.length),
  ]),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u),
};

export const withdrawalBody = z.strictObject({ link: orderLink, ...declaration, email: emailField });

/** What staff write down of an e-mail or a letter. */
export const enteredWithdrawal = z.strictObject({
  number: orderNumber,
  ...declaration,
  email: z.union([z.literal(''), emailField]),
  sentOn: z.iso.date(),
  reachedAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
}) satisfies z.ZodType<unknown, WithdrawalEntering>;

export type EnteredWithdrawal = z.output<typeof enteredWithdrawal>;

export const orderToWithdrawBody = z.strictObject({});

export type WithdrawalBody = z.output<typeof withdrawalBody>;

/** The fields of the page's form, as the door expects them. */
export function bodyOfForm(form: URLSearchParams): unknown {
  const lines = [...form].flatMap(([name, value]) => {
    const position = /^quantity-(\d{1,3})$/.exec(name)?.[1];
    return position !== undefined && value !== '0' ? [{ position: Number(position), quantity: Number(value) }] : [];
  });
  return {
    link: form.get('link') ?? '',
    after: Number(form.get('after') ?? Number.NaN),
    lines: form.get('scope') === 'all' ? 'all' : lines,
    name: form.get('name') ?? '',
    email: form.get('email') ?? '',
  };
}

/** What is wrong with a form, said to whoever filled it in. */
export function unreadable(error: z.ZodError): Problem {
  const fields = new Set(error.issues.map((issue) => String(issue.path[0] ?? '')));
  if (fields.has('lines')) return refused(say`Choose what you withdraw from: all of it, or at least one piece.`);
  if (fields.has('name')) return refused(say`Write your name, please: the withdrawal is declared in it.`);
  if (fields.has('email')) return refused(say`That e-mail address can’t be right. Look at it again, please.`);
  if (fields.has('number')) return refused(say`An order number looks like LG-XXXX-XXXX. It is in our letters.`);
  if (fields.has('code')) return refused(say`A code has eight letters and digits, such as 7K4M-92QX.`);
  if (fields.has('proof')) return refused(say`Write the number alone: letters, digits, hyphens, sixty at most.`);
  return refused(say`Something in it isn’t as expected. Open the page again and try once more.`);
}

function refused(detail: string): Problem {
  return problem('invalid-request', say`Nothing was sent yet.`, detail);
}
