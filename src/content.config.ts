import { defineCollection } from 'astro:content';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { z } from 'zod';
import { pieceSchema } from './catalog/piece.ts';
import { readHouse, readPieces } from './catalog/read-catalog.ts';
import { readTranslationFiles } from './catalog/read-translation-files.ts';

/**
 * One reader for everybody: Astro's own loader would check each file by itself, while a
 * catalogue is also wrong when two files share a SKU. A mistake throws and ends the build.
 */
const pieceFiles = loaderOf('pieces', async (project) =>
  (await readPieces(project)).map(({ slug, piece }) => ({ id: slug, data: piece })),
);

const translationFiles = loaderOf('translations', async (project) => {
  const [pieces, house] = await Promise.all([readPieces(project), readHouse(project)]);
  const files = await readTranslationFiles(project, pieces, house);
  return files.map(({ id, content }) => ({ id, data: content }));
});

function loaderOf(
  name: string,
  read: (project: string) => Promise<readonly { readonly id: string; readonly data: Record<string, unknown> }[]>,
): Loader {
  return {
    name,
    async load({ store, config, watcher, logger }) {
      const project = fileURLToPath(config.root);
      const fill = async () => {
        const entries = await read(project);
        store.clear();
        for (const entry of entries) store.set(entry);
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
}

// The schema is here for the types of `getCollection`; the reader has parsed with it already.
export const collections = {
  pieces: defineCollection({ loader: pieceFiles, schema: pieceSchema }),
  translations: defineCollection({ loader: translationFiles, schema: z.record(z.string(), z.unknown()) }),
};
