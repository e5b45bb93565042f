import { normaliseEmail } from './normalise-email.ts';

/**
 * Tells a person again without naming them: HMAC-SHA-256 of their address, 64 hexadecimal digits. Whoever has the
 * hashes and not the secret can try no address against them. The purpose is signed with the address, so that no
 * other keyed hash of ours is ever the same.
 *
 * @param secret of the shop, `config.privacySecret`
 */
export async function subjectHash(secret: string, email: string): Promise<string> {
  const text = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', text.encode(secret), algorithm, false, ['sign']);
  const hash = await crypto.subtle.sign('HMAC', key, text.encode(`subject:v1:${normaliseEmail(email)}`));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
