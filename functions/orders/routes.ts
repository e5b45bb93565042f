import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { ShopVariables } from '../door.ts';
import { readJson } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { linkBody } from './order-link.ts';
import { viewOrder } from './view-order.ts';

export const orderRoutes = new Hono<ShopVariables>();

orderRoutes.post(apiPaths.orderView, async (context) => {
  const body = await readJson(context.req.raw, linkBody);
  if (isProblem(body)) return problemResponse(body);
  const view = await viewOrder(context.var.shop, body.link);
  if (view) return context.json(view, 200, { 'Cache-Control': 'no-store' });
  const detail = say`Copy the whole link out of your confirmation e-mail, or write to us and we will find the order with you.`;
  return problemResponse(problem('not-found', say`This link opens no order.`, detail));
});
