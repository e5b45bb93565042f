import { normaliseEmail } from './normalise-email.ts';
import { derivedBytes } from './signed-link.ts';

/**
 * A person, told apart without being named: HMAC-SHA-256 of their address, in
 * hexadecimal. Without the secret, which is not in the database, nobody finds out whose
 * it is by trying addresses.
 */
export async function subjectHash(secret: string, email: string): Promise<string> {
  const bytes = await derivedBytes(secret, 'subject', normaliseEmail(email));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
