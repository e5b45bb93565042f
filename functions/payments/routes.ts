import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import { readBounded, type ShopVariables } from '../door.ts';
import { problem, problemResponse } from '../problem.ts';
import { receiveEvent } from './receive-event.ts';

/** Stripe's events of a session with twenty lines stay far below. */
const maxEventBytes = 256 * 1024;

export const paymentRoutes = new Hono<ShopVariables>();

paymentRoutes.post(apiPaths.stripeWebhook, async (context) => {
  const { shop } = context.var;
  const rawBody = await readBounded(context.req.raw, maxEventBytes);
  if (typeof rawBody !== 'string') return problemResponse(rawBody);
  const event = await shop.stripe.readEvent(rawBody, context.req.header('Stripe-Signature') ?? '', shop.now);
  if (!event) {
    const detail = 'The signature is not Stripe’s, is older than five minutes, or the body is no event.';
    return problemResponse(problem('invalid-signature', 'This event was not taken in.', detail));
  }
  const outcome = await receiveEvent(shop, event);
  if (outcome !== 'later') return context.json({ outcome });
  const detail = 'Stripe could not be asked how the session stands. Deliver this event again.';
  return problemResponse(problem('stripe-unreachable', 'Not taken in yet.', detail));
});
