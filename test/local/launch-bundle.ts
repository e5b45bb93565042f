import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildResult, build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { z } from 'zod';
import { houseModulesForEsbuild } from './house-modules.ts';
import { databaseWorker } from './reach-database.ts';

const settingsSchema = z.object({
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()),
  d1_databases: z.array(z.object({ binding: z.string(), database_name: z.string() })),
  r2_buckets: z.array(z.object({ binding: z.string(), bucket_name: z.string() })),
  ratelimits: z.array(
    z.object({
      name: z.string(),
      namespace_id: z.string(),
      simple: z.object({ limit: z.number(), period: z.literal([10, 60]) }),
    }),
  ),
});

/**
 * A few files of the Worker alone in the real workerd, for what no route of the shop shows
 * by itself. It has the databases, buckets and rate limits that wrangler.toml gives, as deployed.
 *
 * @param entry a module whose default export handles `fetch`
 */
export async function launchBundle(entry: URL): Promise<Miniflare> {
  const settings = settingsSchema.parse(readWranglerFile({ config: 'wrangler.toml' }));
  const bundled = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker'],
    external: ['*.wasm'],
    plugins: [houseModulesForEsbuild()],
  });
  const d1Databases = Object.fromEntries(
    settings.d1_databases.map((database) => [database.binding, database.database_name]),
  );
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      cf: false,
      workers: [
        {
          name: 'bundle',
          compatibilityDate: settings.compatibility_date,
          compatibilityFlags: settings.compatibility_flags,
          modules: [
            { type: 'ESModule', path: 'bundle.mjs', contents: bundled.outputFiles[0]?.text ?? '' },
            ...(await compiledModules(bundled)),
          ],
          d1Databases,
          r2Buckets: Object.fromEntries(settings.r2_buckets.map((found) => [found.binding, found.bucket_name])),
          ratelimits: Object.fromEntries(settings.ratelimits.map(({ name, ...limit }) => [name, limit])),
        },
        databaseWorker(d1Databases),
      ],
    }),
  );
  await worker.ready;
  return worker;
}

/** What the bundle left out: workerd takes WebAssembly only as modules of their own. */
function compiledModules({ metafile }: BuildResult<{ metafile: true }>) {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const paths = new Set(imports.map(({ path }) => path).filter((path) => path.endsWith('.wasm')));
  return Promise.all(
    [...paths].map(async (path) => {
      const contents = await readFile(fileURLToPath(import.meta.resolve(path)));
      return { type: 'CompiledWasm' as const, path, contents };
    }),
  );
}
