import { defineCollection } from 'astro:content';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { pieceSchema } from './catalog/piece.ts';
import { readPieces } from './catalog/read-catalog.ts';

/**
 * One reader for everybody: Astro's own loader would check each file by itself, while a
 * catalogue is also wrong when two files share a SKU. A mistake throws and ends the build.
 */
const pieceFiles: Loader = {
  name: 'pieces',
  async load({ store, config, watcher, logger }) {
    const project = fileURLToPath(config.root);
    const fill = async () => {
      const pieces = await readPieces(project);
      store.clear();
      for (const { slug, piece } of pieces) store.set({ id: slug, data: piece });
    };
    await fill();
    // Only the dev server watches. There, a mistake is told and the pages keep what was right before.
    let filling = Promise.resolve();
    const refill = (changed: string) => {
      if (!/[\\/]src[\\/](?:content|assets)[\\/]/.test(changed)) return;
      filling = filling.then(fill).catch((error: unknown) => logger.error(String(error)));
    };
    watcher?.on('add', refill).on('change', refill).on('unlink', refill);
  },
};

// The schema is here for the types of `getCollection`; the reader has parsed with it already.
export const collections = { pieces: defineCollection({ loader: pieceFiles, schema: pieceSchema }) };
