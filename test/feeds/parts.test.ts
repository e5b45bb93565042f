import { expect, test } from 'vitest';
import { joinParts } from '../../functions/feeds/join-parts.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { variantsOf } from '../../src/catalog/variants.ts';
import { feedPart, feedParts, type ShownPiece } from '../../src/feeds/feed.ts';
import { markets } from '../../src/feeds/markets.ts';
import { readFeed } from './read-feed.ts';

const [market] = markets;
if (!market) throw new Error('There is no market.');
const context = { market, site: new URL('https://shop.example'), hasRealGtins: false };
const pieces = (await readPieces()).map(
  ({ slug, piece }) =>
    ({ piece: { ...piece, slug, variants: variantsOf(piece) }, photographs: [] }) as unknown as ShownPiece,
);
const skus = pieces.flatMap(({ piece }) => piece.variants.map(({ sku }) => sku));
const whole = feedPart([pieces], 1, context);

function partsOf(mostItems: number): readonly string[] {
  const parts = feedParts(pieces, mostItems);
  return parts.map((_, index) => feedPart(parts, index + 1, context));
}

const joined = (parts: readonly string[]) =>
  new Response(
    joinParts(
      parts[0] ?? '',
      async (part) => parts[part - 1],
      (text) => text,
    ),
  ).text();

test.each([1, 2, 7, 20, 10_000])('in parts of %i variants a feed is the same when it is joined', async (mostItems) => {
  const parts = partsOf(mostItems);
  expect(await joined(parts)).toBe(whole);
  expect(readFeed(whole).map((item) => item['g:id'])).toEqual(skus);
});

test('a part has whole pieces, and no more variants than it may', () => {
  const parts = feedParts(pieces, 20);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.flat()).toEqual(pieces);
  for (const part of parts) {
    const count = part.reduce((sum, { piece }) => sum + piece.variants.length, 0);
    expect(count <= 20 || part.length === 1).toBe(true);
  }
});

test('a feed that lacks a part breaks off, and does not end as if it were whole', async () => {
  const parts = partsOf(20);
  await expect(joined(parts.slice(0, -1))).rejects.toThrow(`A feed has no part ${parts.length}.`);
});

test('each part is written over', async () => {
  const parts = partsOf(20);
  const text = await new Response(
    joinParts(
      parts[0] ?? '',
      async (part) => parts[part - 1],
      (part) => part.replaceAll('LIEN', 'lien'),
    ),
  ).text();
  expect(text).toBe(whole.replaceAll('LIEN', 'lien'));
});
