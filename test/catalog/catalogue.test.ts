import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { collectionSlugs } from '../../src/catalog/collections.ts';
import { currencies, toMinor } from '../../src/catalog/money.ts';
import { readCatalog, readPieces } from '../../src/catalog/read-catalog.ts';

const pieces = await readPieces();
const catalog = await readCatalog();

describe('the catalogue', () => {
  it('has no empty collection', () => {
    for (const collection of collectionSlugs) {
      expect(pieces.filter(({ piece }) => piece.collection === collection).length, collection).toBeGreaterThan(0);
    }
  });

  it('gives each piece of a collection a place of its own', () => {
    const places = pieces.map(({ piece }) => `${piece.collection} ${piece.place}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('prices every SKU in every currency, in minor units', () => {
    expect(catalog.length).toBeGreaterThan(0);
    for (const { sku, prices } of catalog) {
      expect(Object.keys(prices).sort(), sku).toEqual([...currencies].sort());
      for (const currency of currencies) {
        expect(prices[currency] % toMinor(1, currency), `${sku} ${currency}`).toBe(0);
        expect(prices[currency], `${sku} ${currency}`).toBeGreaterThan(0);
      }
    }
  });

  it('keeps the prices of one piece in the same region: no slip of a digit', () => {
    const perEuro = { EUR: 1, GBP: 0.86, USD: 1.07, CHF: 0.96, JPY: 168, AED: 4 } as const;
    for (const { sku, prices } of catalog) {
      for (const currency of currencies) {
        const ratio = prices[currency] / toMinor(1, currency) / (prices.EUR / 100) / perEuro[currency];
        expect(ratio, `${sku} ${currency}`).toBeGreaterThan(0.9);
        expect(ratio, `${sku} ${currency}`).toBeLessThan(1.1);
      }
    }
  });

  it('names variants so that each can be told from its siblings', () => {
    for (const { slug } of pieces) {
      const names = catalog.filter((entry) => entry.slug === slug).map(({ name }) => name);
      expect(new Set(names).size, slug).toBe(names.length);
      if (names.length === 1) expect(names, slug).toEqual(['']);
      else expect(names, slug).not.toContain('');
    }
  });

  it('shows every photograph that it keeps, and no variant the photograph of another', async () => {
    const shown = new Set(pieces.flatMap(({ piece }) => piece.photographs.map(({ file }) => file)));
    expect([...shown].sort()).toEqual((await readdir('src/assets/photographs')).sort());
    for (const { sku, options, photographs, slug } of catalog) {
      const piece = pieces.find((one) => one.slug === slug)?.piece;
      for (const place of photographs) {
        const shows = Object.entries(piece?.photographs[place]?.shows ?? {});
        for (const [axis, value] of shows) expect(options, sku).toHaveProperty(axis, value);
      }
    }
  });

  it('describes each photograph by itself, as it is heard alone in the bag', () => {
    const descriptions = pieces.flatMap(({ piece }) => piece.photographs.map(({ alt }) => alt));
    expect(new Set(descriptions).size).toBe(descriptions.length);
    for (const alt of descriptions) expect(alt).not.toMatch(/^(the same|another|photo|image|picture)/i);
  });

  it('has photographs of one shape, four by five, and large enough to fill a phone', async () => {
    for (const file of await readdir('src/assets/photographs')) {
      const { width, height } = jpegSize(await readFile(`src/assets/photographs/${file}`)) ?? { width: 0, height: 0 };
      expect(width * 5, file).toBe(height * 4);
      expect(width, file).toBeGreaterThanOrEqual(880);
    }
  });

  it("speaks in the house's voice: no exclamation, no superlative, no urgency", () => {
    const shouting =
      /!|\b(exclusive|luxur\w+|finest|best|perfect\w*|exquisite|unique|ultimate|iconic|timeless|stunning|must-have|hurry|limited edition|only \d+ left)\b/i;
    for (const { slug, piece } of pieces) {
      const sizing = piece.sizeGuide?.how ?? [];
      for (const words of [piece.name, piece.summary, ...piece.story, ...piece.care, ...sizing]) {
        expect(words, slug).not.toMatch(shouting);
      }
    }
  });

  it('tells no two pieces with the same sentence', () => {
    const sentences = pieces.flatMap(({ piece }) =>
      [piece.summary, ...piece.story].flatMap((text) => text.split(/(?<=\.) /)),
    );
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

/** From the frame header of a JPEG. */
function jpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  for (let at = 2; at < bytes.length - 9; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xc0 || marker === 0xc2)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return undefined;
}
