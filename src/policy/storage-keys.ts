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

export const storageKeys = {
  luxevault_cart: {
    type: 'Essential',
    store: 'localStorage',
    purpose: 'Shopping cart contents',
    duration: 'until cleared',
  },
  lg_session: {
    type: 'Essential',
    store: 'localStorage',
    purpose: 'Login session',
    duration: 'until logout',
  },
  lg_sid: {
    type: 'Essential',
    store: 'sessionStorage',
    purpose: 'Anonymous session ID for analytics',
    duration: 'tab close',
  },
  lg_currency: {
    type: 'Preferences',
    store: 'localStorage',
    purpose: 'Your selected currency',
    duration: 'until cleared',
  },
} as const satisfies Record<string, StorageDeclaration>;

export type StorageKey = keyof typeof storageKeys;

/** The stores without the words, so that a browser carries the keys alone. The compiler holds the two together. */
export const storeOfKey: { readonly [Key in StorageKey]: (typeof storageKeys)[Key]['store'] } = {
  luxevault_cart: 'localStorage',
  lg_session: 'localStorage',
  lg_sid: 'sessionStorage',
  lg_currency: 'localStorage',
};
