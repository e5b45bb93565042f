import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** `npm run reset`: the next start begins with an empty database, empty stand-ins and new secrets. */
const folder = fileURLToPath(new URL('../../.local/', import.meta.url));
await rm(folder, { recursive: true, force: true });
console.log('Emptied .local. The next npm start begins afresh.');
