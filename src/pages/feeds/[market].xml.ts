import type { APIRoute, GetStaticPaths } from 'astro';
import { houseFacts } from '../../catalog/house-facts.ts';
import { largePhotographs } from '../../catalog/large-photographs.ts';
import { allPieces } from '../../catalog/read-pieces.ts';
import { feedPart, feedParts, type ShownPiece } from '../../feeds/feed.ts';
import { type Market, markets } from '../../feeds/markets.ts';
import { paths } from '../../paths.ts';

/** Each country's feed as the build knows it, in parts. Who is given an address is given `apiPaths.feed`. */

/** What the host takes as one file. Source: developers.cloudflare.com/workers/platform/limits/#static-assets */
const mostBytes = 25 * 1024 * 1024;
/** Variants in a part: well below what the host takes, and what the Worker has room for at once. */
const mostItems = 4_000;

interface Props {
  readonly market: Market;
  readonly part: number;
}

export const getStaticPaths = (async () => {
  const parts = await shownParts();
  return markets.flatMap((market) =>
    parts.map((_, index) => {
      const part = index + 1;
      const name = /([^/]+)\.xml$/.exec(paths.feed(market.name, part))?.[1];
      return { params: { market: name }, props: { market, part } };
    }),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { market, part }, site }) => {
  if (!site) throw new Error('astro.config.mjs names no site.');
  const text = feedPart(await shownParts(), part, { market, site, hasRealGtins: houseFacts.gtinPrefix !== null });
  const { length } = new TextEncoder().encode(text);
  if (length > mostBytes) {
    throw new Error(`Part ${part} of the feed ${market.name} has ${length} bytes; the host takes ${mostBytes}.`);
  }
  return new Response(text, { headers: { 'Content-Type': 'application/xml' } });
};

let shown: Promise<readonly (readonly ShownPiece[])[]> | undefined;

/** The same for every market. */
function shownParts(): Promise<readonly (readonly ShownPiece[])[]> {
  shown ??= allPieces()
    .then((pieces) =>
      Promise.all(pieces.map(async (piece) => ({ piece, photographs: await largePhotographs(piece.photographs) }))),
    )
    .then((pieces) => feedParts(pieces, mostItems));
  return shown;
}
