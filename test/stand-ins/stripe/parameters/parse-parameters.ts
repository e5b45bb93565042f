import type { z } from 'zod';
import { invalidRequest, notActedOut, type StripeRefusal } from '../errors.ts';
import type { FormValue, FormValues } from '../form-encoding.ts';

type Path = readonly PropertyKey[];

/**
 * Parses parameters, and refuses them as Stripe does: unknown names first, then missing ones, then wrong values.
 * `unsupported` names the parameters that Stripe knows and the stand-in does not act out.
 */
export function parseParameters<Schema extends z.ZodType>(
  schema: Schema,
  raw: FormValues,
  unsupported: ReadonlySet<string> = new Set(),
): z.output<Schema> {
  for (const name of Object.keys(raw)) if (unsupported.has(name)) throw notActedOut(name);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error.issues.flatMap(innermost), raw);
}

/** Of a union's alternatives, the one that fits what was sent best tells what is wrong. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const alternatives = issue.errors.map((issues) =>
    issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innermost),
  );
  const deepest = alternatives.toSorted((left, right) => depth(right) - depth(left))[0];
  return deepest ?? [issue];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length * 2 + (issue.code === 'custom' ? 1 : 0)));
}

function refusalOf(issues: readonly z.core.$ZodIssue[], raw: FormValues): StripeRefusal {
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const param = parameterName([...issue.path, issue.keys[0] ?? '']);
    return invalidRequest(`Stripe knows no parameter ${param}.`, { code: 'parameter_unknown', param });
  }
  const missing = issues.find((issue) => valueAt(raw, issue.path) === undefined);
  if (missing) {
    const param = parameterName(missing.path);
    return invalidRequest(`The parameter ${param} is required.`, { code: 'parameter_missing', param });
  }
  const [first] = issues;
  if (!first) return invalidRequest('The parameters are not valid.');
  const param = parameterName(first.path);
  if (valueAt(raw, first.path) === '') {
    return invalidRequest(`${param} may not be empty.`, { code: 'parameter_invalid_empty', param });
  }
  const code = first.code === 'custom' && typeof first.params?.['code'] === 'string' ? first.params['code'] : undefined;
  return invalidRequest(`${param}: ${first.message}`, { param, ...(code === undefined ? {} : { code }) });
}

/** `line_items[0][price_data][currency]` */
function parameterName(path: Path): string {
  const [first, ...rest] = path.map(String);
  return `${first ?? ''}${rest.map((segment) => `[${segment}]`).join('')}`;
}

function valueAt(raw: FormValues, path: Path): FormValue | undefined {
  let value: FormValue | undefined = raw;
  for (const segment of path) {
    if (typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(segment)] : value[String(segment)];
  }
  return value;
}
