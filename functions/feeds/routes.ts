import { Hono } from 'hono';
import { z } from 'zod';
import { apiPaths, paths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { ShopVariables } from '../door.ts';
import { problem, problemResponse } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { selectInStock } from '../stock/queries.ts';
import { joinParts } from './join-parts.ts';
import { writeAvailability } from './write-availability.ts';

export const feedRoutes = new Hono<ShopVariables>();

const market = z.string().regex(/^[a-z]{2}-[a-z]{3}$/);

/** As old as this may what is left be, in seconds; feeds are fetched once or a few times a day. */
const cacheSeconds = 300;

feedRoutes.get(apiPaths.feed, async (context) => {
  const { shop } = context.var;
  const name = market.safeParse(context.req.param('market'));
  const first = name.success ? await readPart(shop, name.data, 1) : undefined;
  if (!name.success || first === undefined) {
    const detail = say`A feed is named by its country and currency, such as gb-gbp.`;
    return problemResponse(problem('not-found', say`There is no such feed.`, detail));
  }
  const inStock = new Set(await selectInStock(shop.database));
  const whole = joinParts(
    first,
    (part) => readPart(shop, name.data, part),
    (text) => writeAvailability(text, inStock),
  );
  return context.body(whole, 200, {
    'Content-Type': 'application/xml; charset=utf-8',
    'Cache-Control': `public, max-age=${cacheSeconds}`,
  });
});

async function readPart({ assets, config }: Shop, name: string, part: number): Promise<string | undefined> {
  const file = await assets.fetch(new URL(paths.feed(name, part), config.siteOrigin));
  if (file.status === 200) return file.text();
  await file.body?.cancel();
  return undefined;
}
