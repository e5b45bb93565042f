import type { Plugin } from 'esbuild';
import { commonPasswordsModule } from '../../functions/accounts/common-passwords-module.ts';
import { campaignsModule } from '../../functions/page-views/classify/campaigns-module.ts';
import { referrerListsModule } from '../../functions/page-views/classify/referrer-lists-module.ts';
import { countedPathsModule } from '../../functions/page-views/counted-paths-module.ts';
import { workerWordsModule } from '../../functions/words/worker-words-module.ts';

/** What astro.config.mjs gives the Worker under names of the house's, for Vitest. */
export const houseModules = () => [
  commonPasswordsModule(),
  countedPathsModule(),
  referrerListsModule(),
  campaignsModule(),
  workerWordsModule(),
];

/** The same, for esbuild. */
export function houseModulesForEsbuild(): Plugin {
  const modules = new Map(houseModules().map((module) => [module.name, module]));
  return {
    name: 'house-modules',
    setup(build) {
      build.onResolve({ filter: /^house:/ }, ({ path }) => ({ path, namespace: 'house' }));
      build.onLoad({ filter: /.*/, namespace: 'house' }, async ({ path }) => ({
        contents: (await modules.get(path)?.load(`\0${path}`)) ?? '',
      }));
    },
  };
}
