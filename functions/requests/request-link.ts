import { readLink, signLink } from '../signed-link.ts';

const purpose = 'request';
const numberPattern = /^PR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** The link that opens a request's page: `PR-7K4M-92QX.<HMAC-SHA-256, base64url>`. */
export function signRequestLink(secret: string, number: string): Promise<string> {
  return signLink(secret, purpose, number);
}

/** The request's number, or undefined when the link isn't ours. */
export async function readRequestLink(secret: string, link: string): Promise<string | undefined> {
  const number = await readLink(secret, purpose, link);
  return number !== undefined && numberPattern.test(number) ? number : undefined;
}
