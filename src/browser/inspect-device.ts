/**
 * Looks for what this site should not keep in a browser, and takes it away where a page
 * can. It reads every kind of storage that a page can reach, because "None" may only be
 * said by one who has looked; it writes into none of them, which a test holds.
 */
import { type Store, storeOfKey } from '../policy/storage-keys.ts';

export type Kind = 'keys' | 'cookies' | 'databases' | 'cacheStores' | 'workers';

/** One thing that the policy does not declare. */
export interface Intruder {
  readonly name: string;
  /** Rejects when the browser does not let a page do it. */
  readonly remove: () => Promise<unknown>;
}

/** `unknown` where the browser does not let a page look. */
export type Finding = readonly Intruder[] | 'unknown';

const look: Readonly<Record<Kind, () => Promise<readonly Intruder[]>>> = {
  keys: async () => [
    ...foreignKeys('localStorage', () => localStorage),
    ...foreignKeys('sessionStorage', () => sessionStorage),
  ],
  cookies: async () => (await cookieNames()).map((name) => ({ name, remove: () => removeCookie(name) })),
  databases: async () => {
    const databases = await indexedDB.databases();
    return databases.map(({ name = '' }) => ({ name, remove: () => removeDatabase(name) }));
  },
  cacheStores: async () => {
    const names = await caches.keys();
    return names.map((name) => ({ name, remove: () => caches.delete(name) }));
  },
  workers: async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    return workers.map((worker) => ({ name: worker.scope, remove: () => worker.unregister() }));
  },
};

export async function inspect(kind: Kind): Promise<Finding> {
  try {
    return await look[kind]();
  } catch {
    // Blocked, or a browser that lacks the means: the page says so and claims nothing.
    return 'unknown';
  }
}

/** Calls when storage may have changed: in another tab, behind the page's back, or while it was out of sight. */
export function onDeviceChange(listener: () => void): void {
  addEventListener('storage', listener);
  addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') listener();
  });
}

/** A declared key in the store that is not its own is as foreign as any other. */
function foreignKeys(store: Store, open: () => Storage): readonly Intruder[] {
  const storage = open();
  const declared: Readonly<Record<string, Store>> = storeOfKey;
  return Object.keys(storage)
    .filter((name) => !(Object.hasOwn(declared, name) && declared[name] === store))
    .map((name) => ({ name: `${name} (${store})`, remove: async () => storage.removeItem(name) }));
}

async function cookieNames(): Promise<readonly string[]> {
  if ('cookieStore' in window) return (await cookieStore.getAll()).map(({ name = '' }) => name);
  return document.cookie.split('; ').flatMap((cookie) => (cookie === '' ? [] : [cookie.replace(/=.*$/s, '')]));
}

/** A cookie's path is not told, so it is asked for at every path above this page. */
async function removeCookie(name: string): Promise<void> {
  const steps = location.pathname.split('/').filter(Boolean);
  const paths = ['/', ...steps.flatMap((_, place) => pathsTo(steps.slice(0, place + 1)))];
  await Promise.all(paths.map((path) => cookieStore.delete({ name, path })));
}

function pathsTo(steps: readonly string[]): readonly string[] {
  const path = `/${steps.join('/')}`;
  return [path, `${path}/`];
}

function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    // Another tab has it open; it goes when that tab lets go, which may be never.
    request.onblocked = () => reject(new Error(`The database ${name} is in use.`));
  });
}
