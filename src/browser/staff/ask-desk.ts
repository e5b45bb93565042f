/**
 * Asks our own Worker on behalf of somebody who is signed in to the desk. The sign-in
 * stands in front of it, and where the session has ended it would answer a script with
 * a page of its own, on another address; this header asks for a plain 401 instead.
 */
import { getJson, postJson, type Reply } from '../ask.ts';

const asScript = { 'x-requested-with': 'XMLHttpRequest' };

export type DeskReply<Answer> = Reply<Answer> | { readonly state: 'signed-out' };

export async function getFromDesk<Answer>(address: string): Promise<DeskReply<Answer>> {
  return readReply(await getJson<Answer>(address, asScript));
}

export async function postToDesk<Answer>(address: string, body: unknown): Promise<DeskReply<Answer>> {
  return readReply(await postJson<Answer>(address, body, asScript));
}

/** Either of the two may say it: the sign-in in front, or the Worker behind it. */
function readReply<Answer>(reply: Reply<Answer>): DeskReply<Answer> {
  const bySignIn = reply.state === 'unreachable' && reply.status === 401;
  const byWorker = reply.state === 'refused' && reply.problem.code === 'not-signed-in';
  return bySignIn || byWorker ? { state: 'signed-out' } : reply;
}
