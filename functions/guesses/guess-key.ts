import { derivedBytes } from '../signed-link.ts';

const kindPattern = /^[a-z]+(-[a-z]+)*$/;

/**
 * The name of a counter: HMAC-SHA-256 of what is guessed at, in hexadecimal. Without the
 * secret, which is not in the database, nobody finds out whose it is by trying addresses.
 *
 * @param kind a word for the guessing, such as 'sign-in': the same address has a counter for each
 * @param value in one spelling: an address written in two ways has two counters
 */
export async function guessKey(secret: string, kind: string, value: string): Promise<string> {
  // The colon ends the kind, so that no kind and value make the text of another pair.
  if (!kindPattern.test(kind)) throw new RangeError('A kind of guess is named in small letters and hyphens');
  const bytes = await derivedBytes(secret, 'guess', `${kind}:${value}`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
