/**
 * Links that open something without a sign-in: `<id>.<HMAC-SHA-256, base64url>`. The purpose is signed with the
 * id, so that no signature of ours passes for another; nothing of it is stored, so that no copy of the database
 * opens anything. A link stands in the fragment of a page's address and is posted, so that no log has it.
 */
export async function signLink(secret: string, purpose: string, id: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await importKey(secret), message(purpose, id));
  return `${id}.${base64Url(new Uint8Array(signature))}`;
}

/**
 * The id, or undefined when the link isn't ours. `subtle.verify` compares in constant
 * time, and a link of any other shape costs the same comparison.
 */
export async function readLink(secret: string, purpose: string, link: string): Promise<string | undefined> {
  const [id = '', signatureText = ''] = link.split('.', 2);
  const signature = bytesOf(signatureText);
  const isOurs = await crypto.subtle.verify('HMAC', await importKey(secret), signature, message(purpose, id));
  return isOurs ? id : undefined;
}

/** 32 bytes that only who has the secret can make, from the same purpose and id each time. */
export async function derivedBytes(secret: string, purpose: string, id: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await importKey(secret), message(purpose, id)));
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function message(purpose: string, id: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(`${purpose}:v1:${id}`));
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
