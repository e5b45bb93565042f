import { Hono } from 'hono';
import { z } from 'zod';
import type { ObjectionsAnswer } from '../../src/api/objection-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { requireSession, type SessionVariables } from '../accounts/read-session.ts';
import { readJson } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { deleteObjectionStatement, insertObjectionStatement } from './queries.ts';
import { refusesAnalytics } from './refuses-analytics.ts';

const body = z.strictObject({ analytics: z.boolean() });

export const objectionRoutes = new Hono<SessionVariables>();

objectionRoutes.use(apiPaths.objections, requireSession);

objectionRoutes.get(apiPaths.objections, async (context) => {
  const { shop, session } = context.var;
  const answer: ObjectionsAnswer = { analytics: await refusesAnalytics(shop.database, session.email) };
  return context.json(answer, 200, { 'Cache-Control': 'no-store' });
});

objectionRoutes.post(apiPaths.objections, async (context) => {
  const asked = await readJson(context.req.raw, body);
  if (isProblem(asked)) return problemResponse(asked);
  const { shop, session } = context.var;
  const { database, now } = shop;
  await database.batch([
    asked.analytics
      ? insertObjectionStatement(database, session.email, 'analytics', now)
      : deleteObjectionStatement(database, session.email, 'analytics'),
  ]);
  const answer: ObjectionsAnswer = { analytics: await refusesAnalytics(database, session.email) };
  return context.json(answer, 200, { 'Cache-Control': 'no-store' });
});
