import type { R2Bucket } from '@cloudflare/workers-types';
import { Hono } from 'hono';
import type { ShopVariables } from '../../functions/door.ts';
import type { Environment } from '../../functions/environment.ts';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { pageViewRoutes } from '../../functions/page-views/routes.ts';
import { securityHeaders } from '../../functions/security-headers.ts';

/** Runs on workerd: the door as app.ts has it, and beside it a handler that does nothing. The queue only counts. */

const counted = { messages: 0, bucketReads: 0 };

const door = new Hono<ShopVariables>();
door.use(securityHeaders);
door.route('/', pageViewRoutes);

const bare = new Hono<ShopVariables>();
bare.post('/bare', (context) => context.body(null, 204));
bare.post('/limited', async (context) => {
  await context.env.RATE_LIMIT_PAGE_VIEWS.limit({ key: '' });
  return context.body(null, 204);
});
bare.get('/counted', (context) => context.json(counted));

let environment: Environment | undefined;

const app = new Hono<ShopVariables>();
app.all('/api/*', ({ req, env, executionCtx }) => {
  environment ??= withCounters(env);
  return door.fetch(req.raw, environment, executionCtx);
});
app.route('/', bare);

export default app;

/** The rate limit takes part, and lets this one machine pass. */
function withCounters(bindings: Environment): Environment {
  const limit = async (options: { readonly key: string }) => {
    await bindings.RATE_LIMIT_PAGE_VIEWS.limit(options);
    return { success: true };
  };
  return {
    ...bindings,
    SITE_ORIGIN: 'http://shop.example',
    RATE_LIMIT_PAGE_VIEWS: { limit },
    PAGE_VIEW_QUEUE: { send: (_: PageView) => count('messages') } as unknown as Environment['PAGE_VIEW_QUEUE'],
    ANALYTICS_KEYS: countReads(bindings.ANALYTICS_KEYS),
  };
}

function countReads(bucket: R2Bucket): R2Bucket {
  const get = (name: string) => count('bucketReads').then(() => bucket.get(name));
  return { get, put: bucket.put.bind(bucket) } as unknown as R2Bucket;
}

function count(what: keyof typeof counted): Promise<void> {
  counted[what] += 1;
  return Promise.resolve();
}
