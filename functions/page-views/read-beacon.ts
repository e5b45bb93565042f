import countedPaths from 'house:counted-paths';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { pathWithoutLanguage } from '../../src/languages.ts';
import { mediaType, readBounded, tooLarge } from '../door.ts';
import { problem } from '../problem.ts';

/** A beacon has at most 1,200 characters, most of them the referrer and the query. */
const maxBodyBytes = 2 * 1024;

/** What `sendBeacon` sends a text as, and what JSON is. */
const takenTypes: ReadonlySet<string> = new Set(['text/plain', 'application/json']);

/** A page may lie open for long; of a time beyond this the clock that measured it is wrong. */
const longestMilliseconds = 24 * 60 * 60_000;

const uuid = z.uuid().toLowerCase();

/** As a browser gives it: no line break and no other sign that isn't seen. */
const address = z
  .string()
  .max(500)
  .regex(/^\P{Cc}*$/u);

const beacon = z.strictObject({
  view: uuid,
  session: uuid,
  path: address.startsWith('/'),
  referrer: address,
  search: address,
  ms: z.int().min(0).max(longestMilliseconds),
});

export type Beacon = z.output<typeof beacon>;

const forgetting = z.strictObject({ session: uuid });

const counted: ReadonlySet<string> = new Set(countedPaths);

/** What a page says of its view, its path being one whose views are counted, in whichever language it was read. Refused: anything else. */
export async function readBeacon(request: Request): Promise<Beacon | Problem> {
  const parsed = await readBody(request, beacon);
  if ('code' in parsed) return parsed;
  const path = pathWithoutLanguage(parsed.path.split(/[?#]/, 1)[0] ?? '');
  if (counted.has(path)) return { ...parsed, path };
  return problem(
    'not-found',
    'This page is not counted.',
    'It is no page of the shop, or one whose views we leave alone.',
  );
}

/** Which session is to be forgotten. */
export function readForgetting(request: Request): Promise<z.output<typeof forgetting> | Problem> {
  return readBody(request, forgetting);
}

async function readBody<Schema extends z.ZodType<object>>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema> | Problem> {
  if (!takenTypes.has(mediaType(request))) {
    return problem(
      'unsupported-media-type',
      'We could not read this.',
      'It is neither text/plain nor application/json.',
    );
  }
  const text = await readText(request);
  if (typeof text !== 'string') return text;
  const value = parseJson(text);
  if (value === undefined) return problem('invalid-request', 'We could not read this.', 'It is no JSON.');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Only names of our own are told: a key that somebody made up is not repeated.
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the body')))];
  return problem('invalid-request', 'We could not read this.', `Not as expected: ${fields.join(', ')}.`);
}

/**
 * A browser says how long its beacon is, and HTTP holds it to that (RFC 9112, section 6.3): such a body is read at
 * once, which costs a third of reading it piece by piece.
 */
async function readText(request: Request): Promise<string | Problem> {
  const length = request.headers.get('Content-Length') ?? '';
  if (!/^\d{1,4}$/.test(length) || Number(length) > maxBodyBytes) return readBounded(request, maxBodyBytes);
  const text = await request.text();
  return text.length > maxBodyBytes ? tooLarge(maxBodyBytes) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
