import { hashOfToken, newSessionToken } from '../../functions/accounts/read-session.ts';
import type { RequestWish } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { insert, live, somebody } from '../erasure/person.ts';
import type { Database } from '../local/reach-database.ts';

export type DoorName =
  | 'sign in'
  | 'register'
  | 'forgotten password'
  | 'change of address'
  | 'request'
  | 'request by an agent'
  | 'link to the preferences'
  | 'code of a consent'
  | 'link to withdraw'
  | 'back in stock'
  | 'code of a notice';

/** A place where anybody may type an address, their own or not. */
export interface Door {
  readonly name: DoorName;
  readonly path: string;
  /** What is sent there about the address, as JSON or, where `isForm`, as a plain form. */
  readonly fields: (email: string) => Readonly<Record<string, unknown>>;
  readonly isForm?: true;
  /** Only for whoever is signed in as somebody else. */
  readonly isSignedIn?: true;
}

/** Of which there is nothing while the doors are tried. */
export const soldOutSku = 'LUM-YG';

/** Of nobody's account. */
export const wrongPassword = 'a key of another house';
/** What a registration asks for. */
export const newPassword = 'quiet harbour lantern';

export const doors: readonly Door[] = [
  {
    name: 'sign in',
    path: apiPaths.accountSignIn,
    fields: (email) => ({ email, password: wrongPassword }),
  },
  {
    name: 'register',
    path: apiPaths.accountRegister,
    fields: (email) => ({ username: 'Ada', email, password: newPassword, isOldEnough: true }),
  },
  { name: 'forgotten password', path: apiPaths.accountForgotten, fields: (email) => ({ email }) },
  { name: 'change of address', path: apiPaths.accountEmail, fields: (email) => ({ email }), isSignedIn: true },
  { name: 'request', path: apiPaths.requests, fields: (email) => wish({ email }) },
  {
    name: 'request by an agent',
    path: apiPaths.requests,
    fields: (email) => wish({ asker: 'agent', email: 'agent@example.net', about: email }),
  },
  { name: 'link to the preferences', path: apiPaths.consentLink, fields: (email) => ({ email }), isForm: true },
  {
    name: 'code of a consent',
    path: apiPaths.consentConfirm,
    fields: (email) => ({ email, code: '0000-0000' }),
    isForm: true,
  },
  {
    name: 'back in stock',
    path: apiPaths.stockNotices,
    fields: (email) => ({ sku: soldOutSku, email, currency: 'EUR' }),
  },
  {
    name: 'code of a notice',
    path: apiPaths.stockNoticeConfirm,
    fields: (email) => ({ email, code: '0000-0000' }),
    isForm: true,
  },
  { name: 'link to withdraw', path: apiPaths.withdrawalLink, fields: (email) => ({ number: 'LG-0000-0000', email }) },
];

function wish(changes: Partial<RequestWish>): Readonly<Record<string, unknown>> {
  return { kind: 'access', asker: 'person', email: '', about: '', orderNumber: '', words: '', ...changes };
}

/** How a door is reached. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

/** When it was, and whether the host had the page's shell at hand: of the moment, and not of the address. */
const passing: ReadonlySet<string> = new Set(['date', 'cf-cache-status']);

export async function knock(send: Send, door: Door, email: string, token: string): Promise<Answer> {
  const fields = door.fields(email);
  const headers = {
    'Content-Type': door.isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    ...(door.isSignedIn ? { Authorization: `Bearer ${token}` } : {}),
  };
  const body = door.isForm ? new URLSearchParams(fields as Record<string, string>).toString() : JSON.stringify(fields);
  const response = await send(door.path, { method: 'POST', headers, body });
  const kept = [...response.headers].filter(([name]) => !passing.has(name)).sort();
  return { status: response.status, headers: kept, text: await response.text() };
}

/** Random ids, which differ between any two answers. */
export function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID');
}

/** People with an account, orders, a consent, a wish and a request: all that a house may know of an address. */
export async function writeKnown(
  database: Database,
  passwordHash: string,
  amount: number,
  now: number,
): Promise<string[]> {
  const emails: string[] = [];
  for (let place = 0; place < amount; place += 1) {
    const who = await somebody(`known${place}`);
    await live(database, who, now);
    emails.push(who.email);
  }
  await database.batch([
    // An account is confirmed or waits, and not both.
    database.prepare('DELETE FROM registrations'),
    database.prepare('UPDATE accounts SET password_hash = ?1').bind(passwordHash),
  ]);
  return emails;
}

/** Addresses of the same length, of which the house has nothing. */
export function unknownAddresses(amount: number): string[] {
  return Array.from({ length: amount }, (_, place) => `never${place}@example.com`);
}

/** Somebody who is signed in and has shown that it is them. @returns their session's token */
export async function writeSignedIn(database: Database, now: number): Promise<string> {
  const token = newSessionToken();
  const account = { id: 'asker', username: 'Eve', email: 'eve@example.net', password_hash: '' };
  await database.batch([
    insert(database, 'accounts', { ...account, created_at: now, last_act_at: now }),
    insert(database, 'sessions', {
      token_hash: await hashOfToken(token),
      account_id: 'asker',
      created_at: now,
      last_used_at: now,
      stepped_up_at: now,
    }),
  ]);
  return token;
}
