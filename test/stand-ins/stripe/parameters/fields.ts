import { z } from 'zod';
import { isSupportedCurrency } from '../currencies.ts';

/**
 * The kinds of values that Stripe's parameters have. All of them arrive as text. A custom issue's `params.code` is the
 * error code that Stripe documents for it, where it documents one.
 */
type Issues = { addIssue(issue: { code: 'custom'; message: string; params?: { code: string } }): void };

export function refuse(issues: Issues, message: string, code?: string): void {
  issues.addIssue({ code: 'custom', message, ...(code === undefined ? {} : { params: { code } }) });
}

export const text = (maximumLength = 5000) =>
  z.string().superRefine((value, issues) => {
    // Stripe reads an empty text as the wish to unset a value, which a new object does not have.
    if (value === '') refuse(issues, 'This may not be empty.', 'parameter_invalid_empty');
    if (value.length > maximumLength)
      refuse(issues, `This is ${value.length} characters long; at most ${maximumLength} are taken.`);
  });

export const integer = (minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  z.string().transform((value, issues) => {
    if (!/^-?\d{1,15}$/.test(value)) {
      refuse(issues, `'${value}' is not an integer.`, 'parameter_invalid_integer');
      return z.NEVER;
    }
    const number = Number(value);
    if (number < minimum) {
      refuse(issues, `This must be at least ${minimum}.`, 'parameter_invalid_integer');
      return z.NEVER;
    }
    if (number > maximum) {
      refuse(issues, `This must be no more than ${maximum}.`, 'parameter_invalid_integer');
      return z.NEVER;
    }
    return number;
  });

export const boolean = z.string().transform((value, issues) => {
  if (value === 'true' || value === 'false') return value === 'true';
  refuse(issues, `'${value}' is not a boolean: use true or false.`);
  return z.NEVER;
});

/** Lower case afterwards, whatever the case it came in. */
export const currency = z.string().transform((value, issues) => {
  if (isSupportedCurrency(value)) return value.toLowerCase();
  refuse(issues, `'${value}' is not a currency that Stripe supports.`);
  return z.NEVER;
});

export const email = z.string().superRefine((value, issues) => {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) || value.length > 512) {
    refuse(issues, `'${value}' is not an e-mail address.`, 'email_invalid');
  }
});

export const webAddress = z.string().superRefine((value, issues) => {
  const isWebAddress = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (!isWebAddress || value.length > 5000) refuse(issues, 'This is not an absolute http or https URL.', 'url_invalid');
});

/** Up to 50 keys of 40 characters with values of 500: https://docs.stripe.com/metadata. An empty value leaves its key out. */
export const metadata = z
  .union([
    z.literal(''),
    z.record(z.string(), z.string()),
    z.array(z.string()).transform((values) => Object.fromEntries(values.entries()) as Record<string, string>),
  ])
  .transform((value, issues): Record<string, string> => {
    const entries = Object.entries(value === '' ? {} : value).filter(([, content]) => content !== '');
    if (entries.length > 50) refuse(issues, `There are ${entries.length} metadata keys; at most 50 are taken.`);
    for (const [key, content] of entries) {
      if (key.length > 40) refuse(issues, `The metadata key '${key}' is longer than 40 characters.`);
      if (content.length > 500) refuse(issues, `The metadata value of '${key}' is longer than 500 characters.`);
    }
    return Object.fromEntries(entries);
  });

/** A part that an empty text unsets. */
export const emptyable = <Part extends z.ZodType>(part: Part) =>
  z.union([z.literal('').transform(() => undefined), part]);

export const expand = z.array(text(500)).max(20).default([]);

/** `created=…` or `created[gte]=…`; seconds since the epoch. */
export const created = z.union([
  integer(0).transform((second) => ({ gte: second, lte: second, gt: undefined, lt: undefined })),
  z.strictObject({ gt: integer(0), gte: integer(0), lt: integer(0), lte: integer(0) }).partial(),
]);

/** https://docs.stripe.com/api/pagination */
export const page = {
  limit: integer(1, 100).default(10),
  starting_after: text().optional(),
  ending_before: text().optional(),
  expand,
};

export type Page = { limit: number; starting_after?: string | undefined; ending_before?: string | undefined };
export type Created = z.output<typeof created>;
