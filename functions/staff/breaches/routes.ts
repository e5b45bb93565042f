import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { BreachRecorded, UnreachedPeople } from '../../../src/api/breach-answers.ts';
import { apiPaths } from '../../../src/paths.ts';
import { registerAsCsv, registerAsJson } from '../../breaches/export-register.ts';
import { selectUnreached } from '../../breaches/people/queries.ts';
import { recordBreach } from '../../breaches/record-breach.ts';
import { breachPlacePattern, listBreaches, readBreachPlace, viewBreach } from '../../breaches/view-breach.ts';
import { readJson } from '../../door.ts';
import { isProblem, problem, problemResponse } from '../../problem.ts';
import { recordAccess } from '../access-log.ts';
import type { StaffVariables } from '../require-staff.ts';
import { nameless } from './bodies.ts';
import { openBreach } from './open-breach.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;
/** Each is somebody's address, and a row of the access log. */
const mostUnreached = 200;

const listQuery = z.strictObject({ before: z.string().regex(breachPlacePattern).optional() });
const newBreach = z.strictObject({ happened: nameless, discoveredAt: z.iso.datetime({ offset: true }) });
const nothing = z.strictObject({});

/** The register of breaches, to look at. What changes one is in act-routes.ts. */
export const breachDeskRoutes = new Hono<StaffVariables>();

breachDeskRoutes.get(apiPaths.staffBreaches, async (context) => {
  const query = listQuery.safeParse(context.req.query());
  if (!query.success) {
    return problemResponse(
      problem('invalid-request', 'There is no such list.', 'Open the register from its beginning.'),
    );
  }
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, { act: 'view', what: 'the register of breaches', why: 'what is to be done' });
  const { before } = query.data;
  return context.json(await listBreaches(shop, before ? readBreachPlace(before) : undefined), 200, noStore);
});

breachDeskRoutes.post(apiPaths.staffBreaches, async (context) => {
  const body = await readJson(context.req.raw, newBreach);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const discoveredAt = Date.parse(body.discoveredAt);
  const recorded: Awaited<ReturnType<typeof recordBreach>> = await recordBreach(shop, staff, { ...body, discoveredAt });
  if (isProblem(recorded)) return problemResponse(recorded);
  return context.json(recorded satisfies BreachRecorded, 201, noStore);
});

breachDeskRoutes.get(apiPaths.staffBreachesCsv, (context) => handOut(context, 'csv', registerAsCsv));
breachDeskRoutes.get(apiPaths.staffBreachesJson, (context) => handOut(context, 'json', registerAsJson));

breachDeskRoutes.post(apiPaths.staffBreachView, async (context) => {
  const body = await readJson(context.req.raw, nothing);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const number = context.req.param('number');
  const breach = await openBreach(shop, staff, number, { act: 'view', what: 'a breach, which names nobody' });
  return isProblem(breach) ? problemResponse(breach) : context.json(await viewBreach(shop, breach), 200, noStore);
});

breachDeskRoutes.post(apiPaths.staffBreachUnreached, async (context) => {
  const body = await readJson(context.req.raw, nothing);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const number = context.req.param('number');
  const opened = await openBreach(shop, staff, number, { act: 'view', what: 'whom no letter of a breach reached' });
  if (isProblem(opened)) return problemResponse(opened);
  const emails = await selectUnreached(shop.database, number, mostUnreached);
  for (const subjectEmail of emails) {
    await recordAccess(shop, staff, { act: 'view', what: 'an address that took no letter', why: number, subjectEmail });
  }
  return context.json({ emails } satisfies UnreachedPeople, 200, noStore);
});

async function handOut(
  context: Context<StaffVariables>,
  kind: 'csv' | 'json',
  write: (shop: StaffVariables['Variables']['shop']) => AsyncGenerator<string>,
): Promise<Response> {
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, { act: 'export', what: 'the register of breaches', why: `kept as ${kind}` });
  const encoder = new TextEncoder();
  const pieces = write(shop);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return context.body(stream, 200, {
    ...noStore,
    'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="breaches.${kind}"`,
  });
}
