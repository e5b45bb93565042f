import { randomInt } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An identifier as Stripe makes them: a prefix that tells the kind, then letters and digits that tell nothing. */
export function identifier(prefix: string, length = 24): string {
  let text = prefix;
  for (let index = 0; index < length; index += 1) text += letters.charAt(randomInt(letters.length));
  return text;
}
