/**
 * Has the shop forget what it counted of this tab's visit. The number is all by which it can,
 * so where the shop cannot be reached this page keeps it in memory, and asks again: when the
 * network is back, when the page is looked at, and at last while it is left.
 */
import { apiPaths } from '../../paths.ts';
import { tell } from '../ask.ts';
import { readStored, removeStored } from '../storage.ts';
import { readVisit } from './read-visit.ts';

const waiting = new Set<string>();
const listeners = new Set<() => void>();

/** The number in `lg_sid`; undefined when this tab has none. */
export function currentVisit(): string | undefined {
  return readVisit(readStored('lg_sid'))?.session;
}

/**
 * Before an objection takes the number's place. Undefined when nothing was counted here; else whether the shop has
 * forgotten it. It is asked before this returns, so the number may go at once.
 */
export function forgetCurrentVisit(): Promise<boolean> | undefined {
  const session = currentVisit();
  return session === undefined ? undefined : forgetVisit(session);
}

/** For whoever is signed in to an account that objects: the visit is forgotten, and its number goes now. */
export function leaveNoVisit(): void {
  const forgetting = forgetCurrentVisit();
  if (!forgetting) return;
  void forgetting;
  removeStored('lg_sid');
}

/** Calls when the shop has forgotten a visit after all, having been asked again. */
export function onForgottenLater(listener: () => void): void {
  listeners.add(listener);
}

async function forgetVisit(session: string): Promise<boolean> {
  if (waiting.size === 0) listen('add');
  waiting.add(session);
  const isForgotten = await tell(apiPaths.pageViewsForget, { session });
  if (!isForgotten) return false;
  waiting.delete(session);
  if (waiting.size === 0) listen('remove');
  if (currentVisit() === session) removeStored('lg_sid');
  return true;
}

function listen(change: 'add' | 'remove'): void {
  for (const name of ['online', 'pagehide']) {
    if (change === 'add') addEventListener(name, askAgain);
    else removeEventListener(name, askAgain);
  }
  if (change === 'add') document.addEventListener('visibilitychange', askWhenSeen);
  else document.removeEventListener('visibilitychange', askWhenSeen);
}

function askWhenSeen(): void {
  if (document.visibilityState === 'visible') askAgain();
}

function askAgain(): void {
  for (const session of waiting) void forgetAgain(session);
}

async function forgetAgain(session: string): Promise<void> {
  if (await forgetVisit(session)) for (const listener of listeners) listener();
}
