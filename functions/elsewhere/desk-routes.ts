import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { readJson } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { recordAccess } from '../staff/access-log.ts';
import type { StaffVariables } from '../staff/require-staff.ts';
import { endEntered } from './end-entered.ts';
import { enterOrder } from './enter-order.ts';
import { listEntered } from './list-entered.ts';
import { endBody, enteredBody } from './request.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

/** Orders that were told to the house by telephone or in the boutique, until they are paid: then they are orders. */
export const enteredOrderDeskRoutes = new Hono<StaffVariables>();

enteredOrderDeskRoutes.get(apiPaths.staffEnteredOrders, async (context) => {
  const { shop, staff } = context.var;
  const what = 'the list of orders that were entered and are not paid yet, which names nobody';
  await recordAccess(shop, staff, { act: 'view', what, why: 'what waits for its payment' });
  return context.json(await listEntered(shop), 200, noStore);
});

enteredOrderDeskRoutes.post(apiPaths.staffEnteredOrders, async (context) => {
  const body = await readJson(context.req.raw, enteredBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const entered = await enterOrder(shop, staff, body);
  return isProblem(entered) ? problemResponse(entered) : context.json(entered, 201, noStore);
});

enteredOrderDeskRoutes.post(apiPaths.staffEnteredOrderEnd, async (context) => {
  const body = await readJson(context.req.raw, endBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const ended = await endEntered(shop, staff, context.req.param('number'));
  return isProblem(ended) ? problemResponse(ended) : context.json(ended, 200, noStore);
});
