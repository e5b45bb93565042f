import type { Store } from '../../src/policy/storage-keys.ts';

/** Where something was seen: "/bag/, with a bag". */
export type Place = string;

/** What a visit left in the browser, or asked of the network. */
export type Trace = { readonly place: Place } & (
  | { readonly kind: 'key'; readonly store: Store; readonly key: string; readonly value: string }
  | { readonly kind: 'cookie'; readonly name: string; readonly from: 'the browser' | 'an answer' | 'a request' }
  | { readonly kind: 'database' | 'cache' | 'service worker'; readonly name: string }
  | {
      readonly kind: 'request';
      readonly address: string;
      /** The origin of the page in the tab, when it asked. */
      readonly askedBy: string;
      /** The person's own tab went there; an embedded frame is no navigation. */
      readonly isNavigation: boolean;
      /** What was sent with it, if anything. */
      readonly body?: string;
    }
);

export interface Origins {
  readonly shop: string;
  /** Where a person may be sent, and whose own pages are not the shop's: Stripe's page, the mailbox. */
  readonly elsewhere: readonly string[];
}
