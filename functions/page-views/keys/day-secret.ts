import type { R2Bucket } from '@cloudflare/workers-types';
import { dayName } from '../days.ts';

const secretBytes = 32;

/** The name of a day's secret in the bucket. @param day YYYY-MM-DD */
export function secretName(day: string): string {
  return day;
}

/** Of each bucket the day that it is, and nothing of any other. */
const current = new WeakMap<R2Bucket, { readonly name: string; readonly secret: CryptoKey }>();

/**
 * The secret of the day (UTC) that it is, made by whoever needs it first. It is read once a day by each of the host's
 * isolates; what they share is the secret and never a promise of it, which would end with the request that made it.
 *
 * @param now milliseconds since the epoch
 * @returns for `sign` with HMAC-SHA-256. Throws when the bucket can't be read or written.
 */
export async function secretOfDay(bucket: R2Bucket, now: number): Promise<CryptoKey> {
  const name = secretName(dayName(now));
  const known = current.get(bucket);
  if (known?.name === name) return known.secret;
  const secret = (await readSecret(bucket, name)) ?? (await makeSecret(bucket, name));
  current.set(bucket, { name, secret });
  return secret;
}

/** Of a day that is over; undefined where nothing was counted on it, or where its secret is destroyed. */
export function secretOfPastDay(bucket: R2Bucket, at: number): Promise<CryptoKey | undefined> {
  return readSecret(bucket, secretName(dayName(at)));
}

async function readSecret(bucket: R2Bucket, name: string): Promise<CryptoKey | undefined> {
  const object = await bucket.get(name);
  return object === null ? undefined : importSecret(await object.arrayBuffer());
}

/** Of those who write at once R2 takes one, and the others find that one there. */
async function makeSecret(bucket: R2Bucket, name: string): Promise<CryptoKey> {
  const made = crypto.getRandomValues(new Uint8Array(secretBytes));
  const written = await bucket.put(name, made, { onlyIf: { etagDoesNotMatch: '*' } });
  if (written !== null) return importSecret(made.buffer);
  const secret = await readSecret(bucket, name);
  if (secret === undefined) throw new Error('The secret of the day is neither there nor can it be made');
  return secret;
}

function importSecret(bytes: ArrayBuffer): Promise<CryptoKey> {
  if (bytes.byteLength !== secretBytes) throw new Error('The secret of the day has another length');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
