import { Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { DeskEntered } from '../../../src/api/desk-answers.ts';
import { apiPaths } from '../../../src/paths.ts';
import { type RequestKind, requestKinds } from '../../../src/policy/request-kinds.ts';
import { readJson } from '../../door.ts';
import { isProblem, problem, problemResponse } from '../../problem.ts';
import { accessReason, recordAccess } from '../access-log.ts';
import type { StaffVariables } from '../require-staff.ts';
import { mayDecide } from '../roles.ts';
import { enterAtDesk, entryBody } from './enter-at-desk.ts';
import { listRequests, placePattern, readPlace } from './list-requests.ts';
import { openAtDesk } from './open-at-desk.ts';
import { viewAtDesk } from './view-at-desk.ts';

const kinds = Object.keys(requestKinds) as [RequestKind, ...RequestKind[]];

const listQuery = z.strictObject({
  state: z.enum(['open', 'closed']).default('open'),
  kind: z.enum(['', ...kinds]).default(''),
  after: z.string().regex(placePattern).optional(),
});

const viewBody = z.strictObject({ why: accessReason.optional() });

export const requestDeskRoutes = new Hono<StaffVariables>();

requestDeskRoutes.get(apiPaths.staffRequests, async (context) => {
  const query = listQuery.safeParse(context.req.query());
  if (!query.success) return problemResponse(unreadableList());
  const { shop, staff } = context.var;
  const { state, kind, after } = query.data;
  await recordAccess(shop, staff, {
    act: 'view',
    what: 'the list of requests, which names nobody',
    why: 'what is due',
  });
  const withRestricted = mayDecide(staff.role);
  const list = await listRequests(shop, { state, kind, after: after ? readPlace(after) : undefined, withRestricted });
  return context.json(list, 200, { 'Cache-Control': 'no-store' });
});

requestDeskRoutes.post(apiPaths.staffRequestView, async (context) => {
  const body = await readJson(context.req.raw, viewBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const what = mayDecide(staff.role) ? 'a request, and what is held, counted' : 'a request';
  const request = await openAtDesk(shop, staff, context.req.param('number'), { act: 'view', what, why: body.why });
  if (isProblem(request)) return problemResponse(request);
  return context.json(await viewAtDesk(shop, staff, request), 200, { 'Cache-Control': 'no-store' });
});

requestDeskRoutes.post(apiPaths.staffRequests, async (context) => {
  const body = await readJson(context.req.raw, entryBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const entered = await enterAtDesk(shop, staff, body);
  if (isProblem(entered)) return problemResponse(entered);
  return context.json(entered satisfies DeskEntered, 200, { 'Cache-Control': 'no-store' });
});

function unreadableList(): Problem {
  return problem('invalid-request', 'There is no such list.', 'Open the desk again. Nothing was shown.');
}
