import { Hono } from 'hono';
import { z } from 'zod';
import type { DeskDone } from '../../src/api/desk-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { readJson } from '../door.ts';
import { confirmDuty } from '../duties/confirm-duty.ts';
import { viewDuties } from '../duties/view-duties.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { viewRetention } from '../retention/at-desk/view-retention.ts';
import { recordAccess } from './access-log.ts';
import type { StaffVariables } from './require-staff.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

const confirmation = z.strictObject({
  duty: z.string().min(1).max(100),
  note: z
    .string()
    .trim()
    .max(500)
    .regex(/^[^@]*$/),
});

/** Whether what the policy says is kept: by the jobs that delete, and by the owner. Nobody is named in either. */
export const keepingDeskRoutes = new Hono<StaffVariables>();

keepingDeskRoutes.get(apiPaths.staffRetention, async (context) => {
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, {
    act: 'view',
    what: 'what retention did, which names nobody',
    why: 'to look after it',
  });
  return context.json(await viewRetention(shop), 200, noStore);
});

keepingDeskRoutes.get(apiPaths.staffDuties, async (context) => {
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, { act: 'view', what: 'the duties of the owner', why: 'to look after them' });
  return context.json(await viewDuties(shop, staff.role), 200, noStore);
});

keepingDeskRoutes.post(apiPaths.staffDuties, async (context) => {
  const body = await readJson(context.req.raw, confirmation);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const said = await confirmDuty(shop, staff, body);
  return typeof said === 'string' ? context.json({ said } satisfies DeskDone, 200, noStore) : problemResponse(said);
});
