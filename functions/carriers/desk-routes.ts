import { Hono } from 'hono';
import { z } from 'zod';
import { apiPaths } from '../../src/paths.ts';
import { readJson } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { recordAccess } from '../staff/access-log.ts';
import type { StaffVariables } from '../staff/require-staff.ts';
import { mayDecide } from '../staff/roles.ts';
import { listAside, placeAsidePattern, readPlaceAside } from './list-aside.ts';
import { settleBody, settleEvent } from './settle-event.ts';

const listQuery = z.strictObject({ after: z.string().regex(placeAsidePattern).optional() });

/** What carriers told and nothing followed from, for a person to deal with. */
export const carrierDeskRoutes = new Hono<StaffVariables>();

carrierDeskRoutes.get(apiPaths.staffCarrierEvents, async (context) => {
  const query = listQuery.safeParse(context.req.query());
  if (!query.success) {
    const refusal = problem('invalid-request', 'There is no such list.', 'Open the desk again. Nothing was shown.');
    return problemResponse(refusal);
  }
  const { shop, staff } = context.var;
  const what = 'what carriers told and is kept aside, by tracking number';
  await recordAccess(shop, staff, { act: 'view', what, why: 'to deal with it' });
  const { after } = query.data;
  const list = await listAside(shop, mayDecide(staff.role), after === undefined ? undefined : readPlaceAside(after));
  return context.json(list, 200, { 'Cache-Control': 'no-store' });
});

carrierDeskRoutes.post(apiPaths.staffCarrierEventSettle, async (context) => {
  const body = await readJson(context.req.raw, settleBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const settled = await settleEvent(shop, staff, context.req.param('id'), body);
  if (isProblem(settled)) return problemResponse(settled);
  return context.json(settled, 200, { 'Cache-Control': 'no-store' });
});
