import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import { isSteppedUp, readSession } from '../accounts/read-session.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { type PrivacyRequest, selectRequest } from '../requests/queries.ts';
import { readRequestLink } from '../requests/request-link.ts';
import { requestNumberPattern } from '../requests/request-number.ts';
import { confirmErasure } from './confirm-erasure.ts';
import { previewErasure } from './preview-erasure.ts';

/** The request's own link, or its number from whoever is signed in and has just shown that it is them. */
const body = z.union([
  z.strictObject({ link: z.string().min(1).max(100) }),
  z.strictObject({ number: z.string().regex(requestNumberPattern) }),
]);

export const erasureRoutes = new Hono<ShopVariables>();

erasureRoutes.post(apiPaths.erasurePreview, async (context) => {
  const request = await readRequest(context);
  if (isProblem(request)) return problemResponse(request);
  if (request.closed_at !== null || request.email === '') return problemResponse(ended());
  const preview = await previewErasure(context.var.shop, request.email);
  return context.json(preview, 200, { 'Cache-Control': 'no-store' });
});

erasureRoutes.post(apiPaths.erasures, async (context) => {
  const request = await readRequest(context);
  if (isProblem(request)) return problemResponse(request);
  const outcome = await confirmErasure(context.var.shop, request);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 200, { 'Cache-Control': 'no-store' });
});

/** One refusal for a link that isn't ours, a number that is somebody else's and a request for something else. */
async function readRequest(context: Context<ShopVariables>): Promise<PrivacyRequest | Problem> {
  const asked = await readJson(context.req.raw, body);
  if (isProblem(asked)) return asked;
  const { shop } = context.var;
  if ('link' in asked) {
    const number = await readRequestLink(shop.config.privacySecret, asked.link);
    return erasureOrNothing(await selectRequest(shop.database, number ?? ''));
  }
  const session = await readSession(shop, context.req.header('Authorization'));
  if (!session) {
    const detail = say`You are signed out, or the session has ended. Nothing was deleted. Sign in and try again.`;
    return problem('not-signed-in', say`Please sign in.`, detail);
  }
  if (!isSteppedUp(session, shop.now)) {
    const detail = say`Give your password, or a code from your mailbox, once more. Nothing was deleted.`;
    return problem('step-up-needed', say`Please show that it is you.`, detail);
  }
  const request = await selectRequest(shop.database, asked.number);
  return erasureOrNothing(request?.email === session.email ? request : null);
}

function erasureOrNothing(request: PrivacyRequest | null): PrivacyRequest | Problem {
  if (request?.kind === 'erasure') return request;
  const detail = say`Copy the whole link out of our e-mail, or write to us. Nothing was deleted.`;
  return problem('not-found', say`This link opens no request to delete data.`, detail);
}

function ended(): Problem {
  return problem(
    'conflict',
    say`This request has ended.`,
    say`There is nothing left to choose. Your request’s page says why.`,
  );
}
