/**
 * `npm run restore:replay -- --url https://shop.example`, right after the database was restored: erases again whom
 * the ledger has. The shop does the same by itself within the hour. ACCESS_TOKEN is a staff sign-in's.
 */
import { parseArgs } from 'node:util';
import { apiPaths } from '../../src/paths.ts';
import { askForReplay } from '../gateways/running-shop.ts';

try {
  await main();
} catch (error) {
  // Whoever has just restored a database needs the sentence alone.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  const token = process.env['ACCESS_TOKEN'];
  if (!values.url || !token) throw new Error('Give the shop’s address as --url, and ACCESS_TOKEN in the environment.');
  let erased = 0;
  for (let isDone = false; !isDone; ) {
    const run = await askForReplay(values.url, apiPaths.ledgerReplay, token);
    erased += run.erased;
    isDone = run.isDone;
    console.log(`${run.missing} entries to look for, ${erased} people erased again so far.`);
  }
  console.log('Everybody who is in the ledger is erased here.');
}
