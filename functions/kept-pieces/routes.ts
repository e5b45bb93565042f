import { Hono } from 'hono';
import { z } from 'zod';
import { type KeptPieces, type KeptWish, mostKeptPieces } from '../../src/api/kept-answers.ts';
import { maxQuantity } from '../../src/bag/bag.ts';
import { apiPaths } from '../../src/paths.ts';
import { requireSession, type SessionVariables } from '../accounts/read-session.ts';
import { skuField } from '../catalog/sku-field.ts';
import { readJson } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { keepPiece } from './keep-piece.ts';
import { selectKept } from './queries.ts';

const keptBody = z.strictObject({ sku: skuField, kept: z.boolean() }) satisfies z.ZodType<KeptWish>;

const noStore = { 'Cache-Control': 'no-store' } as const;

export const keptRoutes = new Hono<SessionVariables>();

keptRoutes.get(apiPaths.accountKept, requireSession, async (context) => {
  const { shop, session } = context.var;
  const rows = await selectKept(shop.database, session.id, mostKeptPieces);
  const answer: KeptPieces = {
    pieces: rows.map(({ sku, kept_at, available }) => ({
      sku,
      keptAt: new Date(kept_at).toISOString(),
      available: Math.min(available, maxQuantity),
    })),
  };
  return context.json(answer, 200, noStore);
});

keptRoutes.post(apiPaths.accountKept, requireSession, async (context) => {
  const { shop, session } = context.var;
  const body = await readJson(context.req.raw, keptBody);
  const outcome = isProblem(body) ? body : await keepPiece(shop, session.id, body);
  return isProblem(outcome) ? problemResponse(outcome) : context.json(outcome, 200, noStore);
});
