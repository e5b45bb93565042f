import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { WithdrawalView } from '../../src/api/withdrawal-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import { isForm, readForm } from '../requests/plain-form.ts';
import type { Shop } from '../shop.ts';
import { mailWithdrawalLink, openByCode } from './mail-withdrawal-link.ts';
import { askingPage, codePage, orderPage } from './page.ts';
import {
  bodyOfForm,
  codeShown,
  labelAsked,
  linkAsked,
  orderShown,
  sentShown,
  unreadable,
  withdrawalBody,
} from './request.ts';
import { askForLabel, saySent } from './send-back.ts';
import { viewByLink, viewWithdrawal } from './view-withdrawal.ts';
import { withdraw } from './withdraw.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

/** Each takes JSON and answers JSON, or takes the page's plain form and answers with the page. */
export const withdrawalRoutes = new Hono<ShopVariables>();

/** Before whatever is guessed at or sends a letter. */
for (const path of [apiPaths.withdrawalLink, apiPaths.withdrawalCode, apiPaths.withdrawals]) {
  withdrawalRoutes.post(path, limitRate('RATE_LIMIT_SIGN_IN'));
}

withdrawalRoutes.post(apiPaths.withdrawalLink, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, linkAsked);
    if (isProblem(body)) return problemResponse(body);
    return context.json(await mailWithdrawalLink(shop, body), 202, noStore);
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return askingPage(shop, form);
  const asked = read(linkAsked, Object.fromEntries(form));
  if (isProblem(asked)) return askingPage(shop, asked, form);
  const { link } = await mailWithdrawalLink(shop, asked);
  return context.redirect(`${apiPaths.withdrawalCode}?${new URLSearchParams({ link })}`, 303);
});

/** The page that takes the code. The letter's id opens nothing by itself. */
withdrawalRoutes.get(apiPaths.withdrawalCode, (context) =>
  codePage(context.var.shop, z.uuid().safeParse(context.req.query('link')).data ?? ''),
);

withdrawalRoutes.post(apiPaths.withdrawalCode, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, codeShown);
    return answer(context, isProblem(body) ? body : await openByCode(shop, body));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return askingPage(shop, form);
  const shown = read(codeShown, Object.fromEntries(form));
  const opened = isProblem(shown) ? shown : await openByCode(shop, shown);
  if (!isProblem(opened)) return orderPage(shop, opened);
  return codePage(shop, z.uuid().safeParse(form.get('link')).data ?? '', opened);
});

withdrawalRoutes.post(apiPaths.withdrawalView, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, orderShown);
    return answer(context, isProblem(body) ? body : await viewByLink(shop, body.link));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return askingPage(shop, form);
  return showOrder(shop, form);
});

withdrawalRoutes.post(apiPaths.withdrawals, async (context) => {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, withdrawalBody);
    if (isProblem(body)) return problemResponse(body);
    const outcome = await withdraw(shop, body);
    return answer(context, isProblem(outcome) ? outcome : await viewWithdrawal(shop, outcome));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return askingPage(shop, form);
  const body = read(withdrawalBody, bodyOfForm(form));
  const outcome = isProblem(body) ? body : await withdraw(shop, body);
  if (isProblem(outcome)) return showOrder(shop, form, outcome);
  return orderPage(shop, await viewWithdrawal(shop, outcome), { done: true });
});

withdrawalRoutes.post(apiPaths.withdrawalLabel, (context) => actOnReturn(context, labelAsked, askForLabel));

withdrawalRoutes.post(apiPaths.withdrawalSent, (context) => actOnReturn(context, sentShown, saySent));

/** Does the act about one withdrawal, and shows how the order's withdrawals now stand. */
async function actOnReturn<Schema extends z.ZodType<{ readonly link: string }>>(
  context: Context<ShopVariables>,
  schema: Schema,
  act: (shop: Shop, body: z.output<Schema>) => Promise<Problem | undefined>,
): Promise<Response> {
  const { shop } = context.var;
  if (!isForm(context.req.raw)) {
    const body = await readJson(context.req.raw, schema);
    if (isProblem(body)) return problemResponse(body);
    return answer(context, (await act(shop, body)) ?? (await viewByLink(shop, body.link)));
  }
  const form = await readForm(context.req.raw);
  if (isProblem(form)) return askingPage(shop, form);
  const body = read(schema, Object.fromEntries(form));
  return showOrder(shop, form, isProblem(body) ? body : await act(shop, body));
}

/** The page of the order whose link the form has, with what was refused said on it. */
async function showOrder(shop: Shop, form: URLSearchParams, refusal?: Problem): Promise<Response> {
  const shown = orderShown.safeParse({ link: form.get('link') ?? '' });
  const view = shown.success ? await viewByLink(shop, shown.data.link) : cutShort();
  if (isProblem(view)) return askingPage(shop, view);
  return orderPage(shop, view, refusal ? { refusal, typed: form } : {});
}

function answer(context: Context<ShopVariables>, outcome: WithdrawalView | Problem): Response {
  return isProblem(outcome) ? problemResponse(outcome) : context.json(outcome, 200, noStore);
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | Problem {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : unreadable(parsed.error);
}

function cutShort(): Problem {
  const detail = say`Open the whole link from our letter, or have a new one sent below. Nothing was changed.`;
  return problem('invalid-request', say`We could not read this.`, detail);
}
