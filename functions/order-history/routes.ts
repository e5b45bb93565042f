import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { requireSession, type SessionVariables } from '../accounts/read-session.ts';
import { joinOrders, viewHistory } from './view-history.ts';

export const historyRoutes = new Hono<SessionVariables>();

historyRoutes.get(apiPaths.accountOrders, requireSession, async (context) => {
  const { shop, session } = context.var;
  return context.json(await viewHistory(shop, session), 200, { 'Cache-Control': 'no-store' });
});

historyRoutes.post(apiPaths.accountOrdersJoin, requireSession, async (context) => {
  const { shop, session } = context.var;
  return context.json(await joinOrders(shop, session), 200, { 'Cache-Control': 'no-store' });
});
