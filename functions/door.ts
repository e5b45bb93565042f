import type { z } from 'zod';
import type { Problem } from '../src/api/answers.ts';
import { say } from '../src/words/say.ts';
import { type Config, readConfig } from './config.ts';
import type { Environment } from './environment.ts';
import { AccessGateway } from './gateways/access.ts';
import { EmailGateway } from './gateways/email.ts';
import { StripeGateway } from './gateways/stripe.ts';
import { problem } from './problem.ts';
import type { Shop } from './shop.ts';

/** What every route of the API may count on. */
export interface ShopVariables {
  Bindings: Environment;
  Variables: { shop: Shop };
}

/** A body of this size holds twenty lines with room to spare. */
const maxBodyBytes = 16 * 1024;

export function shopOf(environment: Environment, config: Config, now: number): Shop {
  return {
    config,
    now,
    database: environment.DB,
    analytics: environment.ANALYTICS,
    assets: environment.ASSETS,
    stripe: new StripeGateway(config),
    email: new EmailGateway(environment.EMAIL, config),
    access: new AccessGateway(config),
    mailQueue: environment.MAIL_QUEUE,
    ledger: environment.LEDGER,
    analyticsKeys: environment.ANALYTICS_KEYS,
  };
}

/** For the queue and the schedule, where nobody reads a refusal: a missing setting is thrown, and the message comes back. */
export function shopOrThrow(environment: Environment, now: number): Shop {
  const reading = readConfig(environment);
  if ('missing' in reading) throw new Error(`The shop is not configured: ${reading.missing.join('; ')}`);
  return shopOf(environment, reading.config, now);
}

/** The body as text, or the refusal; never more than the bound is read, whatever Content-Length claims. */
export async function readBounded(request: Request, limitBytes = maxBodyBytes): Promise<string | Problem> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) return tooLarge(limitBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

export function tooLarge(limitBytes: number): Problem {
  const detail = say`A request may have ${limitBytes} bytes. Nothing was charged and your bag is kept.`;
  return problem('too-large', say`That was too much at once.`, detail);
}

/** A JSON body that fits the schema, or the refusal that says what was wrong. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limitBytes = maxBodyBytes,
): Promise<z.output<Schema> | Problem> {
  const value = await readJsonValue(request, limitBytes);
  if (isRefusal(value)) return value;
  const parsed = schema.safeParse(value.json);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || say`the body`))];
  const detail = say`Something is missing or isn’t as expected: ${fields.slice(0, 5).join(', ').slice(0, 200)}.`;
  return problem('invalid-request', say`We could not read this request.`, detail);
}

/** Any JSON value, boxed so that it can't be taken for a refusal. */
export async function readJsonValue(
  request: Request,
  limitBytes = maxBodyBytes,
): Promise<{ readonly json: unknown } | Problem> {
  if (mediaType(request) !== 'application/json') {
    return problem(
      'unsupported-media-type',
      say`We could not read this request.`,
      say`It is no application/json. Nothing was charged and your bag is kept: reload the page and try again.`,
    );
  }
  const text = await readBounded(request, limitBytes);
  if (typeof text !== 'string') return text;
  try {
    return { json: JSON.parse(text) };
  } catch {
    return problem(
      'invalid-request',
      say`We could not read this request.`,
      say`It is no JSON. Nothing was charged and your bag is kept: reload the page and try again.`,
    );
  }
}

export function mediaType(request: Request): string {
  return (request.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function isRefusal(value: { readonly json: unknown } | Problem): value is Problem {
  return !('json' in value);
}
