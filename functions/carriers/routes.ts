import { type Context, Hono } from 'hono';
import type { Problem } from '../../src/api/answers.ts';
import type { Carrier } from '../../src/orders/parcels.ts';
import { apiPaths } from '../../src/paths.ts';
import { readBounded, type ShopVariables } from '../door.ts';
import { problem, problemResponse } from '../problem.ts';
import { readDhlPush } from './read-dhl.ts';
import { readFedexPush } from './read-fedex.ts';
import { receiveEvents } from './receive-events.ts';
import { receiveNotice } from './receive-notice.ts';
import { dhlTokenHeader, fedexSignatureHeader, isSignedByFedex, isTokenOfDhl } from './verify-push.ts';

/** The whole way of a few parcels, with a proof of delivery that nobody asked for. */
const maxPushBytes = 512 * 1024;

/**
 * Where carriers push to. Whose push it is is asked before anything of it is read; what can't be acted on is kept aside
 * and answered 200, since sending it again would change nothing.
 */
export const carrierRoutes = new Hono<ShopVariables>();

carrierRoutes.post(apiPaths.dhlPush, async (context) => {
  const { shop } = context.var;
  const token = shop.config.dhlPushToken;
  if (token === undefined) return problemResponse(closed('DHL'));
  if (!(await isTokenOfDhl(context.req.header(dhlTokenHeader) ?? '', token))) return problemResponse(notTheirs('DHL'));
  const rawBody = await readBounded(context.req.raw, maxPushBytes);
  if (typeof rawBody !== 'string') return problemResponse(rawBody);
  const push = readDhlPush(parsed(rawBody), shop.now);
  if (!push) return problemResponse(unreadable('DHL'));
  if (push.kind === 'events') return answer(context, await receiveEvents(shop, push.events));
  await receiveNotice(shop, push);
  return answer(context, { taken: 0, aside: 1, known: 0 });
});

carrierRoutes.post(apiPaths.fedexPush, async (context) => {
  const { shop } = context.var;
  const secret = shop.config.fedexPushSecret;
  if (secret === undefined) return problemResponse(closed('FedEx'));
  const rawBody = await readBounded(context.req.raw, maxPushBytes);
  if (typeof rawBody !== 'string') return problemResponse(rawBody);
  const signature = context.req.header(fedexSignatureHeader) ?? '';
  if (!(await isSignedByFedex(rawBody, signature, secret))) return problemResponse(notTheirs('FedEx'));
  const events = readFedexPush(parsed(rawBody), shop.now);
  if (!events) return problemResponse(unreadable('FedEx'));
  return answer(context, await receiveEvents(shop, events));
});

function answer(context: Context<ShopVariables>, received: object): Response {
  return context.json(received, 200, { 'Cache-Control': 'no-store' });
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function closed(carrier: Carrier): Problem {
  const detail = `The shop was not given the secret by which it would know a push of ${carrier}. Nothing was taken in.`;
  return problem('not-configured', `${carrier} is not followed here yet.`, detail);
}

function notTheirs(carrier: Carrier): Problem {
  const detail = `Nothing shows that it comes from ${carrier}. Nothing was taken in.`;
  return problem('invalid-signature', 'This push was not taken in.', detail);
}

function unreadable(carrier: Carrier): Problem {
  const detail = `It is not in the shape that ${carrier} documents. Nothing was taken in.`;
  return problem('invalid-request', 'This push could not be read.', detail);
}
