import { createHash, randomBytes, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { SigningKey } from './keys.ts';

/** Access's default: a day. */
export const sessionSeconds = 24 * 60 * 60;

/** What a test may make otherwise; a claim that is given as undefined is left out. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** The key that signs, and whose name the header has unless it is given another. */
  readonly key?: SigningKey;
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * An application token for somebody who signed in, as "Application token" in Cloudflare's documentation has it. It is
 * signed with Node's own cryptography, so that the Worker's library is not tested with itself.
 */
export function signToken(email: string, key: SigningKey, issuer: Issuer, changes: TokenChanges = {}): string {
  const seconds = Math.floor(issuer.now() / 1000);
  const claims = {
    aud: [issuer.audience],
    email,
    exp: seconds + sessionSeconds,
    iat: seconds,
    nbf: seconds,
    iss: issuer.issuer,
    type: 'app',
    identity_nonce: randomBytes(12).toString('base64url'),
    sub: userIdOf(email),
    country: 'FR',
    ...changes.claims,
  };
  const signed = `${encoded({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...changes.header })}.${encoded(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/** Always the same for one address, as with Access. */
function userIdOf(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

const claimsOfSession = z.object({ email: z.string(), exp: z.number() });

/** Whose session a cookie is: a token that one of these keys signed and that has not ended. */
export function readSession(token: string, keys: readonly SigningKey[], now: number): string | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const isOurs = keys.some(({ publicKey }) =>
    verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url')),
  );
  if (!isOurs) return undefined;
  const claims = claimsOfSession.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.success && claims.data.exp * 1000 > now ? claims.data.email : undefined;
}
