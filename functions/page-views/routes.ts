import { Hono, type MiddlewareHandler } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import type { ShopVariables } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import { isFromOurPages } from '../same-origin.ts';
import { forgetVisit } from './forget-visit.ts';
import { isLeftAlone } from './is-left-alone.ts';
import { queueView } from './queue-view.ts';
import { readBeacon, readForgetting } from './read-beacon.ts';
import { reduceView } from './reduce-view.ts';

/**
 * The door that every page of the shop knocks at. It needs no setting and asks for none,
 * so `app.ts` has it before the settings are read, and it checks the origin itself.
 */
export const pageViewRoutes = new Hono<ShopVariables>();

/** A browser names the page's origin on each of these, so whoever names none is no page. */
const ourPagesOnly: MiddlewareHandler<ShopVariables> = async (context, next) => {
  const namesOrigin = context.req.header('Origin') !== undefined;
  if (namesOrigin && isFromOurPages(context.req.raw, originOf(context.env.SITE_ORIGIN))) return next();
  const detail = 'It came from no page of ours, and only our own pages are counted.';
  return problemResponse(problem('invalid-request', 'This request was not taken in.', detail));
};

/** Answered at once, whatever becomes of the count: the page has nothing to wait for. */
pageViewRoutes.post(apiPaths.pageViews, limitRate('RATE_LIMIT_PAGE_VIEWS'), ourPagesOnly, async (context) => {
  const request = context.req.raw;
  const beacon = await readBeacon(request);
  if (isProblem(beacon)) return problemResponse(beacon);
  if (isLeftAlone(request.headers)) return context.body(null, 204);
  const now = Date.now();
  const ownOrigins = [new URL(request.url).origin, originOf(context.env.SITE_ORIGIN)];
  const view = reduceView(request, beacon, ownOrigins, now);
  if (view) context.executionCtx.waitUntil(queueView(context.env, view, beacon.session, now));
  return context.body(null, 204);
});

/** A wish of a person, so a failure is told. */
pageViewRoutes.post(apiPaths.pageViewsForget, limitRate('RATE_LIMIT_PAGE_VIEWS'), ourPagesOnly, async (context) => {
  const wish = await readForgetting(context.req.raw);
  if (isProblem(wish)) return problemResponse(wish);
  await forgetVisit(context.env, wish.session, Date.now());
  return context.body(null, 204);
});

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : URL.parse(address)?.origin;
}
