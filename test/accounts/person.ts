import { expect } from 'vitest';
import type { SignedIn } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';

/** What a person with an account does, over HTTP. */

export const goodPassword = 'quiet harbour lantern';

export interface Reply<Body = Problem> {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
  readonly headers: Headers;
}

/** POST without a body where none is given; with the session's token where there is one. */
export async function act<Body = Problem>(
  shop: Pick<LocalShop, 'url'>,
  path: string,
  { body, token, method = 'POST' }: { body?: unknown; token?: string; method?: string } = {},
): Promise<Reply<Body>> {
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(shop.url + path, { method, headers, ...payload });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Body, headers: response.headers };
}

export function look<Body>(shop: LocalShop, path: string, token: string): Promise<Reply<Body>> {
  return act(shop, path, { token, method: 'GET' });
}

/** The token that stands in the fragment of the letter's link. */
export function tokenIn({ text }: { readonly text: string | null }): string {
  const token = /\/account\/[\w-]+\/#(\S+)/.exec(text ?? '')?.[1];
  if (!token) throw new Error('The letter has no link');
  return token;
}

export function register(shop: LocalShop, email: string, changes: object = {}) {
  const body = { username: 'Ada', email, password: goodPassword, isOldEnough: true, ...changes };
  return act(shop, apiPaths.accountRegister, { body });
}

export function signIn(shop: LocalShop, email: string, password = goodPassword) {
  return act<SignedIn & Problem>(shop, apiPaths.accountSignIn, { body: { email, password } });
}

/** A person whose account is confirmed; answers the token of the session that this opened. */
export async function becomeMember(shop: LocalShop, email: string, changes: object = {}): Promise<string> {
  expect((await register(shop, email, changes)).status).toBe(202);
  const token = tokenIn(await newestLetterTo(shop, email));
  const { status, body } = await act<SignedIn>(shop, apiPaths.accountVerify, { body: { token } });
  expect(status).toBe(200);
  return body.token;
}

export async function stepUp(shop: LocalShop, token: string, password = goodPassword): Promise<void> {
  expect((await act(shop, apiPaths.accountStepUp, { token, body: { password } })).status).toBe(200);
}

export async function rowsOf(shop: LocalShop, table: string): Promise<number> {
  const row = await shop.database.prepare(`SELECT count(*) AS found FROM ${table}`).first<{ found: number }>();
  return row?.found ?? 0;
}
