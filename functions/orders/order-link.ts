import { z } from 'zod';
import { orderNumberPattern } from './order-number.ts';

/** The body of a request that shows an order's link; whether the link is ours, `readOrderLink` finds out. */
export const linkBody = z.strictObject({ link: z.string().min(1).max(100) });

/**
 * The link that opens an order without a login: `LG-7K4M-92QX.<HMAC-SHA256, base64url>`.
 * It stands in the fragment of the order page's address and is posted, so that no log has it.
 */
export async function signOrderLink(secret: string, number: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await importKey(secret), message(number));
  return `${number}.${base64Url(new Uint8Array(signature))}`;
}

/**
 * The order's number, or undefined when the link isn't ours. `subtle.verify` compares in
 * constant time, and a link of any other shape costs the same comparison.
 */
export async function readOrderLink(secret: string, link: string): Promise<string | undefined> {
  const [number = '', signatureText = ''] = link.split('.', 2);
  const signature = bytesOf(signatureText);
  const isOurs = await crypto.subtle.verify('HMAC', await importKey(secret), signature, message(number));
  return isOurs && orderNumberPattern.test(number) ? number : undefined;
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** The purpose is signed with the number, so that no other signature of ours can pass for an order's link. */
function message(number: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(`order-link:v1:${number}`));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** 32 bytes, zeros where the text is no base64url of that length. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]{43}$/.test(text)) return new Uint8Array(32);
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
