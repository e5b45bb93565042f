import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type House, parseHouse } from './house.ts';
import { describeMistakes, type ReadPiece, readPieceFiles } from './read-piece-files.ts';
import { type Variant, variantsOf } from './variants.ts';

/**
 * The catalogue for programs outside the pages' build: the seed of the database, the
 * deployment's check, the tests.
 */

export interface CatalogEntry extends Variant {
  readonly slug: string;
  /** The piece's name. */
  readonly pieceName: string;
}

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Every SKU. Throws with all mistakes, in words, when a file has any. */
export async function readCatalog(project = projectFolder): Promise<readonly CatalogEntry[]> {
  const pieces = await readPieces(project);
  return pieces.flatMap(({ slug, piece }) =>
    variantsOf(piece).map((variant) => ({ ...variant, slug, pieceName: piece.name })),
  );
}

/** Every piece as its file has it. Throws with all mistakes, in words, when a file has any. */
export async function readPieces(project = projectFolder): Promise<readonly ReadPiece[]> {
  const [house, photographs] = await Promise.all([
    readHouse(project),
    readdir(join(project, 'src/assets/photographs')),
  ]);
  const { pieces, mistakes } = await readPieceFiles(join(project, 'src/content/pieces'), {
    house,
    photographs: new Set(photographs),
  });
  if (mistakes.length > 0) throw new Error(describeMistakes(mistakes));
  return pieces;
}

export async function readHouse(project = projectFolder): Promise<House> {
  return parseHouse(await readFile(join(project, 'src/content/house.yaml'), 'utf8'));
}
