import { Hono } from 'hono';
import { z } from 'zod';
import { apiPaths, paths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { ShopVariables } from '../door.ts';
import { problem, problemResponse } from '../problem.ts';
import { selectInStock } from '../stock/queries.ts';
import { joinParts } from './join-parts.ts';
import { writeAvailability } from './write-availability.ts';

export const feedRoutes = new Hono<ShopVariables>();

const market = z.string().regex(/^[a-z]{2}-[a-z]{3}$/);

/** As old as this may what is left be, in seconds; feeds are fetched once or a few times a day. */
const cacheSeconds = 300;

feedRoutes.get(apiPaths.feed, async (context) => {
  const { assets, config, database } = context.var.shop;
  const name = market.safeParse(context.req.param('market'));
  const readPart = async (part: number): Promise<string | undefined> => {
    if (!name.success) return undefined;
    const file = await assets.fetch(new URL(paths.feed(name.data, part), config.siteOrigin));
    if (file.status === 200) return file.text();
    await file.body?.cancel();
    return undefined;
  };
  const first = await readPart(1);
  if (first === undefined) {
    const detail = say`A feed is named by its country and currency, such as gb-gbp.`;
    return problemResponse(problem('not-found', say`There is no such feed.`, detail));
  }
  const inStock = new Set(await selectInStock(database));
  return context.body(
    joinParts(first, readPart, (text) => writeAvailability(text, inStock)),
    200,
    {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': `public, max-age=${cacheSeconds}`,
    },
  );
});
