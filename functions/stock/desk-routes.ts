import { Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { DeskPiece, DeskStock, StockChangeAsked, StockHistory } from '../../src/api/stock-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { skuField } from '../catalog/sku-field.ts';
import { readJson } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { accessReason, recordAccess } from '../staff/access-log.ts';
import type { StaffVariables } from '../staff/require-staff.ts';
import { changeStock } from './change-stock.ts';
import { type CountedWithHolds, selectCount, selectCounts, selectStockChanges } from './queries.ts';

const pageSize = 200;
const mostChanges = 100;
/** More at once is a slip of the hand. */
const mostPieces = 9_999;

const stockQuery = z.strictObject({ after: skuField.optional() });

const changeBody = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['arrival', 'correction']),
    quantity: z.int().min(-mostPieces).max(mostPieces),
    reason: accessReason,
  })
  .refine(
    ({ kind, quantity }) => quantity > 0 || (kind === 'correction' && quantity !== 0),
  ) satisfies z.ZodType<StockChangeAsked>;

const holds = z.array(z.object({ number: z.string(), quantity: z.int(), state: z.string(), expires_at: z.int() }));

const noStore = { 'Cache-Control': 'no-store' } as const;

/** The stock at the desk: what is there, what is held and for how long, and what people of the house have counted. */
export const stockDeskRoutes = new Hono<StaffVariables>();

stockDeskRoutes.get(apiPaths.staffStock, async (context) => {
  const query = stockQuery.safeParse(context.req.query());
  if (!query.success) return problemResponse(noSuchPiece());
  const { shop, staff } = context.var;
  await recordAccess(shop, staff, { act: 'view', what: 'the stock, and bags that hold some of it', why: 'counting' });
  const found = await selectCounts(shop.database, query.data.after ?? '', pageSize + 1);
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  const answer: DeskStock = { pieces: shown.map(pieceOf), ...(last ? { next: last.sku } : {}) };
  return context.json(answer, 200, noStore);
});

stockDeskRoutes.get(apiPaths.staffStockOf, async (context) => {
  const sku = skuField.safeParse(context.req.param('sku'));
  const { shop } = context.var;
  if (!sku.success || !(await selectCount(shop.database, sku.data))) return problemResponse(noSuchPiece());
  const changes = await selectStockChanges(shop.database, sku.data, mostChanges);
  const answer: StockHistory = {
    sku: sku.data,
    changes: changes.map(({ at, kind, quantity, on_hand_after, reason, by_role }) => ({
      at: new Date(at).toISOString(),
      kind,
      quantity,
      onHandAfter: on_hand_after,
      reason,
      role: by_role,
    })),
  };
  return context.json(answer, 200, noStore);
});

stockDeskRoutes.post(apiPaths.staffStockOf, async (context) => {
  const sku = skuField.safeParse(context.req.param('sku'));
  if (!sku.success) return problemResponse(noSuchPiece());
  const body = await readJson(context.req.raw, changeBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const done = await changeStock(shop, staff, sku.data, body);
  return isProblem(done) ? problemResponse(done) : context.json(done, 200, noStore);
});

function pieceOf({ sku, on_hand, held, waiting, holds: written }: CountedWithHolds): DeskPiece {
  return {
    sku,
    onHand: on_hand,
    held,
    waiting,
    holds: holds.parse(JSON.parse(written)).map(({ number, quantity, state, expires_at }) => ({
      number,
      quantity,
      why: state === 'processing' ? 'bank' : 'paying',
      until: new Date(expires_at).toISOString(),
    })),
  };
}

function noSuchPiece(): Problem {
  return problem('unknown-sku', 'There is no such piece.', 'Open the stock again. Nothing was changed.');
}
