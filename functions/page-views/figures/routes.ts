import { Hono } from 'hono';
import { apiPaths } from '../../../src/paths.ts';
import type { ShopVariables } from '../../door.ts';
import { isProblem, problemResponse } from '../../problem.ts';
import { limitRate } from '../../rate-limit.ts';
import type { StaffVariables } from '../../staff/require-staff.ts';
import { readPublicPeriod, readWish } from './read-period.ts';
import { viewFigures } from './view-figures.ts';
import { viewPublicFigures } from './view-public-figures.ts';
import { viewPresent } from './view-today.ts';
import { writeCounters } from './write-counters.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;
/** A frozen day never changes, and one is added a day. */
const anHour = { 'Cache-Control': 'public, max-age=3600' } as const;

/** For everybody: frozen days alone. */
export const figureRoutes = new Hono<ShopVariables>();

figureRoutes.get(apiPaths.pageViewFigures, limitRate('RATE_LIMIT_FIGURES'), async (context) => {
  const period = readPublicPeriod(context.req.query());
  if (period && isProblem(period)) return problemResponse(period);
  return context.json(await viewPublicFigures(context.var.shop, period), 200, anHour);
});

/** For the house. None of it is about a person, so nothing is written into the access log. */
export const figureDeskRoutes = new Hono<StaffVariables>();

figureDeskRoutes.get(apiPaths.staffPageViews, async (context) => {
  const wish = readWish(context.req.query());
  if (isProblem(wish)) return problemResponse(wish);
  return context.json(await viewFigures(context.var.shop, wish), 200, noStore);
});

figureDeskRoutes.get(apiPaths.staffPageViewsNow, async (context) =>
  context.json(await viewPresent(context.var.shop), 200, noStore),
);

figureDeskRoutes.get(apiPaths.staffPageViewsTable, (context) => {
  const query = context.req.query();
  const wish = readWish(query);
  if (isProblem(wish)) return problemResponse(wish);
  // Both are days that were parsed, so nothing else can stand in the header.
  const name = `page-views-${query['from']}-to-${query['to']}-by-${wish.by}.csv`;
  return context.body(writeCounters(context.var.shop.analytics, wish), 200, {
    ...noStore,
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
});
