import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { mediaType, readBounded, readJson, readJsonValue, type ShopVariables } from '../door.ts';
import { cameFrom } from '../fraud/origin/came-from.ts';
import { linkBody } from '../orders/order-link.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { cancelCheckout } from './cancel-checkout.ts';
import { readCheckoutRequest } from './request.ts';
import { checkoutRequestOfForm, reviewAddress, reviewPage } from './review-page.ts';
import { startCheckout } from './start-checkout.ts';

const formType = 'application/x-www-form-urlencoded';

export const checkoutRoutes = new Hono<ShopVariables>();

/** From the bag as JSON, or from the review page as a plain form: one act, two ways to answer. */
checkoutRoutes.post(apiPaths.checkout, async (context) => {
  const { shop } = context.var;
  const from = cameFrom(context.req.raw);
  if (mediaType(context.req.raw) === formType) {
    const text = await readBounded(context.req.raw);
    if (typeof text !== 'string') return problemResponse(text);
    const form = new URLSearchParams(text);
    const wish = readCheckoutRequest(checkoutRequestOfForm(form));
    const cancelPath = reviewAddress(form, form.get('attempt') ?? '', { back: 'yes' });
    const outcome = isProblem(wish) ? wish : await startCheckout(shop, { ...wish, cancelPath }, from);
    return isProblem(outcome) ? reviewPage(shop, form, outcome) : context.redirect(outcome.url, 303);
  }
  const body = await readJsonValue(context.req.raw);
  if (isProblem(body)) return problemResponse(body);
  const wish = readCheckoutRequest(body.json);
  if (isProblem(wish)) return problemResponse(wish);
  const outcome = await startCheckout(shop, wish, from);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 201, { 'Cache-Control': 'no-store' });
});

checkoutRoutes.post(apiPaths.checkoutReview, async (context) => {
  const text = await readBounded(context.req.raw);
  if (typeof text !== 'string') return problemResponse(text);
  return context.redirect(reviewAddress(new URLSearchParams(text), crypto.randomUUID()), 303);
});

checkoutRoutes.get(apiPaths.checkoutReview, (context) =>
  reviewPage(context.var.shop, new URL(context.req.url).searchParams),
);

checkoutRoutes.post(apiPaths.checkoutCancel, async (context) => {
  const body = await readJson(context.req.raw, linkBody);
  if (isProblem(body)) return problemResponse(body);
  const outcome = await cancelCheckout(context.var.shop, body.link);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 200, { 'Cache-Control': 'no-store' });
});
