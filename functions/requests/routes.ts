import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import { requireSession, requireStepUp, type SessionVariables } from '../accounts/read-session.ts';
import { readJson, readJsonValue, type ShopVariables } from '../door.ts';
import { confirmErasure } from '../erasure/confirm-erasure.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import type { Shop } from '../shop.ts';
import { askSignedIn, signedInWish } from './ask-signed-in.ts';
import { confirmation, confirmRequest, mailFreshCode } from './intake/confirm-request.ts';
import { readWish, wishOfForm, wordsField } from './intake/read-wish.ts';
import { takeInRequest } from './intake/take-in-request.ts';
import { askingPage, codePage, statusRefusal } from './pages.ts';
import { isForm, readForm } from './plain-form.ts';
import type { PrivacyRequest } from './queries.ts';
import { showRequest } from './show-request.ts';
import { openRequest, viewRequest } from './view-request.ts';
import { withdrawRequest } from './withdraw-request.ts';
import { writeMessage } from './write-message.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

const linkAlone = z.strictObject({ link: z.string().min(1).max(100) });
const message = z.strictObject({ link: z.string().min(1).max(100), words: wordsField });
const freshCode = z.strictObject({ number: z.string().min(1).max(30) });
const linkId = z.uuid();

export const requestRoutes = new Hono<ShopVariables>();

/** Before whatever writes a letter or takes a guess. */
for (const path of [apiPaths.requests, apiPaths.requestConfirm, apiPaths.requestCode]) {
  requestRoutes.post(path, limitRate('RATE_LIMIT_SIGN_IN'));
}

requestRoutes.post(apiPaths.requests, async (context) => {
  const { shop } = context.var;
  if (isForm(context.req.raw)) {
    const form = await readForm(context.req.raw);
    if (isProblem(form)) return problemResponse(form);
    const wish = readWish(wishOfForm(form));
    if (isProblem(wish)) return askingPage(shop, form, wish);
    const { link, mailbox } = await takeInRequest(shop, wish);
    return context.redirect(codeAddress(link, mailbox === 'theirs'), 303);
  }
  const body = await readJsonValue(context.req.raw);
  if (isProblem(body)) return problemResponse(body);
  const wish = readWish(body.json);
  if (isProblem(wish)) return problemResponse(wish);
  return context.json(await takeInRequest(shop, wish), 202, noStore);
});

/** The page that takes a code. The link's id opens nothing by itself. */
requestRoutes.get(apiPaths.requestConfirm, (context) => {
  const link = linkId.safeParse(context.req.query('link')).data ?? '';
  return codePage(context.var.shop, { link, isTheirs: context.req.query('mailbox') === 'theirs' });
});

requestRoutes.post(apiPaths.requestConfirm, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, confirmation);
    return answer(context, isProblem(body) ? body : await confirmRequest(shop, body));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return problemResponse(form);
  const shown = confirmation.safeParse(Object.fromEntries(form));
  const opened = shown.success ? await confirmRequest(shop, shown.data) : unreadableCode();
  if (!isProblem(opened)) return showRequest(shop, opened.link);
  if (form.has('token')) return askingPage(shop, new URLSearchParams(), opened);
  return codePage(shop, { link: linkId.safeParse(form.get('link')).data ?? '', isTheirs: false }, opened);
});

requestRoutes.post(apiPaths.requestCode, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, freshCode);
    if (isProblem(body)) return problemResponse(body);
    return context.json(await mailFreshCode(shop, body.number), 202, noStore);
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return problemResponse(form);
  const { link } = await mailFreshCode(shop, (form.get('number') ?? '').slice(0, 30));
  return context.redirect(codeAddress(link, false), 303);
});

requestRoutes.post(apiPaths.requestView, (context) => actOnRequest(context, linkAlone, async () => undefined));

requestRoutes.post(apiPaths.requestMessages, (context) =>
  actOnRequest(context, message, (request, { words }) => writeMessage(context.var.shop, request, words)),
);

requestRoutes.post(apiPaths.requestWithdraw, (context) =>
  actOnRequest(context, linkAlone, (request) => withdrawRequest(context.var.shop, request)),
);

requestRoutes.post(apiPaths.requestErase, (context) =>
  actOnRequest(context, linkAlone, async (request) => {
    const outcome = await confirmErasure(context.var.shop, request);
    return isProblem(outcome) ? outcome : undefined;
  }),
);

export const accountRequestRoutes = new Hono<SessionVariables>();

accountRequestRoutes.post(apiPaths.accountRequests, requireSession, requireStepUp, async (context) => {
  const body = await readJson(context.req.raw, signedInWish);
  if (isProblem(body)) return problemResponse(body);
  const opened = await askSignedIn(context.var.shop, context.var.session, body);
  return isProblem(opened) ? problemResponse(opened) : context.json(opened, 201, noStore);
});

/** Opens the request of the link, does the act, and shows how it now stands: as JSON, or as the page. */
async function actOnRequest<Schema extends z.ZodType<{ readonly link: string }>>(
  context: Context<ShopVariables>,
  schema: Schema,
  act: (request: PrivacyRequest, body: z.output<Schema>) => Promise<Problem | undefined>,
): Promise<Response> {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, schema);
    if (isProblem(body)) return problemResponse(body);
    const request = await openRequest(shop, body.link);
    if (isProblem(request)) return problemResponse(request);
    const refusal = await act(request, body);
    if (refusal) return problemResponse(refusal);
    return answer(context, await reread(shop, body.link));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return problemResponse(form);
  const body = schema.safeParse(Object.fromEntries(form));
  if (!body.success) return statusRefusal(shop, unreadableForm());
  const request = await openRequest(shop, body.data.link);
  if (isProblem(request)) return statusRefusal(shop, request);
  const refusal = await act(request, body.data);
  return showRequest(shop, body.data.link, refusal ? { refusal } : undefined);
}

async function reread(shop: Shop, link: string) {
  const request = await openRequest(shop, link);
  return isProblem(request) ? request : viewRequest(shop, request);
}

function answer(context: Context<ShopVariables>, outcome: object): Response {
  return isProblem(outcome) ? problemResponse(outcome) : context.json(outcome, 200, noStore);
}

function codeAddress(link: string, isTheirs: boolean): string {
  return `${apiPaths.requestConfirm}?${new URLSearchParams({ link, ...(isTheirs ? { mailbox: 'theirs' } : {}) })}`;
}

function unreadableCode(): Problem {
  const detail = say`It has eight letters and digits, such as 7K4M-92QX. Look at the letter again, please.`;
  return problem('invalid-request', say`That is no code.`, detail);
}

function unreadableForm(): Problem {
  const detail = say`It was longer than a message may be, or cut short. Nothing was changed. Try again.`;
  return problem('invalid-request', say`We could not read this.`, detail);
}
