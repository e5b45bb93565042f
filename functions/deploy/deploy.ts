/**
 * `npm run deploy`, or `npm run deploy -- --dry-run` to see what it would do.
 * Needs an account: `npx wrangler login`, or CLOUDFLARE_API_TOKEN.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { missingNotices } from '../../src/catalog/guarantee-notice.ts';
import { missingOfPieces } from '../../src/catalog/product-safety.ts';
import { readCatalog, readHouse, readPieces } from '../../src/catalog/read-catalog.ts';
import { goLive } from './go-live.ts';
import { readProduction } from './production.ts';
import { openingStockStatements } from './queries.ts';
import type { Step } from './steps.ts';

const openingStockFile = '.local/deploy/opening-stock.sql';
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });

mkdirSync('.local/deploy', { recursive: true });
writeFileSync(openingStockFile, openingStockStatements(await readCatalog()));
process.exitCode = await goLive(
  {
    house: await readHouse(),
    production: readProduction(),
    lacking: [...missingOfPieces(await readPieces()), ...missingNotices()],
    openingStockFile,
    listSecrets,
    run,
    say: (words) => console.log(words),
  },
  values['dry-run'],
);

async function listSecrets(): Promise<readonly string[] | { readonly failure: string }> {
  const parameters = ['secret', 'list', '--config', 'wrangler.toml', '--env', 'production', '--format', 'json'];
  const { status, stdout } = spawnSync('wrangler', parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status === 0)
    return z
      .array(z.object({ name: z.string() }))
      .parse(JSON.parse(stdout))
      .map(({ name }) => name);
  return {
    failure:
      'wrangler could not list the secrets of production; its own words are above. ' +
      'Log in with: npx wrangler login. If the Worker is not there yet, its first secret makes it.',
  };
}

async function run({ command: [program, ...parameters], environment }: Step): Promise<number> {
  return spawnSync(program, parameters, { env: { ...process.env, ...environment }, stdio: 'inherit' }).status ?? 1;
}
