import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** As Access has them: one signs, the one before is still published. */
export interface KeyRing {
  current(): Promise<SigningKey>;
  previous(): Promise<SigningKey>;
  /** A new key signs; the one that signed is the previous one; the one before that is gone. */
  rotate(): Promise<void>;
}

/** Keys are made when they are first asked for: most starts of the shop see no member of staff. */
export function makeKeyRing(): KeyRing {
  let current: Promise<SigningKey> | undefined;
  let previous: Promise<SigningKey> | undefined;
  const now = () => {
    current ??= makeKey();
    return current;
  };
  const before = () => {
    previous ??= makeKey();
    return previous;
  };
  return {
    current: now,
    previous: before,
    async rotate() {
      const next = await makeKey();
      previous = now();
      current = Promise.resolve(next);
    },
  };
}

/** A key that is published nowhere, for those who would make their own tokens. */
export async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const { n = '' } = publicKey.export({ format: 'jwk' });
  return { kid: Buffer.from(n, 'base64url').subarray(0, 32).toString('hex'), privateKey, publicKey };
}

/** What /cdn-cgi/access/certs has of a key. */
export function publishedForm({ kid, publicKey }: SigningKey): Readonly<Record<string, string | undefined>> {
  const { kty, n, e } = publicKey.export({ format: 'jwk' });
  return { kid, kty, alg: 'RS256', use: 'sig', e, n };
}
