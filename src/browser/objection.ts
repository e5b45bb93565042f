/**
 * Whether this visit may be counted. Everything that counts asks `mayCount` first and
 * does nothing on a no: no identifier, no row, no request. The objection lives in
 * `lg_sid`, in the identifier's place, so that there is never one beside it; it goes
 * with the tab. Global Privacy Control makes it lasting, and so does one that was made in
 * an account: it stands behind the session's token, wherever that is signed in.
 * Why: docs/decisions/2026-11-23-an-objection-takes-the-identifiers-place.md
 */
import { isReadable, readStored, removeStored, writeStored } from './storage.ts';

const key = 'lg_sid';
/** What stands in `lg_sid` for an objection. An identifier never has this form. */
const objection = 'objected';
const sessionKey = 'lg_session';
/** What stands behind a session's token, which has no dot, when its account objects. */
export const accountObjection = '.objected';

/** Why nothing is counted: the browser asks for it, the shopper does, or no objection could be kept here. */
export type Reason = 'global-privacy-control' | 'do-not-track' | 'objected' | 'no-storage';

export function mayCount(): boolean {
  return whyNotCounted() === undefined;
}

/** Undefined when this visit may be counted. What the browser asks for comes before what the shop keeps. */
export function whyNotCounted(): Reason | undefined {
  if (asksForPrivacy(navigator)) return 'global-privacy-control';
  if (navigator.doNotTrack === '1') return 'do-not-track';
  if (readStored(key) === objection || objectsInAccount()) return 'objected';
  if (!isReadable(key)) return 'no-storage';
  return undefined;
}

/** Taken back in the account alone. */
export function objectsInAccount(): boolean {
  return isAccountObjection(readStored(sessionKey));
}

export function isAccountObjection(text: string | null): boolean {
  return text?.endsWith(accountObjection) ?? false;
}

/** Before a session is forgotten: signing out of an account that objects is no agreement, so the tab goes on objecting. */
export function objectStill(): void {
  if (objectsInAccount()) object();
}

/** From now until the tab is closed. An identifier that was there is gone with it. */
export function object(): void {
  writeStored(key, objection);
}

/** Leaves an identifier alone: there is no objection then to take back. */
export function takeBackObjection(): void {
  if (isObjection(readStored(key))) removeStored(key);
}

export function isObjection(text: string | null): boolean {
  return text === objection;
}

/** Source: https://www.w3.org/TR/gpc/. TypeScript's own types don't have it yet. */
function asksForPrivacy(browser: Navigator & { readonly globalPrivacyControl?: boolean }): boolean {
  return browser.globalPrivacyControl === true;
}
