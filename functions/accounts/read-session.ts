import type { MiddlewareHandler } from 'hono';
import { endOf } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { say } from '../../src/words/say.ts';
import type { ShopVariables } from '../door.ts';
import { problem, problemResponse } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { type Session, selectSession, touchSession } from './queries.ts';

const day = 24 * 60 * 60_000;
/** However often it is used, a session ends then. */
export const longestSessionMilliseconds = 30 * day;
/** A session that nobody uses ends then: the same days that its row is kept. */
export const idleSessionMilliseconds = endOf(0, retention.sessions.keep);
/** For so long after the password or a mailed code, the session may do what needs one. */
export const stepUpMilliseconds = 10 * 60_000;
/** Looking at ten pages is one act, and one row written. */
const touchMilliseconds = 60_000;

/** For routes that need somebody signed in: with `requireSession` before them, `context.var.session` is there. */
export interface SessionVariables {
  Bindings: ShopVariables['Bindings'];
  Variables: ShopVariables['Variables'] & { session: Session };
}

/** The session of `Authorization: Bearer <token>`; undefined without one, or with one that has ended. */
export async function readSession(shop: Shop, authorization: string | undefined): Promise<Session | undefined> {
  const token = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1];
  if (!token) return undefined;
  const { database, now } = shop;
  const hash = await hashOfToken(token);
  const session = await selectSession(database, hash, now - longestSessionMilliseconds, now - idleSessionMilliseconds);
  if (!session) return undefined;
  if (now - session.last_used_at >= touchMilliseconds) await touchSession(database, hash, session.id, now);
  return session;
}

/** 256 random bits, base64url: what the browser keeps. */
export function newSessionToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** SHA-256, in hexadecimal: what the table keeps. The token is random, so nothing is to be guessed from it. */
export async function hashOfToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function isSteppedUp(session: Session, now: number): boolean {
  return session.stepped_up_at !== null && now - session.stepped_up_at < stepUpMilliseconds;
}

/** Lets nobody pass who isn't signed in. The browser forgets its session on this 401. */
export const requireSession: MiddlewareHandler<SessionVariables> = async (context, next) => {
  const session = await readSession(context.var.shop, context.req.header('Authorization'));
  if (!session) {
    const detail = say`You are signed out, or the session has ended. Nothing was changed. Sign in and try again.`;
    return problemResponse(problem('not-signed-in', say`Please sign in.`, detail));
  }
  context.set('session', session);
  return next();
};

/** After `requireSession`: before a right is exercised, or the address or the password changes. */
export const requireStepUp: MiddlewareHandler<SessionVariables> = async (context, next) => {
  if (isSteppedUp(context.var.session, context.var.shop.now)) return next();
  const detail = say`Give your password, or a code from your mailbox, once more. Nothing was changed.`;
  return problemResponse(problem('step-up-needed', say`Please show that it is you.`, detail));
};
