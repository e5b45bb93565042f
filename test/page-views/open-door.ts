import type { ExecutionContext, Queue, RateLimit } from '@cloudflare/workers-types';
import type { Environment } from '../../functions/environment.ts';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { pageViewRoutes } from '../../functions/page-views/routes.ts';
import { apiPaths } from '../../src/paths.ts';
import { openShop } from '../erasure/open-shop.ts';

export const siteOrigin = 'https://shop.example';

/** The door of page views with D1 and R2 of the real workerd, and a queue that only remembers. */
export interface OpenDoor {
  /** Every message that was queued, oldest first. */
  readonly queued: PageView[];
  readonly bindings: Environment;
  /** Posts to the door, waits for all that follows, and answers. `body` is sent as it is, or as JSON. */
  post(body: unknown, headers?: Readonly<Record<string, string>>, changes?: PostChanges): Promise<Response>;
  close(): Promise<void>;
}

export interface PostChanges {
  readonly path?: string;
  /** Something of the bindings, such as a queue that fails. */
  readonly bindings?: Partial<Environment>;
}

export const phone = {
  'User-Agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Mobile/15E148 Safari/604.1',
} as const;

export async function openDoor(): Promise<OpenDoor> {
  const shop = await openShop();
  const queued: PageView[] = [];
  const send = (message: PageView) => Promise.resolve(void queued.push(message));
  const bindings = {
    ANALYTICS: shop.at(0).analytics,
    ANALYTICS_KEYS: shop.analyticsKeys,
    PAGE_VIEW_QUEUE: { send } as unknown as Queue<PageView>,
    RATE_LIMIT_PAGE_VIEWS: { limit: () => Promise.resolve({ success: true }) } as RateLimit,
    SITE_ORIGIN: siteOrigin,
    // The door asks for nothing else: a shop whose settings are missing still counts.
  } as Environment;
  return {
    queued,
    bindings,
    close: () => shop.close(),
    async post(body, headers = {}, changes = {}) {
      const following: Promise<unknown>[] = [];
      const context = { waitUntil: (promise: Promise<unknown>) => void following.push(promise) };
      const response = await pageViewRoutes.request(
        `${siteOrigin}${changes.path ?? apiPaths.pageViews}`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'text/plain;charset=UTF-8', Origin: siteOrigin, ...phone, ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        },
        { ...bindings, ...changes.bindings },
        context as ExecutionContext,
      );
      await Promise.all(following);
      return response;
    },
  };
}

/** A beacon as a page sends it, with something of it changed. */
export function beacon(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    view: crypto.randomUUID(),
    session: crypto.randomUUID(),
    path: '/bag/',
    referrer: '',
    search: '',
    ms: 0,
    ...changes,
  };
}
