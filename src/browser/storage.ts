/**
 * The only file that keeps anything in localStorage or sessionStorage, and only under
 * the keys that the policy declares. Storage can be blocked (private windows, a
 * setting) or full: the page then keeps what it has to in memory for its own
 * life, and whoever asked with `onStorageRefused` hears of it once.
 */
import { type StorageKey, storeOfKey } from '../policy/storage-keys.ts';

/** What storage would not take; null stands for a removal that it refused. */
const kept = new Map<StorageKey, string | null>();
const refusalListeners = new Set<() => void>();
let refused = false;

/** Null when nothing is stored or storage can't be read. */
export function readStored(key: StorageKey): string | null {
  const inMemory = kept.get(key);
  if (inMemory !== undefined) return inMemory;
  try {
    return storeOf(key).getItem(key);
  } catch {
    // Nothing is lost by not reading; it is said when something should be kept.
    return null;
  }
}

export function writeStored(key: StorageKey, value: string): void {
  try {
    storeOf(key).setItem(key, value);
    kept.delete(key);
  } catch {
    kept.set(key, value);
    refuse();
  }
}

export function removeStored(key: StorageKey): void {
  try {
    storeOf(key).removeItem(key);
    kept.delete(key);
  } catch {
    kept.set(key, null);
    refuse();
  }
}

/** Whether the store itself has what was last written or removed, and not only this page's memory. */
export function isKept(key: StorageKey): boolean {
  return !kept.has(key);
}

/** Whether this browser lets the shop look into the key's store at all. */
export function isReadable(key: StorageKey): boolean {
  try {
    storeOf(key).getItem(key);
    return true;
  } catch {
    // A refusal is the answer.
    return false;
  }
}

/** Calls when another tab changed the key, or cleared everything. Returns how to stop. */
export function onStoredElsewhere(key: StorageKey, listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === key || event.key === null) listener();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}

/** Calls once, when storage refuses for the first time, or at once when it already has. */
export function onStorageRefused(listener: () => void): void {
  if (refused) listener();
  else refusalListeners.add(listener);
}

function refuse(): void {
  if (refused) return;
  refused = true;
  for (const listener of refusalListeners) listener();
  refusalListeners.clear();
}

/** Naming the store is already enough to throw where storage is blocked, so this stays inside the `try`s. */
function storeOf(key: StorageKey): Storage {
  return storeOfKey[key] === 'localStorage' ? localStorage : sessionStorage;
}
