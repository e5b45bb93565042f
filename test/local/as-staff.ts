import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { tokenPath } from '../stand-ins/access/access-pages.ts';
import { runCommand } from './run-command.ts';

/**
 * `node test/local/as-staff.ts <command> …`: runs a command of the house that asks a running shop. One that is told
 * which (--url) has its token in ACCESS_TOKEN. One that isn't gets the shop of `npm start` on this machine, and a token
 * of its owner.
 */
const addressesFile = fileURLToPath(new URL('../../.local/addresses.json', import.meta.url));
const addresses = z.strictObject({ shop: z.url(), access: z.url() });
const owner = 'owner@shop.example';

const [command = '', ...parameters] = process.argv.slice(2);
const isTold = parameters.some((parameter) => parameter === '--url' || parameter.startsWith('--url='));
const way = isTold ? { parameters, environment: {} } : await onThisMachine();
const { status } = await runCommand('node', [command, ...way.parameters], { environment: way.environment });
process.exitCode = status;

async function onThisMachine() {
  if (!existsSync(addressesFile)) {
    console.error('No shop runs here. Start it with npm start, or give the address of one as --url.');
    process.exit(1);
  }
  const { shop, access } = addresses.parse(JSON.parse(await readFile(addressesFile, 'utf8')));
  const answer = await fetch(access + tokenPath, { method: 'POST', body: new URLSearchParams({ email: owner }) });
  if (!answer.ok) throw new Error(`The sign-in on this machine answered ${answer.status}`);
  return { parameters: ['--url', shop, ...parameters], environment: { ACCESS_TOKEN: await answer.text() } };
}
