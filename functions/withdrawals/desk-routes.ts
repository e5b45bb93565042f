import { Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { DeskWithdrawalDone } from '../../src/api/withdrawal-answers.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { apiPaths } from '../../src/paths.ts';
import { readJson } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { recordAccess } from '../staff/access-log.ts';
import type { StaffVariables } from '../staff/require-staff.ts';
import { noteArrival, openWithdrawal, refundWithdrawal, sendLabel } from './at-desk.ts';
import { enterWithdrawal, viewOrderToWithdraw } from './enter-withdrawal.ts';
import { listWithdrawals, placePattern, readPlace } from './list-withdrawals.ts';
import { enteredWithdrawal, orderNumber, orderToWithdrawBody } from './request.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

const listQuery = z.strictObject({ after: z.string().regex(placePattern).optional() });

/** Of the house's two carriers: a letter to a shopper leads nowhere else. */
const labelHosts = /(^|\.)(dhl\.(com|de)|fedex\.com)$/;

const labelBody = z.strictObject({
  address: z
    .url({ protocol: /^https$/ })
    .max(500)
    .refine((address) => URL.canParse(address) && labelHosts.test(new URL(address).hostname)),
});

const arrivalBody = z.strictObject({ restock: z.boolean() });

const refundBody = z.strictObject({
  lossMinor: z.int().min(0).max(1_000_000_000),
  restock: z.boolean(),
  /** The shopper reads it in a copy of their data. */
  note: z.string().trim().max(500),
});

/** Withdrawals at the desk: what is due, the label, the arrival, the money. */
export const withdrawalDeskRoutes = new Hono<StaffVariables>();

withdrawalDeskRoutes.get(apiPaths.staffWithdrawals, async (context) => {
  const query = listQuery.safeParse(context.req.query());
  if (!query.success) return problemResponse(noSuchList());
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, {
    act: 'view',
    what: 'the list of withdrawals, which names nobody',
    why: 'what is due',
  });
  const { after } = query.data;
  return context.json(await listWithdrawals(shop, staff, after ? readPlace(after) : undefined), 200, noStore);
});

withdrawalDeskRoutes.post(apiPaths.staffOrderToWithdraw, async (context) => {
  const body = await readJson(context.req.raw, orderToWithdrawBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const number = orderNumber.safeParse(context.req.param('number')).data ?? '';
  const view = await viewOrderToWithdraw(shop, staff, number);
  return isProblem(view) ? problemResponse(view) : context.json(view, 200, noStore);
});

withdrawalDeskRoutes.post(apiPaths.staffWithdrawals, async (context) => {
  const body = await readJson(context.req.raw, enteredWithdrawal);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const entered = await enterWithdrawal(shop, staff, body);
  if (isProblem(entered)) return problemResponse(entered);
  const words = `It is withdrawal ${body.number}.${body.after + 1}. The acknowledgement is on its way.`;
  return context.json(said(words), 201, noStore);
});

withdrawalDeskRoutes.post(apiPaths.staffWithdrawalLabel, async (context) => {
  const { shop, staff } = context.var;
  const body = await readJson(context.req.raw, labelBody);
  if (isProblem(body)) return problemResponse(body);
  const desk = await openWithdrawal(shop, staff, context.req.param('id'));
  if (isProblem(desk)) return problemResponse(desk);
  const refusal = await sendLabel(shop, desk, body.address);
  return refusal ? problemResponse(refusal) : context.json(said('The shopper has the label.'), 200, noStore);
});

withdrawalDeskRoutes.post(apiPaths.staffWithdrawalArrival, async (context) => {
  const { shop, staff } = context.var;
  const body = await readJson(context.req.raw, arrivalBody);
  if (isProblem(body)) return problemResponse(body);
  const desk = await openWithdrawal(shop, staff, context.req.param('id'));
  if (isProblem(desk)) return problemResponse(desk);
  const refusal = await noteArrival(shop, desk, body.restock);
  return refusal ? problemResponse(refusal) : context.json(said('The pieces are back.'), 200, noStore);
});

withdrawalDeskRoutes.post(apiPaths.staffWithdrawalRefund, async (context) => {
  const { shop, staff } = context.var;
  const body = await readJson(context.req.raw, refundBody);
  if (isProblem(body)) return problemResponse(body);
  const desk = await openWithdrawal(shop, staff, context.req.param('id'));
  if (isProblem(desk)) return problemResponse(desk);
  const refunded = await refundWithdrawal(shop, desk, body);
  if (isProblem(refunded)) return problemResponse(refunded);
  const money = formatMoney(refunded.amountMinor, desk.opened.order.currency);
  return context.json(said(`${money} goes back to the shopper.`), 200, noStore);
});

function said(words: string): DeskWithdrawalDone {
  return { said: words };
}

function noSuchList(): Problem {
  return problem('invalid-request', 'There is no such list.', 'Open the desk again. Nothing was shown.');
}
