import { Hono } from 'hono';
import { z } from 'zod';
import type { DeskFigures } from '../../src/api/desk-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { replayLedger } from '../erasure/replay-ledger.ts';
import { problem, problemResponse } from '../problem.ts';
import { verifyRegister } from '../register/verify-register.ts';
import { countRequests, yearOf } from '../requests/figures.ts';
import { recordAccess } from './access-log.ts';
import type { StaffVariables } from './require-staff.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

const figuresQuery = z.strictObject({ year: z.coerce.number().int().min(2020).max(2100).optional() });

/** What proves the house's answers, and what keeps them true after a restore. The register names nobody. */
export const registerDeskRoutes = new Hono<StaffVariables>();

/** For `npm run register:verify`. */
registerDeskRoutes.get(apiPaths.registerVerify, async (context) =>
  context.json(await verifyRegister(context.var.shop), 200, noStore),
);

registerDeskRoutes.get(apiPaths.staffFigures, async (context) => {
  const query = figuresQuery.safeParse(context.req.query());
  if (!query.success)
    return problemResponse(problem('invalid-request', 'There is no such year.', 'Give one, as 2026.'));
  const { shop } = context.var;
  const year = query.data.year ?? new Date(shop.now).getUTCFullYear();
  const answer: DeskFigures = { year, kinds: await countRequests(shop, yearOf(year)) };
  return context.json(answer, 200, noStore);
});

/** For `npm run restore:replay`: one run of it, to be asked for again until it is done. */
registerDeskRoutes.post(apiPaths.ledgerReplay, async (context) => {
  const { shop, staff } = context.var;
  const why = 'the database was restored';
  await recordAccess(shop, staff, { act: 'erase', what: 'whoever the ledger of erasures has', why });
  return context.json(await replayLedger(shop), 200, noStore);
});
