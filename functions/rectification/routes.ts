import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { ownedRequest } from '../requests/owned-request.ts';
import { rectify } from './rectify.ts';
import { keyAlone, rectification } from './request.ts';
import { viewCorrectable } from './view-correctable.ts';

export const rectificationRoutes = new Hono<ShopVariables>();

rectificationRoutes.post(apiPaths.privacyRectificationView, async (context) => {
  const { shop } = context.var;
  const body = await readJson(context.req.raw, keyAlone);
  if (isProblem(body)) return problemResponse(body);
  const key = { link: body.link, authorization: context.req.header('Authorization') };
  const request = await ownedRequest(shop, key, body.request ?? '');
  if (isProblem(request)) return problemResponse(request);
  const view = await viewCorrectable(shop, request);
  if (isProblem(view)) return problemResponse(view);
  return context.json(view, 200, { 'Cache-Control': 'no-store' });
});

rectificationRoutes.post(apiPaths.privacyRectifications, async (context) => {
  const { shop } = context.var;
  const body = await readJson(context.req.raw, rectification);
  if (isProblem(body)) return problemResponse(body);
  const key = { link: body.link, authorization: context.req.header('Authorization') };
  const request = await ownedRequest(shop, key, body.request ?? '');
  if (isProblem(request)) return problemResponse(request);
  const outcome = await rectify(shop, request, body);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 200, { 'Cache-Control': 'no-store' });
});
