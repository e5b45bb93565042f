/** 128 bits: enough that no two sessions of a day share a name. */
const nameBytes = 16;

/**
 * What stands for a tab's identifier in the queue and in the database. Only who has both
 * the secret and the identifier can make it; without the secret it leads nowhere.
 *
 * @param session the identifier that the tab keeps, a UUID
 * @returns 22 characters of base64url
 */
export async function nameSession(secret: CryptoKey, session: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(session));
  return btoa(String.fromCharCode(...new Uint8Array(signature, 0, nameBytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
