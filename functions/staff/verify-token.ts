import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { JOSEError } from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import type { AccessKeys } from '../gateways/access.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';

export type TokenReading =
  | { readonly kind: 'person'; readonly email: string }
  /** The reason is safe to log: a code or a few words, never a value of the token. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

/** Access's tokens have about 1 KB. */
const mostCharacters = 16 * 1024;
/** Between the clock that signed and ours. */
const toleranceSeconds = 30;

const protectedHeader = z.object({ alg: z.literal('RS256'), kid: z.string() });

/** `org` is the token of the sign-in page itself; a service's token names no person and has no address. */
const claimsOfPerson = z.object({ type: z.literal('app'), email: z.email().max(254) });

/**
 * Who the token of the header `Cf-Access-Jwt-Assertion` is of. That the host looked at the request before us counts
 * for nothing: signature, audience, issuer and times are checked here.
 * Source: developers.cloudflare.com/cloudflare-one, "Validate JWTs" and "Application token".
 */
export async function verifyToken(shop: Shop, token: string): Promise<TokenReading> {
  const kid = keyNamedBy(token);
  if (kid === undefined) return { kind: 'refused', reason: 'no RS256 token with a key' };
  const keys = await keysWith(shop, kid);
  if (keys === 'unreachable') return { kind: 'unreachable' };
  if (!includes(keys, kid)) return { kind: 'refused', reason: 'unknown key' };
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      audience: shop.config.accessAudience,
      issuer: shop.config.accessTeamDomain,
      requiredClaims: ['exp'],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(shop.now),
    });
    const claims = claimsOfPerson.safeParse(payload);
    if (!claims.success) return { kind: 'refused', reason: 'not of a person' };
    return { kind: 'person', email: normaliseEmail(claims.data.email) };
  } catch (error) {
    if (error instanceof JOSEError) return { kind: 'refused', reason: reasonOf(error) };
    throw error;
  }
}

/** The key that the token says it was signed with; undefined when it is no token of the kind that Access makes. */
function keyNamedBy(token: string): string | undefined {
  if (token.length > mostCharacters) return undefined;
  try {
    return protectedHeader.safeParse(decodeProtectedHeader(token)).data?.kid;
  } catch {
    return undefined;
  }
}

async function keysWith({ access, now }: Shop, kid: string): Promise<AccessKeys | 'unreachable'> {
  const keys = await access.readKeys(now);
  return keys === 'unreachable' || includes(keys, kid) ? keys : access.readKeysAgain(now);
}

function includes({ keys }: AccessKeys, kid: string): boolean {
  return keys.some((key) => key.kid === kid);
}

/** "ERR_JWT_CLAIM_VALIDATION_FAILED aud" tells an owner which setting is wrong. */
function reasonOf(error: JOSEError): string {
  return 'claim' in error ? `${error.code} ${String(error.claim)}` : error.code;
}
