import { Hono } from 'hono';
import type { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { linkInAddress } from '../links/one-time-link.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import { isForm, readForm } from '../requests/plain-form.ts';
import { askForNotice } from './ask-for-notice.ts';
import { confirmNotice, confirmNoticeByCode } from './confirm-notice.ts';
import { noticePage, refusedPage, waitingPage } from './notice-page.ts';
import { stopLinkUnknown, unreadableForm } from './refusals.ts';
import { codeForm, noticeBody, noticeForm, tokenForm } from './request.ts';
import { readStopLink, stopNotice } from './stop-notice.ts';

export const stockNoticeRoutes = new Hono<ShopVariables>();

/** Before whatever is guessed at or sends a letter. */
stockNoticeRoutes.post(apiPaths.stockNotices, limitRate('RATE_LIMIT_SIGN_IN'));
stockNoticeRoutes.post(apiPaths.stockNoticeConfirm, limitRate('RATE_LIMIT_SIGN_IN'));

/** By the plain form of the piece’s page, or as JSON by a program. */
stockNoticeRoutes.post(apiPaths.stockNotices, async (context) => {
  const { shop } = context.var;
  if (isForm(context.req.raw)) {
    const form = await formOf(context.req.raw, noticeForm);
    const outcome = isProblem(form) ? form : await askForNotice(shop, form);
    return isProblem(outcome) ? refusedPage(shop, outcome) : noticePage(shop, 'mailed');
  }
  const body = await readJson(context.req.raw, noticeBody);
  if (isProblem(body)) return problemResponse(body);
  const outcome = await askForNotice(shop, body);
  if (isProblem(outcome)) return problemResponse(outcome);
  return context.json(outcome, 202, { 'Cache-Control': 'no-store' });
});

/** By the button of the mailed link’s page, or by the form that takes the code. */
stockNoticeRoutes.post(apiPaths.stockNoticeConfirm, async (context) => {
  const { shop } = context.var;
  const form = await formOf(context.req.raw, tokenForm.or(codeForm));
  if (isProblem(form)) return refusedPage(shop, form, 'code');
  const outcome =
    'token' in form ? await confirmNotice(shop, form.token) : await confirmNoticeByCode(shop, form.email, form.code);
  return isProblem(outcome) ? refusedPage(shop, outcome, 'code') : waitingPage(shop, outcome);
});

/** What looks at links before a person does may come here as often as it likes: only the press takes anything back. */
stockNoticeRoutes.get(apiPaths.stockNoticeStop(':link'), async (context) => {
  const { shop } = context.var;
  const id = await readStopLink(shop, linkInAddress(context.req.param('link')));
  return id === undefined ? refusedPage(shop, stopLinkUnknown()) : noticePage(shop, 'stop');
});

stockNoticeRoutes.post(apiPaths.stockNoticeStop(':link'), async (context) => {
  const { shop } = context.var;
  const id = await readStopLink(shop, linkInAddress(context.req.param('link')));
  if (id === undefined) return refusedPage(shop, stopLinkUnknown());
  await stopNotice(shop, id);
  return noticePage(shop, 'stopped');
});

async function formOf<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema> | Problem> {
  if (!isForm(request)) return unreadableForm();
  const form = await readForm(request);
  if (!(form instanceof URLSearchParams)) return form;
  const parsed = schema.safeParse(Object.fromEntries(form));
  return parsed.success ? parsed.data : unreadableForm();
}
