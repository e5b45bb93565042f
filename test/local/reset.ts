import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** `npm run reset`: the next start begins with an empty database, empty stand-ins and new secrets. */
const folder = fileURLToPath(new URL('../../.local/', import.meta.url));
const running = `${folder}running`;

if (existsSync(running) && isAlive(Number(await readFile(running, 'utf8')))) {
  console.error('The shop of this folder is running. End it with Ctrl-C first, then npm run reset.');
  process.exit(1);
}
await rm(folder, { recursive: true, force: true });
console.log('Emptied .local. The next npm start begins afresh.');

/** Signal 0 asks without sending; a process that ended without taking its note along is none. */
function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
