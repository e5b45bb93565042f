/**
 * Asks our own Worker. Its answers are typed by `src/api/answers.ts` and trusted as
 * such: the page and the Worker are deployed as one, and Zod's weight stays out of
 * the browser. What is not our JSON (a network's own page, a cut connection) is
 * told apart as `unreachable`.
 */
import type { Problem } from '../api/answers.ts';

const longestWaitMilliseconds = 25_000;

export type Reply<Answer> =
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'refused'; readonly problem: Problem }
  /** With a status, something answered, and it was not the Worker. */
  | { readonly state: 'unreachable'; readonly status?: number };

type Headers = Readonly<Record<string, string>>;

export function postJson<Answer>(address: string, body: unknown, headers: Headers = {}): Promise<Reply<Answer>> {
  return ask(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export function getJson<Answer>(address: string, headers: Headers = {}): Promise<Reply<Answer>> {
  return ask(address, { headers });
}

/** Whether our Worker has done it: a 204, which has nothing to say. It is asked even while the page is being left. */
export async function tell(address: string, body: unknown): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
      signal: AbortSignal.timeout(longestWaitMilliseconds),
    });
    return response.status === 204;
  } catch {
    // As below: the caller says so to the shopper.
    return false;
  }
}

async function ask<Answer>(address: string, request: RequestInit): Promise<Reply<Answer>> {
  try {
    const response = await fetch(address, { ...request, signal: AbortSignal.timeout(longestWaitMilliseconds) });
    const type = response.headers.get('content-type') ?? '';
    if (response.ok && type.includes('json')) return { state: 'answered', answer: await response.json() };
    if (type.includes('problem+json')) return { state: 'refused', problem: await response.json() };
    return { state: 'unreachable', status: response.status };
  } catch {
    // Offline, timed out, or cut off halfway: the caller says so to the shopper.
    return { state: 'unreachable' };
  }
}
