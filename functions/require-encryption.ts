import type { MiddlewareHandler } from 'hono';
import { say } from '../src/words/say.ts';
import { problem, problemResponse } from './problem.ts';

/**
 * What the host says of a connection that the policy rules out: "All data transmitted via HTTPS / TLS 1.3".
 * A list of what is too old, not of what is new enough: the version after 1.3 is welcome.
 * Source: developers.cloudflare.com/workers/runtime-apis/request, `tlsVersion`.
 */
const tooOld: ReadonlySet<unknown> = new Set(['', 'none', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2']);

/** Says nothing on a machine of one's own, where no host ends the encryption and `cf` is not set. */
export const requireEncryption: MiddlewareHandler = async (context, next) => {
  const version: unknown = context.req.raw.cf?.tlsVersion;
  if (!tooOld.has(version)) return next();
  const detail = say`Your browser’s connection is older than TLS 1.3, and we send nothing over it. Update the browser, or use another one.`;
  return problemResponse(problem('invalid-request', say`This connection is not safe enough.`, detail));
};
