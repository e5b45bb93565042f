/**
 * What the shop may keep in a browser: these four keys and nothing else. Type,
 * purpose and duration are the words of the privacy policy's section 7; a test
 * holds them against its table.
 */

export type Store = 'localStorage' | 'sessionStorage';

export interface StorageDeclaration {
  readonly type: 'Essential' | 'Preferences';
  readonly store: Store;
  readonly purpose: string;
  readonly duration: string;
}

/** Apart from the words below, so that a browser carries the keys alone. */
export const storeOfKey = {
  luxevault_cart: 'localStorage',
  lg_session: 'localStorage',
  lg_sid: 'sessionStorage',
  lg_currency: 'localStorage',
} as const satisfies Record<string, Store>;

export type StorageKey = keyof typeof storeOfKey;

export const storageKeys: Readonly<Record<StorageKey, StorageDeclaration>> = {
  luxevault_cart: {
    type: 'Essential',
    store: storeOfKey.luxevault_cart,
    purpose: 'Shopping cart contents',
    duration: 'until cleared',
  },
  lg_session: {
    type: 'Essential',
    store: storeOfKey.lg_session,
    purpose: 'Login session',
    duration: 'until logout',
  },
  lg_sid: {
    type: 'Essential',
    store: storeOfKey.lg_sid,
    purpose: 'Anonymous session ID for analytics',
    duration: 'tab close',
  },
  lg_currency: {
    type: 'Preferences',
    store: storeOfKey.lg_currency,
    purpose: 'Your selected currency',
    duration: 'until cleared',
  },
};
