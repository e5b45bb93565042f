import { z } from 'zod';
import { nearest } from '../policy/nearest.ts';

/**
 * The kinds of field that a content file has. Each says, when it is wrong, what would be
 * right: the person who reads the message has the file open and not this program.
 */

/**
 * An object with these fields and no others. The message for unknown ones has a line for each,
 * in the order of the issue's keys, with the nearest known field.
 */
export function exactly<Shape extends z.core.$ZodLooseShape>(what: string, shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, known)).join('\n');
      return issue.input === undefined ? `is missing. Give ${what}.` : `is not ${what}.`;
    },
  });
}

function unknownField(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `is not a known field. ${near ? `Did you mean "${near}"?` : `Known are: ${known.join(', ')}.`}`;
}

/** What is wrong with one field, and what would be right. */
export interface FieldMistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Zod's issues, with one for each unknown field and not one for all of an object's. */
export function fieldMistakes(issues: readonly z.core.$ZodIssue[]): readonly FieldMistake[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? issue.message }));
  });
}

/** "variants[2].gtin" */
export function fieldName(path: FieldMistake['path']): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${step}` : step),
    '',
  );
}

/** Text of at least one visible character. `what` completes "Give …". */
export function text(what: string, longest = 2000) {
  return z
    .string({
      error: (issue) => missingOr(issue.input, `must be text, in quotes if it is only digits. Give ${what}.`, what),
    })
    .refine((value) => value.trim() !== '', { error: `is empty. Give ${what}.` })
    .refine((value) => value === value.trim(), { error: 'begins or ends with a space. Take it away.' })
    .refine((value) => value.length <= longest, {
      error: (issue) => `has ${String(issue.input).length} characters. At most ${longest} fit.`,
    });
}

export function matching(pattern: RegExp, what: string) {
  return z
    .string({ error: (issue) => missingOr(issue.input, `must be text: put it in quotes. Give ${what}.`, what) })
    .refine((value) => pattern.test(value), { error: (issue) => `is "${String(issue.input)}". Give ${what}.` });
}

export function oneOf<const Value extends string>(values: readonly Value[], what: string) {
  return z.enum(values, {
    error: (issue) => {
      const near = typeof issue.input === 'string' ? nearest(issue.input, values) : undefined;
      const hint = near ? `Did you mean "${near}"?` : `Give one of: ${values.join(', ')}.`;
      return issue.input === undefined
        ? `is missing. Give ${what}: ${values.join(', ')}.`
        : `is "${String(issue.input)}". ${hint}`;
    },
  });
}

export function wholeNumber(what: string, least: number, most: number) {
  const range = `a whole number from ${least} to ${most}`;
  return z
    .number({ error: (issue) => missingOr(issue.input, `must be ${range}. Give ${what}.`, `${what}, ${range}`) })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: (issue) => `is ${String(issue.input)}. Give ${what}, ${range}.`,
    });
}

export function list<Item extends z.ZodType>(item: Item, what: string, least = 1, most = 50) {
  return z
    .array(item, {
      error: (issue) => missingOr(issue.input, `must be a list, each line beginning with "- ". Give ${what}.`, what),
    })
    .min(least, { error: `has too few lines. Give ${what}, at least ${least}.` })
    .max(most, { error: `has too many lines. Give at most ${most}.` });
}

function missingOr(input: unknown, otherwise: string, what: string): string {
  return input === undefined || input === null ? `is missing. Give ${what}.` : otherwise;
}
