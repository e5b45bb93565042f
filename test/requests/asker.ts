import { expect } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import type { RequestAsked, RequestOpened, RequestView, RequestWish } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { post } from '../local/shopper.ts';
import { allLettersTo } from '../mail/letters.ts';

/** What somebody who asks about their data does, over HTTP. */

export function wish(email: string, changes: Partial<RequestWish> = {}): RequestWish {
  return { kind: 'complaint', asker: 'person', email, about: '', orderNumber: '', words: '', ...changes };
}

export function ask(shop: Pick<LocalShop, 'url'>, body: unknown) {
  return post<RequestAsked & Problem>(shop, apiPaths.requests, body);
}

export function confirm(shop: Pick<LocalShop, 'url'>, body: unknown) {
  return post<RequestOpened & Problem>(shop, apiPaths.requestConfirm, body);
}

export function view(shop: Pick<LocalShop, 'url'>, link: string) {
  return post<RequestView & Problem>(shop, apiPaths.requestView, { link });
}

/** As the pages' plain forms send it. */
export async function postForm(shop: Pick<LocalShop, 'url'>, path: string, fields: Record<string, string>) {
  const response = await fetch(shop.url + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

export function tokenIn(letter: string): string {
  return found(/\/privacy\/request\/#confirm\.(\S+)/, letter);
}

export function codeIn(letter: string): string {
  return found(/code[^\n]*: ([0-9A-Z]{4}-[0-9A-Z]{4})/, letter);
}

/** Of the request's page. */
export function linkIn(letter: string): string {
  return found(/\/privacy\/request\/status\/#(\S+)/, letter);
}

function found(pattern: RegExp, letter: string): string {
  const match = pattern.exec(letter)?.[1];
  if (!match) throw new Error(`The letter has no ${pattern}`);
  return match;
}

/** Asks, and confirms by the letter's link. @returns the link of the request's page */
export async function askAndConfirm(shop: LocalShop, email: string, changes: Partial<RequestWish> = {}) {
  expect((await ask(shop, wish(email, changes))).status).toBe(202);
  const letters = (await allLettersTo(shop, email.toLowerCase())).map(({ text }) => text ?? '');
  const newest = letters.findLast((text) => text.includes('#confirm.')) ?? '';
  const { status, body } = await confirm(shop, { token: tokenIn(newest) });
  expect(status).toBe(200);
  return body.link;
}

export function countOf(shop: LocalShop, table: string): Promise<number | null> {
  return shop.database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>('rows');
}
