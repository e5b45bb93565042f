import { z } from 'zod';
import { readLink, signLink } from '../signed-link.ts';
import { orderNumberPattern } from './order-number.ts';

/** The body of a request that shows an order's link; whether the link is ours, `readOrderLink` finds out. */
export const linkBody = z.strictObject({ link: z.string().min(1).max(100) });

const purpose = 'order-link';

/** The link that opens an order without a login: `LG-7K4M-92QX.<HMAC-SHA256, base64url>`. */
export function signOrderLink(secret: string, number: string): Promise<string> {
  return signLink(secret, purpose, number);
}

/** The order's number, or undefined when the link isn't ours. */
export async function readOrderLink(secret: string, link: string): Promise<string | undefined> {
  const number = await readLink(secret, purpose, link);
  return number !== undefined && orderNumberPattern.test(number) ? number : undefined;
}
