import { Hono } from 'hono';
import { z } from 'zod';
import type { StockAnswer } from '../../src/api/answers.ts';
import { maxLines, maxQuantity } from '../../src/bag/bag.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { Environment } from '../environment.ts';
import { problem, problemResponse } from '../problem.ts';
import { selectAvailable } from './queries.ts';

/** A product page asks for all its variants at once, a bag for all its lines. */
const maxSkus = Math.max(maxLines, 60);
const query = z.array(z.string().min(1).max(64)).min(1).max(maxSkus);

export const stockRoutes = new Hono<{ Bindings: Environment }>();

stockRoutes.get(apiPaths.stock, async (context) => {
  const skus = query.safeParse(context.req.queries('sku') ?? []);
  if (!skus.success) {
    const detail = say`Ask with ?sku=… for one to ${maxSkus} pieces, each named by its SKU.`;
    return problemResponse(problem('invalid-request', say`We could not read which pieces you mean.`, detail));
  }
  const rows = await selectAvailable(context.env.DB, [...new Set(skus.data)]);
  const answer: StockAnswer = {
    available: Object.fromEntries(rows.map((row) => [row.sku, Math.min(row.available, maxQuantity)])),
  };
  return context.json(answer, 200, { 'Cache-Control': 'no-store' });
});
