/**
 * The browser's side of being signed in, and the one place that keeps, sends and forgets
 * it. `lg_session` holds the token, with `.objected` behind it when the account objects
 * to analytics. A 401 says that the server knows the token no longer: it goes.
 */
import type { SignedIn } from '../../api/account-answers.ts';
import { getJson, postJson, type Reply } from '../ask.ts';
import { accountObjection, objectStill, objectsInAccount } from '../objection.ts';
import { leaveNoVisit } from '../page-views/forget-visit.ts';
import { onStoredElsewhere, readStored, removeStored, writeStored } from '../storage.ts';

const key = 'lg_session';

export function isSignedIn(): boolean {
  return readToken() !== undefined;
}

/** With an account that objects, what was counted of this tab's visit is forgotten too. */
export function keepSession({ token, objectsToAnalytics }: SignedIn): void {
  if (objectsToAnalytics) leaveNoVisit();
  writeStored(key, objectsToAnalytics ? token + accountObjection : token);
}

/** What the account says of its objection, behind the token that is kept. */
export function keepObjection(objectsToAnalytics: boolean): void {
  const token = readToken();
  if (token) keepSession({ token, objectsToAnalytics });
}

export function forgetSession(): void {
  if (objectsInAccount()) leaveNoVisit();
  objectStill();
  removeStored(key);
}

/** Calls when another tab has signed in or out. */
export function onSessionElsewhere(listener: () => void): void {
  onStoredElsewhere(key, listener);
}

export function postSignedIn<Answer>(address: string, body: unknown = {}): Promise<Reply<Answer>> {
  return withToken((headers) => postJson<Answer>(address, body, headers));
}

export function getSignedIn<Answer>(address: string): Promise<Reply<Answer>> {
  return withToken((headers) => getJson<Answer>(address, headers));
}

async function withToken<Answer>(
  send: (headers: Readonly<Record<string, string>>) => Promise<Reply<Answer>>,
): Promise<Reply<Answer>> {
  const token = readToken();
  const reply = await send(token ? { authorization: `Bearer ${token}` } : {});
  const hasEnded = reply.state === 'refused' && reply.problem.status === 401;
  // Another tab may have signed in meanwhile: its session is not this one.
  if (hasEnded && readToken() === token) forgetSession();
  return reply;
}

function readToken(): string | undefined {
  return /^([\w-]{43})(\.objected)?$/.exec(readStored(key) ?? '')?.[1];
}
