import type { APIRoute, GetStaticPaths } from 'astro';
import { houseFacts } from '../../catalog/house-facts.ts';
import { largePhotographs } from '../../catalog/large-photographs.ts';
import { allPieces } from '../../catalog/read-pieces.ts';
import { feed, type ShownPiece } from '../../feeds/feed.ts';
import { type Market, markets } from '../../feeds/markets.ts';

/** Each country's feed as the build knows it. Who is given an address is given `apiPaths.feed`. */

/** What the host takes as one file. Source: developers.cloudflare.com/workers/platform/limits/#static-assets */
const mostBytes = 25 * 1024 * 1024;

export const getStaticPaths = (() =>
  markets.map((market) => ({ params: { market: market.name }, props: { market } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ readonly market: Market }> = async ({ props: { market }, site }) => {
  if (!site) throw new Error('astro.config.mjs names no site.');
  const text = feed(await shownPieces(), { market, site, hasRealGtins: houseFacts.gtinPrefix !== null });
  const { length } = new TextEncoder().encode(text);
  if (length > mostBytes) throw new Error(`The feed ${market.name} has ${length} bytes; the host takes ${mostBytes}.`);
  return new Response(text, { headers: { 'Content-Type': 'application/xml' } });
};

let shown: Promise<readonly ShownPiece[]> | undefined;

/** The same for every market. */
function shownPieces(): Promise<readonly ShownPiece[]> {
  shown ??= allPieces().then((pieces) =>
    Promise.all(pieces.map(async (piece) => ({ piece, photographs: await largePhotographs(piece.photographs) }))),
  );
  return shown;
}
