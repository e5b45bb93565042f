import { Hono } from 'hono';
import { z } from 'zod';
import { deliveryZones, servedCountries } from '../../src/catalog/delivery.ts';
import { orderStates } from '../../src/orders/order-states.ts';
import { apiPaths } from '../../src/paths.ts';
import { readJson } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { type Access, recordAccess } from '../staff/access-log.ts';
import type { StaffVariables } from '../staff/require-staff.ts';
import { mayDecide } from '../staff/roles.ts';
import { listOrders } from './list-orders.ts';
import { placeWritten } from './place.ts';
import { selectEmailOf } from './queries.ts';
import { readSought, type Sought, searchOrders } from './search-orders.ts';

const deliveries = deliveryZones().flatMap(({ options }) => options.map(({ id }) => id));

const listQuery = z
  .strictObject({
    state: z.enum(['', 'flagged', ...orderStates]).default(''),
    country: z.enum(['', ...servedCountries]).default(''),
    delivery: z.enum(['', ...deliveries]).default(''),
    after: placeWritten.optional(),
  })
  // A place in one list is none in the other.
  .refine(({ state, after }) => after === undefined || (state === '') === after.turn > 0);

const searchBody = z.strictObject({ words: z.string().trim().min(1).max(254), after: placeWritten.optional() });

const noStore = { 'Cache-Control': 'no-store' } as const;

/** The desk's orders as lists, which name nobody: an order is opened one at a time. */
export const workListRoutes = new Hono<StaffVariables>();

workListRoutes.get(apiPaths.staffOrders, async (context) => {
  const query = listQuery.safeParse(context.req.query());
  if (!query.success) {
    const detail = 'Open the orders again. Nothing was shown.';
    return problemResponse(problem('invalid-request', 'There is no such list.', detail));
  }
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, {
    act: 'view',
    what: 'the list of orders, which names nobody',
    why: 'what is to be done',
  });
  const { state, country, delivery, after } = query.data;
  const withRestricted = mayDecide(staff.role);
  return context.json(await listOrders(shop, { state, country, delivery, after, withRestricted }), 200, noStore);
});

workListRoutes.post(apiPaths.staffOrderSearch, async (context) => {
  const body = await readJson(context.req.raw, searchBody);
  if (isProblem(body)) return problemResponse(body);
  const sought = readSought(body.words);
  if (!sought) {
    const detail = 'Look for an order’s number, a whole e-mail address, or a SKU. Nothing was shown.';
    return problemResponse(problem('invalid-request', 'That is nothing to look for.', detail));
  }
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, await accessOf(shop, sought));
  const list = await searchOrders(shop, sought, body.after, mayDecide(staff.role));
  return context.json(list, 200, noStore);
});

/** Whoever looks for a person by their address, or for their order by its number, has looked at that person. */
async function accessOf(shop: Shop, sought: Sought): Promise<Access> {
  switch (sought.kind) {
    case 'number': {
      const email = await selectEmailOf(shop.database, sought.number);
      const about = { act: 'view', what: 'an order in a list', why: sought.number } as const;
      return email ? { ...about, subjectEmail: email } : about;
    }
    case 'email':
      return {
        act: 'view',
        what: 'the orders of a person in a list',
        why: 'looked for by their e-mail address',
        subjectEmail: sought.email,
      };
    case 'sku':
      return {
        act: 'view',
        what: 'the orders of a piece in a list, which names nobody',
        why: `looked for ${sought.sku}`,
      };
  }
}
