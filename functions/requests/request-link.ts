import { readLink, signLink } from '../signed-link.ts';
import { requestNumberPattern } from './request-number.ts';

const purpose = 'request';

/** The link that opens a request's page: `PR-7K4M-92QX.<HMAC-SHA-256, base64url>`. */
export function signRequestLink(secret: string, number: string): Promise<string> {
  return signLink(secret, purpose, number);
}

/** The request's number, or undefined when the link isn't ours. */
export async function readRequestLink(secret: string, link: string): Promise<string | undefined> {
  const number = await readLink(secret, purpose, link);
  return number !== undefined && requestNumberPattern.test(number) ? number : undefined;
}
