import type { MiddlewareHandler } from 'hono';
import { say } from '../src/words/say.ts';
import type { ShopVariables } from './door.ts';
import type { Environment } from './environment.ts';
import { problem, problemResponse } from './problem.ts';

/** A [[ratelimits]] of wrangler.toml, by its name. */
export type RateLimitName = Extract<keyof Environment, `RATE_LIMIT_${string}`>;

/** Of each of them. The binding doesn't tell, so this repeats what stands there, and a test compares. */
export const ratePeriodSeconds = 60;

/**
 * Lets a network pass so often a minute and no oftener. The host keeps the counter in
 * its memory, a counter in each of its places, and it is forgotten with the minute:
 * nothing of an address is stored. It holds up floods; what counts guesses exactly is
 * `claimGuess`.
 */
export function limitRate(name: RateLimitName): MiddlewareHandler<ShopVariables> {
  return async (context, next) => {
    // Cloudflare sets it on every request and lets nobody else; whoever comes without one shares one counter.
    const key = networkOf(context.req.header('CF-Connecting-IP') ?? '');
    const { success } = await context.env[name].limit({ key });
    if (success) return next();
    const detail = say`Nothing was changed. Wait a minute and try again.`;
    const more = { retryAfterSeconds: ratePeriodSeconds };
    return problemResponse(problem('too-many-requests', say`That was tried too often.`, detail, more));
  };
}

/** The address, or of IPv6 its first half: the other half is for one household, or one attacker, to choose. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::', 2);
  const before = head.split(':').filter(Boolean);
  const behind = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - behind.length) }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...behind].slice(0, 4).join(':');
}
