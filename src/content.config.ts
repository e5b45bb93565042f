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
  schema: pieceSchema,
  async load({ store, config, watcher, logger, generateDigest }) {
    const project = fileURLToPath(config.root);
    const fill = async () => {
      const pieces = await readPieces(project);
      store.clear();
      for (const { slug, piece } of pieces) store.set({ id: slug, data: piece, digest: generateDigest(piece) });
    };
    await fill();
    const refill = (changed: string) => {
      if (!changed.includes('/src/content/')) return;
      fill().catch((error: unknown) => logger.error(String(error)));
    };
    watcher?.on('add', refill).on('change', refill).on('unlink', refill);
  },
};

export const collections = { pieces: defineCollection({ loader: pieceFiles }) };
