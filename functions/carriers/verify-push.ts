/** What docs/carriers.md found of how each carrier proves that a push is its own. */

/** DHL sends a token under the header that the subscription named; this is the name that docs/carriers.md has it given. */
export const dhlTokenHeader = 'X-Carrier-Token';
export const fedexSignatureHeader = 'fdx-signature';

/**
 * Whether it is the token that the house gave DHL with its subscription. DHL signs nothing, so what is compared is the
 * token alone: by way of an HMAC under each, which `subtle.verify` compares in constant time whatever their lengths.
 */
export async function isTokenOfDhl(given: string, expected: string): Promise<boolean> {
  // A key of no length can't be imported.
  if (given === '') return false;
  const message = bytesOf('carrier-token:v1');
  const made = await crypto.subtle.sign('HMAC', await importKey(given), message);
  return crypto.subtle.verify('HMAC', await importKey(expected), made, message);
}

/** Whether FedEx signed this body: HMAC-SHA-256 under the security token of the webhook, in base64. */
export async function isSignedByFedex(rawBody: string, signature: string, secret: string): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await importKey(secret), signatureOf(signature), bytesOf(rawBody));
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** 32 bytes; zeros where the text is no base64 of that length, so that it costs the same comparison. */
function signatureOf(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return new Uint8Array(32);
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}
