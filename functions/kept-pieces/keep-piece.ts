import type { Problem } from '../../src/api/answers.ts';
import { type KeptWish, mostKeptPieces } from '../../src/api/kept-answers.ts';
import { say } from '../../src/words/say.ts';
import { readItem } from '../catalog/read-item.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { deleteKept, insertKeptStatement, isKept } from './queries.ts';

/** Keeps a piece, or lets it go: pressed twice, it stands as after the first press. What is no longer sold can still go. */
export async function keepPiece(shop: Shop, accountId: string, { sku, kept }: KeptWish): Promise<KeptWish | Problem> {
  const { assets, config, database, now } = shop;
  if (!kept) {
    await deleteKept(database, accountId, sku);
    return { sku, kept };
  }
  if (!(await readItem(assets, config.siteOrigin, sku))) {
    return problem(
      'unknown-sku',
      say`We do not sell this piece.`,
      say`Please open its page again. Nothing was changed.`,
    );
  }
  await insertKeptStatement(database, accountId, sku, now, mostKeptPieces).run();
  if (await isKept(database, accountId, sku)) return { sku, kept };
  const detail = say`Your account keeps ${mostKeptPieces} pieces, and that is the most. Let one of them go first.`;
  return problem('conflict', say`There is no room for another.`, detail);
}
