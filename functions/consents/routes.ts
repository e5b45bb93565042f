import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { requireSession, type SessionVariables } from '../accounts/read-session.ts';
import { mediaType, readBounded, readJson } from '../door.ts';
import { linkInAddress } from '../links/one-time-link.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import type { Shop } from '../shop.ts';
import { changeAccountConsent, viewAccountConsent } from './account-consent.ts';
import { confirmWish, confirmWishByCode, viewWish } from './confirm-wish.ts';
import { readConsentLink } from './consent-links.ts';
import { mailPreferencesLink } from './mail-preferences-link.ts';
import { preferencesPage, shownOf } from './preferences-page.ts';
import { notOneClick, preferencesLinkEnded, unreadableForm } from './refusals.ts';
import {
  accountWishBody,
  addressForm,
  codeForm,
  consentLinkBody,
  linkForm,
  oneClickForm,
  tokenBody,
} from './request.ts';
import { viewConsent } from './view-consent.ts';
import { withdrawByLink } from './withdraw-consents.ts';

export const consentRoutes = new Hono<SessionVariables>();

/** Before whatever is guessed at or sends a letter. */
consentRoutes.use(apiPaths.consentConfirm, limitRate('RATE_LIMIT_SIGN_IN'));
consentRoutes.use(apiPaths.consentLink, limitRate('RATE_LIMIT_SIGN_IN'));

consentRoutes.post(
  apiPaths.consentWish,
  asJson(tokenBody, (shop, { token }) => viewWish(shop, token)),
);

consentRoutes.post(
  apiPaths.consentView,
  asJson(consentLinkBody, (shop, { link }) => viewConsent(shop, link)),
);

/** By the page’s script, or by the plain form with the code: one act, two ways to answer. */
consentRoutes.post(apiPaths.consentConfirm, async (context) => {
  const { shop } = context.var;
  if (isJson(context.req.raw)) return asJson(tokenBody, (_shop, { token }) => confirmWish(shop, token))(context);
  const form = await readForm(context.req.raw, codeForm);
  return preferencesPage(shop, shownOf(isProblem(form) ? form : await confirmWishByCode(shop, form.email, form.code)));
});

consentRoutes.post(apiPaths.consentWithdraw, async (context) => {
  const { shop } = context.var;
  const withdraw = (link: string) => withdrawByLink(shop, 'preferences', link);
  if (isJson(context.req.raw)) return asJson(consentLinkBody, (_shop, { link }) => withdraw(link))(context);
  const form = await readForm(context.req.raw, linkForm);
  return preferencesPage(shop, shownOf(isProblem(form) ? form : await withdraw(form.link)));
});

consentRoutes.post(apiPaths.consentLink, async (context) => {
  const { shop } = context.var;
  const form = await readForm(context.req.raw, addressForm);
  return preferencesPage(shop, isProblem(form) ? form : await mailPreferencesLink(shop, form.email));
});

/** What looks at links before a person does may come here as often as it likes: only the press withdraws. */
consentRoutes.get(apiPaths.consentOneClick(':link'), async (context) => {
  const { shop } = context.var;
  const consent = await readConsentLink(shop, 'one-click', linkInAddress(context.req.param('link')));
  return preferencesPage(shop, consent ? { state: 'one-click' } : preferencesLinkEnded());
});

consentRoutes.post(apiPaths.consentOneClick(':link'), async (context) => {
  const { shop } = context.var;
  const form = await readForm(context.req.raw, oneClickForm);
  if (isProblem(form)) return problemResponse(form.code === 'too-large' ? form : notOneClick());
  return preferencesPage(
    shop,
    shownOf(await withdrawByLink(shop, 'one-click', linkInAddress(context.req.param('link')))),
  );
});

consentRoutes.get(apiPaths.accountConsent, requireSession, async (context) =>
  answer(await viewAccountConsent(context.var.shop, context.var.session.email)),
);

consentRoutes.post(apiPaths.accountConsent, requireSession, async (context) => {
  const body = await readJson(context.req.raw, accountWishBody);
  if (isProblem(body)) return problemResponse(body);
  return answer(await changeAccountConsent(context.var.shop, context.var.session.email, body.wanted));
});

function asJson<Schema extends z.ZodType<object>>(
  schema: Schema,
  act: (shop: Shop, body: z.output<Schema>) => Promise<object | Problem>,
) {
  return async (context: Context<SessionVariables>) => {
    const body = await readJson(context.req.raw, schema);
    return isProblem(body) ? problemResponse(body) : answer(await act(context.var.shop, body));
  };
}

function answer(outcome: object | Problem): Response {
  if (isProblem(outcome)) return problemResponse(outcome);
  return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } });
}

function isJson(request: Request): boolean {
  return mediaType(request) === 'application/json';
}

/** A form of either kind that a browser or a mail program sends (RFC 8058 allows both), or the refusal. */
async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema> | Problem> {
  const text = await readBounded(request);
  if (typeof text !== 'string') return text;
  try {
    const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
    const form = await new Response(text, { headers }).formData();
    const parsed = schema.safeParse(Object.fromEntries(form));
    return parsed.success ? parsed.data : unreadableForm();
  } catch {
    // It is no form, whatever it calls itself.
    return unreadableForm();
  }
}
