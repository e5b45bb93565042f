import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { ownedRequest, requestLinkField } from '../requests/owned-request.ts';
import { statusRefusal } from '../requests/pages.ts';
import { isForm, readForm } from '../requests/plain-form.ts';
import { showRequest } from '../requests/show-request.ts';
import { openRequest } from '../requests/view-request.ts';
import type { Shop } from '../shop.ts';
import { readCorrectionForm } from './correction-form.ts';
import { rectify } from './rectify.ts';
import { keyAlone, rectification } from './request.ts';
import { viewCorrectable } from './view-correctable.ts';

/** A form has every line of every order, changed or not: fifty of them, in a writing that takes nine bytes a letter. */
const longestFormBytes = 256 * 1024;

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
  if (isForm(context.req.raw)) return rectifyByForm(shop, context.req.raw);
  const body = await readJson(context.req.raw, rectification);
  if (isProblem(body)) return problemResponse(body);
  const key = { link: body.link, authorization: context.req.header('Authorization') };
  const request = await ownedRequest(shop, key, body.request ?? '');
  if (isProblem(request)) return problemResponse(request);
  const outcome = await rectify(shop, request, body);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 200, { 'Cache-Control': 'no-store' });
});

/** From the page of a browser without a script, and answered with that page. */
async function rectifyByForm(shop: Shop, sent: Request): Promise<Response> {
  const form = await readForm(sent, longestFormBytes);
  if (isProblem(form)) return statusRefusal(shop, form);
  const link = requestLinkField.safeParse(form.get('link')).data ?? '';
  const request = await openRequest(shop, link);
  if (isProblem(request)) return statusRefusal(shop, request);
  const view = await viewCorrectable(shop, request);
  const wish = isProblem(view) ? view : readCorrectionForm(form, view);
  const outcome = isProblem(wish) ? wish : await rectify(shop, request, wish);
  return showRequest(shop, link, isProblem(outcome) ? { refusal: outcome, typed: form } : undefined);
}
