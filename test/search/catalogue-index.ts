import { join } from 'node:path';
import { optionAxes } from '../../src/catalog/collections.ts';
import { readHouse } from '../../src/catalog/read-catalog.ts';
import { readPieceFiles } from '../../src/catalog/read-piece-files.ts';
import { variantsOf } from '../../src/catalog/variants.ts';
import { kindAndChoices } from '../../src/components/describe-piece.ts';
import { type IndexPart, type PieceRow, piecesInPart } from '../../src/search/entry.ts';
import { pieceRow } from '../../src/search/parts.ts';

/** The search's files as the build makes them of a folder of pieces, without the build. */
export async function catalogueParts(folder = 'src/content/pieces'): Promise<readonly IndexPart[]> {
  const house = await readHouse();
  const anyPhotograph = { has: () => true } as unknown as ReadonlySet<string>;
  const { pieces } = await readPieceFiles(join(process.cwd(), folder), { house, photographs: anyPhotograph });
  const rows = pieces.map(({ slug, piece }): PieceRow => {
    const maker = house.makers[piece.maker];
    if (!maker) throw new Error(`${slug} has no maker.`);
    const options = optionAxes.flatMap((axis) => (piece.options[axis] ? [{ axis, values: piece.options[axis] }] : []));
    const [face] = piece.photographs;
    // As long as the address of a derivative.
    const photograph = `/_astro/${face?.file.replace(/\.jpg$/, '')}.B4TknRJZ_1C3RI2.webp`;
    const shown = {
      ...piece,
      slug,
      maker,
      options,
      wordFor: String,
      pricesFrom: piece.prices,
      hasOnePrice: variantsOf(piece).length === 1,
    };
    return pieceRow({ piece: shown, label: kindAndChoices(shown), photograph }, 'en');
  });
  return Array.from({ length: Math.ceil(rows.length / piecesInPart) }, (_, place) => ({
    pieces: rows.slice(place * piecesInPart, (place + 1) * piecesInPart),
  }));
}
